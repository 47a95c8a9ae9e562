import type { Actor } from "../oncall/page/actor.ts";
import type { Page } from "../oncall/page/page.ts";
import type { PageWords } from "../oncall/page/page-words.ts";
import type { TimelineEntry } from "../oncall/page/timeline.ts";
import { timelineLine } from "../oncall/page/timeline-line.ts";

/** One page as the command line's contract has it: version 1, keys never renamed or removed. */
export function pageJson(page: Page) {
  return {
    number: page.number,
    state: page.state,
    service: page.service ?? null,
    policy: page.policy.id,
    urgency: page.urgency,
    text: page.text,
    opened_at: page.openedAt.toString(),
    opened_by: actorJson(page.openedBy),
    requester: page.requester ?? null,
    joins: page.joins,
    joiners: page.joiners,
    source: page.source ?? null,
    alerts: page.alerts,
    follows: page.follows ?? null,
    added: page.added,
    turn: page.turn,
    due: page.due ?? null,
    due_at: page.dueAt?.toString() ?? null,
    acked_by: page.ackedBy ?? null,
    acked_at: page.ackedAt?.toString() ?? null,
    snoozed_until: page.snoozedUntil?.toString() ?? null,
    resolved_at: page.resolvedAt?.toString() ?? null,
  };
}

/** An entry of a timeline; `data` has the keys that its event has, lengths in it are those of ISO 8601. */
export function entryJson(entry: TimelineEntry, words: PageWords) {
  return {
    seq: entry.seq,
    at: entry.at.toString(),
    actor: actorJson(entry.actor),
    event: entry.event,
    data: snakeCased(entry.data),
    text: timelineLine(entry, words),
  };
}

/** `kind` says which of the other keys there are. */
function actorJson(actor: Actor) {
  return actor.kind === "person" ? { ...actor, principal: actor.principal ?? null } : actor;
}

/** The same with its keys as JSON has them here; instants and lengths write themselves. */
function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Temporal.Instant || value instanceof Temporal.Duration) {
    return value.toString();
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCased(inner),
    ]),
  );
}
