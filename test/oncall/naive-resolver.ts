import type { Layer, Overlays, Schedule, Span } from "../../src/oncall/schedule.ts";
import { temporalInstant } from "./zones.ts";

/** Who serves in one minute; two minutes with the same words belong to one shift when one follows the other. */
export type Minute = { readonly person: string; readonly source: string; readonly shift: string };

/** Says for every minute of a span who serves, by asking each rule anew: slow, and nothing shared with the program. */
export function naiveMinutes(
  schedule: Schedule,
  overlays: Overlays,
  { start, end }: Span,
): readonly (Minute | undefined)[] {
  const layers = schedule.layers.map((layer) => naiveLayer(layer, schedule.timeZone, start));
  const count = start.until(end).total("minutes");
  return Array.from({ length: count }, (_, minute) => {
    const at = start.epochMilliseconds + minute * 60_000;
    let served: Minute | undefined;
    for (const layerAt of layers) served = layerAt(at) ?? served;
    for (const { ref, person, takenBy, ...span } of overlays.swaps)
      if (takenBy !== undefined && holds(span, at) && served?.person === person)
        served = { ...served, person: takenBy, source: `swap ${ref}` };
    for (const { ref, person, insteadOf, ...span } of overlays.overrides)
      if (holds(span, at) && (insteadOf === undefined || served?.person === insteadOf))
        served = { person, source: `override ${ref}`, shift: "" };
    for (const { ref, shifts, ...span } of overlays.temporary) {
      if (!holds(span, at)) continue;
      served = undefined;
      for (const [place, shift] of shifts.entries())
        if (holds(shift, at))
          served = { person: shift.person, source: `temporary ${ref}`, shift: String(place) };
    }
    return served;
  });
}

function naiveLayer(
  { name, people, every, start, until, active }: Layer,
  zone: string,
  around: Temporal.Instant,
): (at: number) => Minute | undefined {
  const handoffs = Array.from({ length: 400 }, (_, place) => place - 200).map((k) => ({
    k,
    at: inZone(start.add({ [every.unit]: every.count * k }), zone, "start"),
  }));
  const today = around.toZonedDateTimeISO(zone).toPlainDate();
  const windows = active?.flatMap(({ days, from, to }) =>
    Array.from({ length: 20 }, (_, place) => today.add({ days: place - 10 }))
      .filter(({ dayOfWeek }) => days.includes(dayOfWeek))
      .map((date) => {
        const last = Temporal.PlainTime.compare(to, from) > 0 ? date : date.add({ days: 1 });
        return {
          opens: inZone(date.toPlainDateTime(from), zone, "start"),
          closes: inZone(last.toPlainDateTime(to), zone, "end"),
        };
      }),
  );
  const ends = until && inZone(until, zone, "end");
  return (at) => {
    if (ends !== undefined && at >= ends) return undefined;
    if (windows?.every(({ opens, closes }) => at < opens || at >= closes)) return undefined;
    const k = handoffs.findLast((handoff) => handoff.at <= at)?.k ?? Number.NaN;
    const place = ((k % people.length) + people.length) % people.length;
    return { person: people[place] ?? "", source: `layer ${name}`, shift: `${name} ${k}` };
  };
}

const holds = ({ start, end }: Span, at: number): boolean =>
  start.epochMilliseconds <= at && at < end.epochMilliseconds;

const inZone = (wall: Temporal.PlainDateTime, zone: string, side: "start" | "end"): number =>
  temporalInstant(wall, zone, side).epochMilliseconds;
