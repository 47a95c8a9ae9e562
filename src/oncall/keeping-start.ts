import type { PlacedSchedule } from "./placed-schedule.ts";
import { onCallAt } from "./resolve.ts";

/** A layer, and the start that it would have to have. */
export type KeepingStart = { readonly layer: string; readonly start: Temporal.PlainDateTime };

/**
 * Finds the `start` with which somebody stays on call at an instant, in the layer that decides: later by as many shifts as
 * the rotation has gone on, so that hand-offs keep their time of day.
 *
 * @returns undefined when no start does: the person is in no layer that is active then, or an overlay decides
 */
export function keepingStart(
  { schedule, overlays }: PlacedSchedule,
  person: string,
  at: Temporal.Instant,
): KeepingStart | undefined {
  for (const [index, layer] of [...schedule.layers.entries()].reverse()) {
    if (!layer.people.includes(person)) continue;
    for (let shifts = 0; shifts < layer.people.length; shifts += 1) {
      const start = layer.start.add({ [layer.every.unit]: layer.every.count * shifts });
      const layers = schedule.layers.with(index, { ...layer, start });
      const { shift } = onCallAt({ ...schedule, layers }, overlays, at);
      if (shift?.person === person) return { layer: layer.name, start };
    }
  }
  return undefined;
}

/** `2026-01-12T09:00`, as `start` is written. */
export function printStart(start: Temporal.PlainDateTime): string {
  return start.toString({ smallestUnit: start.second === 0 ? "minute" : "second" });
}
