import { normalQuestion } from "../search/normal-question.ts";
import { keyedHash } from "./keyed-hash.ts";

/**
 * Gives what tells the group that a miss belongs to: its structured key where there is one, else a keyed hash of the
 * normalised question. The hash says nothing of the question, so that it may outlive the texts.
 *
 * @param question as it may be stored: scrubbed
 */
export function groupKeyOf(secret: string, key: string | undefined, question: string): string {
  if (key !== undefined) return `key:${key}`;
  return `question:${keyedHash(secret, ["question", normalQuestion(question)]).slice(0, 32)}`;
}
