import { principalKey } from "../conversation.ts";
import type { Inbound } from "../inbox-item.ts";
import type { ThreadState } from "../thread-state.ts";
import type { Silence, Spoken } from "./ending.ts";

type AfterGrace =
  | { readonly speak: "if-sure" }
  | {
      readonly speak: "no";
      readonly outcome: Silence;
      /** The human's reply, as a message of the thread on the question: the gap list keeps question and link. */
      readonly reply: string;
    };

/** Decides when a question of an auto room has had its grace. @param thread on the question, as it is then */
export function afterGrace(item: Inbound, thread: ThreadState): AfterGrace {
  const asker = principalKey(item.author.principal);
  const replies = Object.entries(thread.humans)
    .filter(([human, { at }]) => human !== asker && Temporal.Instant.compare(at, item.sentAt) >= 0)
    .map(([, line]) => line)
    .sort((one, other) => Temporal.Instant.compare(one.at, other.at));
  const [first] = replies;
  if (!first) return { speak: "if-sure" };
  return { speak: "no", outcome: "silent:M5", reply: first.message };
}

/** Unasked, only a sure answer is said. */
export function unaskedOutcome(outcome: Spoken): "speak" | Silence {
  return outcome === "answer" ? "speak" : "silent:M4";
}
