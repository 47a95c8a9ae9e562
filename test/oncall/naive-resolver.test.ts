import { describe, expect, it } from "vitest";
import { resolve } from "../../src/oncall/resolve.ts";
import type { Layer, Overlays, Schedule, Shift, Span } from "../../src/oncall/schedule.ts";
import { type Chance, createChance } from "../bench/chance.ts";
import { type Minute, naiveMinutes } from "./naive-resolver.ts";
import { instant, layerOf, scheduleOf, windowOf } from "./rosters.ts";

// Both days the clocks change in Berlin, and Lord Howe's half hour.
const places = [
  { zone: "Europe/Berlin", middle: "2026-03-29T01:00Z" },
  { zone: "Europe/Berlin", middle: "2026-10-25T01:00Z" },
  { zone: "Australia/Lord_Howe", middle: "2026-04-04T15:00Z" },
  { zone: "America/Sao_Paulo", middle: "2026-07-01T12:00Z" },
];
const people = ["ana", "bo", "cem", "dee"];
const everies = ["1 hours", "5 hours", "12 hours", "1 days", "1 weeks", "1 months"] as const;

describe("temporary above override above swap above layer, and the later wins", () => {
  it.each(Array.from({ length: 100 }, (_, seed) => seed + 1))(
    "as a resolver that looks at every minute has it, roster %i",
    (seed) => {
      const { schedule, overlays, span } = randomRoster(createChance(seed));
      const shifts = resolve(schedule, overlays, span.start, span.end);
      expect(shifts.map((shift) => cut(shift, span))).toEqual(
        runs(naiveMinutes(schedule, overlays, span), span),
      );
    },
  );
});

describe("a part of the time", () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed + 101))(
    "has the whole shifts that the time around it has, roster %i",
    (seed) => {
      const chance = createChance(seed);
      const { schedule, overlays, span } = randomRoster(chance);
      const whole = resolve(schedule, overlays, span.start, span.end);
      for (let asked = 0; asked < 30; asked += 1) {
        const from = span.start.add({ minutes: chance.even(71 * 60) });
        const to = from.add({ nanoseconds: 1 + chance.skewed(3_600_000) * 1_000_000 });
        expect(resolve(schedule, overlays, from, to)).toEqual(
          whole.filter(
            ({ start, end }) =>
              Temporal.Instant.compare(start, to) < 0 && Temporal.Instant.compare(from, end) < 0,
          ),
        );
      }
    },
  );
});

function randomRoster(chance: Chance): {
  schedule: Schedule;
  overlays: Overlays;
  span: Span;
} {
  const { zone, middle } = pick(chance, places);
  const start = instant(middle).subtract({ hours: 36 });
  const span = { start, end: start.add({ hours: 72 }) };
  const between = (): Span => {
    const from = start.add({ minutes: chance.even(80 * 60) - 4 * 60 });
    return { start: from, end: from.add({ minutes: 1 + chance.skewed(60 * 60) }) };
  };
  const some = <T>(most: number, make: (place: number) => T): readonly T[] =>
    Array.from({ length: chance.even(most + 1) }, (_, place) => make(place));
  const person = () => pick(chance, people);
  const maybe = <T>(value: T): T | undefined => (chance.even(2) === 0 ? value : undefined);
  return {
    schedule: scheduleOf(
      zone,
      some(3, (place) => randomLayer(chance, `layer-${place}`, zone, between())),
    ),
    overlays: {
      swaps: some(4, (place) => ({
        ...between(),
        ref: `s${place}`,
        person: person(),
        takenBy: maybe(person()),
      })),
      overrides: some(4, (place) => ({
        ...between(),
        ref: `o${place}`,
        person: person(),
        insteadOf: maybe(person()),
      })),
      temporary: some(2, (place) => ({
        ...between(),
        ref: `t${place}`,
        shifts: some(3, () => ({ ...between(), person: person() })),
      })),
    },
    span,
  };
}

function randomLayer(chance: Chance, name: string, zone: string, span: Span): Layer {
  const wallOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDateTime();
  const time = () =>
    `${String(chance.even(24)).padStart(2, "0")}:${pick(chance, ["00", "15", "30"])}`;
  const windows = Array.from({ length: chance.even(3) }, () =>
    windowOf(
      [1, 2, 3, 4, 5, 6, 7].filter(() => chance.even(3) > 0),
      time(),
      time(),
    ),
  );
  return layerOf(
    people.slice(chance.even(people.length)),
    pick(chance, everies),
    wallOf(span.start).toString(),
    {
      name,
      until: chance.even(4) === 0 ? wallOf(span.end) : undefined,
      active: windows.length === 0 ? undefined : windows,
    },
  );
}

const pick = <T>(chance: Chance, from: readonly T[]): T => {
  const value = from[chance.even(from.length)];
  if (value === undefined) throw new Error("There is nothing to pick from.");
  return value;
};

/** A shift, as far as it lies in the span. */
function cut({ person, source, start, end }: Shift, span: Span): string {
  const [kind, ref] = Object.entries(source)[0] ?? [];
  const clip = (at: Temporal.Instant) =>
    Temporal.Instant.compare(at, span.start) < 0
      ? span.start
      : Temporal.Instant.compare(at, span.end) > 0
        ? span.end
        : at;
  return `${person} by ${kind} ${ref} ${clip(start)} to ${clip(end)}`;
}

function runs(minutes: readonly (Minute | undefined)[], { start }: Span): readonly string[] {
  const words = minutes.map((minute) => minute && JSON.stringify(minute));
  const edges = [...words.keys()].filter((place) => words[place] !== words[place - 1]);
  return edges.flatMap((place, number) => {
    const minute = minutes[place];
    if (minute === undefined) return [];
    const [from, to] = [place, edges[number + 1] ?? minutes.length].map((later) =>
      start.add({ minutes: later }),
    );
    return [`${minute.person} by ${minute.source} ${from} to ${to}`];
  });
}
