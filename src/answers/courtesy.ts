/** Something said to a bot that asks for no knowledge. */
export type Courtesy = "help" | "greeting" | "thanks";

const phrases: Readonly<Record<Courtesy, RegExp>> = {
  help: /^(?:help|help me|usage|commands|what can you do|how do you work|what do you do)$/,
  greeting:
    /^(?:hi|hello|hey|hey there|hi there|hello there|yo|howdy|good (?:morning|afternoon|evening))$/,
  thanks:
    /^(?:(?:great|cool|nice|perfect|super|ok|okay|ah|got it|that worked) )?(?:thanks|thank you|thank you very much|many thanks|thx|ty|cheers|ok|okay|ok thanks|great|cool|nice|bye)$/,
};

/** Recognises help, a greeting or thanks, when the text says nothing else. */
export function courtesyIn(text: string): Courtesy | undefined {
  const plain = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/^\s*(?:ama|bot)\b|\b(?:ama|bot|all|everyone)\s*$/g, "")
    .trim();
  const found = Object.entries(phrases).find(([, phrase]) => phrase.test(plain));
  return (["help", "greeting", "thanks"] as const).find((one) => one === found?.[0]);
}
