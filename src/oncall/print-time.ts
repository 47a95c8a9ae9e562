/** An instant as RFC 3339 with the offset of a zone: `2026-10-25T02:30:00+01:00`. */
export function printInstant(at: Temporal.Instant, timeZone: string): string {
  return at.toZonedDateTimeISO(timeZone).toString({ timeZoneName: "never" });
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** An instant for people, without the name of the zone: `Mon 2026-11-30 09:00 +01:00`. */
export function spokenInstant(at: Temporal.Instant, timeZone: string): string {
  const { dayOfWeek, offset, second, ...zoned } = partsOf(at, timeZone);
  const seconds = second === 0 ? "" : `:${String(second).padStart(2, "0")}`;
  return `${weekdays[dayOfWeek - 1]} ${zoned.day} ${zoned.minute}${seconds} ${offset}`;
}

function partsOf(at: Temporal.Instant, timeZone: string) {
  const zoned = at.toZonedDateTimeISO(timeZone);
  const { dayOfWeek, offset, second } = zoned;
  const minute = zoned.toPlainTime().toString({ smallestUnit: "minute" });
  return { dayOfWeek, offset, second, day: zoned.toPlainDate().toString(), minute };
}
