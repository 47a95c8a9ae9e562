import { type GapKind, gapKinds } from "./gap.ts";

/** What a gap is weighed by. `people` and `asks` are those of the last 30 days. */
export type Weighed = {
  readonly kind: GapKind;
  readonly people: number;
  readonly asks: number;
  readonly last: Temporal.Instant;
  /** How much hangs on the service, 1 the most; undefined: no service, or none that says so. */
  readonly tier?: 1 | 2 | 3 | undefined;
  /** Asked in an incident channel, or with a word of danger. */
  readonly urgent?: boolean | undefined;
};

/** One thing that speaks for a gap. */
export type Factor = { readonly name: string; readonly value: number; readonly text: string };

/** So far back asks count, in days of 24 hours: at exactly this age no longer. */
export const countedDays = 30;
const halfLifeDays = 21;
const tierWeights = { 1: 1.5, 2: 1.2, 3: 1 } as const;
const urgency = 1.3;

/**
 * Scores how much a gap deserves attention at `at`; only the order of scores has a meaning.
 *
 * People weigh more than asks: five people asking once (5.93) stand above one person asking nine times (2.66). The score
 * halves for every 21 days of quiet, in days of 24 hours, so that a clock change moves nobody.
 *
 * @returns 0 or more, without upper bound; 0 when no person asked in the window
 * @throws Error when the last ask lies after `at`: the caller has mixed up two clocks
 * @example five people, nine asks, two days quiet, kind `no_runbook`: 9.66
 */
export function rankGap(gap: Weighed, at: Temporal.Instant): number {
  const { kind, people, asks, tier = 3, urgent = false } = gap;
  return (
    Math.log2(1 + people) *
    (1 + 0.5 * Math.log2(1 + asks)) *
    0.5 ** (daysQuiet(gap, at) / halfLifeDays) *
    gapKinds[kind].weight *
    tierWeights[tier] *
    (urgent ? urgency : 1)
  );
}

/** Names what the score is made of; this is shown, the score never is. */
export function factorsOf(gap: Weighed, at: Temporal.Instant): readonly Factor[] {
  const { kind, people, asks, tier, urgent } = gap;
  const days = Math.floor(daysQuiet(gap, at));
  const ago = days === 0 ? "today" : `${counted(days, "day", "days")} ago`;
  return [
    { name: "kind", value: gapKinds[kind].weight, text: gapKinds[kind].words },
    { name: "people", value: people, text: counted(people, "person", "people") },
    { name: "asks", value: asks, text: counted(asks, "ask", "asks") },
    { name: "last", value: days, text: `last ${ago}` },
    ...(tier === undefined ? [] : [{ name: "tier", value: tier, text: `tier ${tier}` }]),
    ...(urgent ? [{ name: "urgency", value: urgency, text: "urgent" }] : []),
  ];
}

/** Puts the gap that deserves attention most first; a tie goes to the older one, which has the lower id. */
export function byRank<T extends { readonly id: number }>(
  gaps: readonly T[],
  weighed: (gap: T) => Weighed,
  at: Temporal.Instant,
): readonly T[] {
  return gaps
    .map((gap) => ({ gap, score: rankGap(weighed(gap), at) }))
    .sort((a, b) => b.score - a.score || a.gap.id - b.gap.id)
    .map(({ gap }) => gap);
}

function daysQuiet({ last }: Weighed, at: Temporal.Instant): number {
  const days = last.until(at).total("hours") / 24;
  if (days < 0) throw new Error(`A gap was last asked at ${last}, which is after ${at}`);
  return days;
}

const counted = (count: number, one: string, many: string) =>
  `${count} ${count === 1 ? one : many}`;
