import { isCourtesy } from "../chat/manners/courtesy.ts";

/** Something said to a bot that asks for no knowledge. */
export type Courtesy = "help" | "greeting" | "thanks";

const phrases = {
  help: /^(?:help|help me|usage|commands|what can you do|how do you work|what do you do)$/,
  greeting:
    /^(?:hi|hello|hey|hey there|hi there|hello there|yo|howdy|good (?:morning|afternoon|evening))$/,
} as const;

/** Recognises help, a greeting or thanks, when the text says nothing else. */
export function courtesyIn(text: string): Courtesy | undefined {
  const plain = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/^\s*(?:ama|bot)\b|\b(?:ama|bot|all|everyone)\s*$/g, "")
    .trim();
  if (phrases.help.test(plain)) return "help";
  if (phrases.greeting.test(plain)) return "greeting";
  return isCourtesy(plain) ? "thanks" : undefined;
}
