import type {
  Layer,
  Overlays,
  Override,
  Schedule,
  Span,
  WeeklyWindow,
} from "../../src/oncall/schedule.ts";

/** A schedule with what is laid over it. */
export type Roster = { readonly schedule: Schedule; readonly overlays: Overlays };

export const noOverlays: Overlays = { overrides: [], swaps: [], temporary: [] };

export const everyDay = [1, 2, 3, 4, 5, 6, 7];

export const wall = (text: string): Temporal.PlainDateTime => Temporal.PlainDateTime.from(text);

export const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);

export const span = (start: string, end: string): Span => ({
  start: instant(start),
  end: instant(end),
});

/** A layer that is always active: `layerOf(["ana", "bo"], "1 weeks", "2026-01-05T09:00")`. */
export function layerOf(
  people: readonly string[],
  every: `${number} ${Layer["every"]["unit"]}`,
  start: string,
  rest: Partial<Layer> = {},
): Layer {
  const [count, unit] = every.split(" ");
  const isUnit = (word: string | undefined): word is Layer["every"]["unit"] =>
    ["hours", "days", "weeks", "months"].includes(word ?? "");
  if (!isUnit(unit)) throw new Error(`${every} has no unit.`);
  return {
    name: people.join(" and "),
    people,
    every: { count: Number(count), unit },
    start: wall(start),
    until: undefined,
    active: undefined,
    ...rest,
  };
}

export const windowOf = (days: readonly number[], from: string, to: string): WeeklyWindow => ({
  days,
  from: Temporal.PlainTime.from(from),
  to: Temporal.PlainTime.from(to),
});

export const scheduleOf = (timeZone: string, layers: readonly Layer[], id = "s1"): Schedule => ({
  id,
  timeZone,
  layers,
});

/** Overrides numbered as those of a file. */
export const overridesOf = (
  entries: readonly (Span & { readonly person: string; readonly insteadOf?: string })[],
): readonly Override[] =>
  entries.map((entry, place) => ({ insteadOf: undefined, ...entry, ref: `file:${place + 1}` }));
