import type { WalkEvent } from "./walk-event.ts";
import type { Walk } from "./walk-state.ts";

const words: readonly (readonly [WalkEvent, readonly string[]])[] = [
  [
    { event: "worked" },
    ["worked", "it worked", "that worked", "works", "it works", "done", "next", "✅"],
  ],
  [{ event: "yes" }, ["yes", "y", "yep", "yeah"]],
  [
    { event: "did-not-work" },
    [
      ...["did not work", "it did not work", "that did not work", "does not work"],
      ...["didn't work", "it didn't work", "that didn't work", "doesn't work", "failed", "❌"],
      ...["didnt work", "doesnt work", "it doesn't work", "it does not work", "it failed"],
    ],
  ],
  [{ event: "no" }, ["no", "n", "nope"]],
  [{ event: "back" }, ["back", "go back", "previous"]],
  [{ event: "skip" }, ["skip", "skip it", "skip this", "skip this step"]],
  [
    { event: "where" },
    ["where", "where am i", "where are we", "where were we", "where was i", "which step"],
  ],
  [{ event: "stop" }, ["stop", "stop the walk", "stop walking"]],
  [{ event: "roll-back" }, ["roll back", "rollback"]],
  [{ event: "escalate" }, ["escalate"]],
  [{ event: "take-over" }, ["take over", "i take over", "i'll take over"]],
  [{ event: "start-again" }, ["start again", "start over"]],
  [{ event: "go-on" }, ["go on", "continue", "go on with the old text"]],
];
const byWord = new Map(
  words.flatMap(([event, list]) => list.map((word) => [word, event] as const)),
);

const asks =
  /\?\s*$|^(?:why|how|what|who|whom|when|where|which|is|are|can|could|does|do|did|should)\b/i;

/**
 * Reads what somebody says in a thread that is walked; undefined: it is none of the walk's business. Whoever was asked what
 * was wrong tells it in free words, but a question is a question.
 */
export function walkEventSaid(text: string, { position, change }: Walk): WalkEvent | undefined {
  const said = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/\uFE0F/g, "")
    .replace(/[\s.,!?;:]+/g, " ")
    .trim();
  const event = byWord.get(said);
  if (event?.event === "go-on" && !change?.waits) return undefined;
  if (event) return event;
  const [, step] = /^(?:(?:go|jump|back) to |goto )?step (\d{1,4})$/.exec(said) ?? [];
  if (step !== undefined) return { event: "go-to", step: Number(step) };
  const isAsked = "wrong" in position && position.wrong === "asked";
  const isNote = isAsked && /\p{L}|\p{N}/u.test(text) && !asks.test(text.trim());
  return isNote ? { event: "note", text: text.trim() } : undefined;
}
