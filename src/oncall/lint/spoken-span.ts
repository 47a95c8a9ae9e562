import type { Concerns } from "../../knowledge/lint/finding.ts";
import { printInstant, spokenInstant } from "../print-time.ts";
import type { Span } from "../schedule.ts";

/** `from Mon 2026-11-30 09:00 +01:00 to Mon 2026-12-07 09:00 +01:00 (Europe/Berlin)` */
export function spokenSpan({ start, end }: Span, timeZone: string): string {
  return `from ${spokenInstant(start, timeZone)} to ${spokenInstant(end, timeZone)} (${timeZone})`;
}

export function concernedSpan(
  { start, end }: Span,
  timeZone: string,
): Required<Pick<Concerns, "start" | "end">> {
  return { start: printInstant(start, timeZone), end: printInstant(end, timeZone) };
}
