import { type Gap, printGapId, stateNameOf } from "../gaps/gap.ts";
import { factorsOf, type Weighed } from "../gaps/gap-ranking.ts";

/** What a gap is weighed by; services and their tiers are not known of a gap yet. */
export function weighedOf({ kind, recent, last }: Gap): Weighed {
  return { kind, ...recent, last };
}

/** One gap as the command line's contract has it: version 1, keys never renamed or removed. */
export function gapJson(gap: Gap, at: Temporal.Instant) {
  return {
    id: printGapId(gap.id),
    state: stateNameOf(gap),
    kind: gap.kind,
    key: gap.key ?? null,
    title: gap.title ?? null,
    people: gap.people,
    asks: gap.asks,
    first: gap.first.toString(),
    last: gap.last.toString(),
    owner: null,
    claimed_by: null,
    services: [],
    factors: factorsOf(weighedOf(gap), at),
    entry: gap.state.state === "answered" ? gap.state.entry : null,
    reopened: gap.reopened,
    suggested_merges: [],
  };
}

/** A gap for people, in two lines: what was asked, and why it matters. */
export function gapLines(gap: Gap, at: Temporal.Instant): string {
  const id = printGapId(gap.id);
  const factors = factorsOf(weighedOf(gap), at).map(({ text }) => text);
  const state = gap.state.state === "open" ? [] : [stateText(gap)];
  const title = gap.title ?? gap.key ?? "(its texts were deleted)";
  return `${id}  ${title}\n${" ".repeat(id.length)}  ${[...state, ...factors].join(", ")}`;
}

function stateText({ state }: Gap): string {
  switch (state.state) {
    case "open":
      return "open";
    case "answered":
      return `answered by ${state.entry}`;
    case "dismissed":
      return `dismissed as ${state.reason}`;
    case "merged":
      return `merged into ${printGapId(state.into)}`;
  }
}
