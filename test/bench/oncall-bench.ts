import { resolve } from "../../src/oncall/resolve.ts";
import {
  instant,
  layerOf,
  overridesOf,
  type Roster,
  scheduleOf,
  windowOf,
} from "../oncall/rosters.ts";
import { quantile, type Report, timed } from "./report.ts";

const schedules = 50;
const overridesOfEach = 20;
const zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"];
const begin = instant("2026-01-01T00:00Z");

/**
 * Asks many schedules who is on call: now, time after time as a running process does, which keeps what it has read; and for
 * a year. Each has weeks, office hours, and overrides all over the year.
 */
export async function measureOncall(report: Report): Promise<void> {
  const rosters = Array.from({ length: schedules }, (_, number) => rosterOf(number));
  const shiftsOf = (from: Temporal.Instant, to: Temporal.Instant) =>
    rosters.flatMap(({ schedule, overlays }) => resolve(schedule, overlays, from, to));
  const now: number[] = [];
  for (let run = 0; run < 1_000; run += 1) {
    const at = begin.add({ minutes: 367 * run });
    const [took, shifts] = await timed(() => shiftsOf(at, at.add({ nanoseconds: 1 })));
    if (shifts.length !== schedules) throw new Error(`Nobody is on call somewhere at ${at}.`);
    now.push(took);
  }
  const year: number[] = [];
  for (let run = 0; run < 10; run += 1) {
    const from = begin.add({ hours: 24 * run });
    const [took, shifts] = await timed(() => shiftsOf(from, from.add({ hours: 24 * 365 })));
    if (shifts.length < schedules * 500) throw new Error(`${shifts.length} shifts are no year.`);
    year.push(took);
  }
  const name = `${schedules} schedules, ${overridesOfEach} overrides each`;
  report.row(`${name}: who is on call`, quantile(now, 0.5), 1, "ms");
  report.row(`${name}: the shifts of a year`, quantile(year, 0.5), 200, "ms");
}

function rosterOf(number: number): Roster {
  const people = Array.from({ length: 5 }, (_, place) => `p${number}-${place}`);
  const overrides = Array.from({ length: overridesOfEach }, (_, place) => {
    const start = begin.add({ hours: 24 * 18 * place + 7 * number });
    const span = { start, end: start.add({ hours: 12 }), person: `o${place}` };
    const replaced = people[place % people.length];
    return place % 2 === 0 || replaced === undefined ? span : { ...span, insteadOf: replaced };
  });
  const weekdays = windowOf([1, 2, 3, 4, 5], "09:00", "17:00");
  const layers = [
    layerOf(people, "1 weeks", "2026-01-05T09:00"),
    layerOf(people.toReversed(), "1 days", "2026-01-05T09:00", { active: [weekdays] }),
  ];
  return {
    schedule: scheduleOf(zones[number % zones.length] ?? "UTC", layers, `s${number}`),
    overlays: { overrides: overridesOf(overrides), swaps: [], temporary: [] },
  };
}
