import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import { type Found, type Reader, searchEntries } from "../knowledge/search-entries.ts";
import { type Courtesy, courtesyIn } from "./courtesy.ts";
import type { AskingMessage } from "./miss.ts";
import { trimQuestion } from "./trim-question.ts";

/** Who asks, and when. */
export type Asker = Reader & {
  /** Absent: nobody is counted, and a miss is not recorded. */
  readonly message?: AskingMessage;
};

/** What a question deserves before anything is known of its subject. */
export type Judgement =
  | { readonly outcome: "clarify"; readonly because: "empty" | "no-words" }
  | { readonly outcome: "command"; readonly command: Courtesy }
  /** The question as it is read, and what the ordinary search finds; searched once, when first asked for. */
  | { readonly outcome: "question"; readonly question: string; readonly search: () => Found };

/** Tells a question from what is none. */
export function judgeQuestion(text: string, base: KnowledgeBase, asker: Asker): Judgement {
  const question = trimQuestion(text);
  if (question === "") return { outcome: "clarify", because: "empty" };
  const courtesy = courtesyIn(question);
  if (courtesy) return { outcome: "command", command: courtesy };
  if (!/[\p{L}\p{N}]/u.test(question)) return { outcome: "clarify", because: "no-words" };
  let found: Found | undefined;
  return {
    outcome: "question",
    question,
    search() {
      found ??= searchEntries(question, base, asker);
      return found;
    },
  };
}
