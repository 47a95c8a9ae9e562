import { printInstant, spokenInstant } from "../oncall/print-time.ts";
import type { ShiftSource } from "../oncall/schedule.ts";

/** An instant in the zone of a schedule, and in the asker's where that is another; both are named. */
export function inBothZones(at: Temporal.Instant, zone: string, askers: string): string {
  const own = `${spokenInstant(at, zone)} ${zone}`;
  return zone === askers ? own : `${own} (${spokenInstant(at, askers)} ${askers})`;
}

/** `layer "week"`, `override file:1` */
export function sourceText(source: ShiftSource): string {
  return Object.entries(source)
    .map(([kind, name]) => (kind === "layer" ? `layer "${name}"` : `${kind} ${name}`))
    .join("");
}

/** An instant in the zone of its schedule; null where there is none. */
export function instantJson(at: Temporal.Instant | undefined, timeZone: string): string | null {
  return at === undefined ? null : printInstant(at, timeZone);
}
