/** Hours of the wall clock, `[from, to)`, that a change of the offset takes away (a gap) or shows twice. */
export type ZoneChange = {
  readonly from: Temporal.PlainDateTime;
  readonly to: Temporal.PlainDateTime;
  readonly isGap: boolean;
};

/** The changes of a zone's offset after one instant and up to another. */
export function zoneChanges(
  timeZone: string,
  after: Temporal.Instant,
  upTo: Temporal.Instant,
): readonly ZoneChange[] {
  const changes: ZoneChange[] = [];
  let next = after.toZonedDateTimeISO(timeZone).getTimeZoneTransition("next");
  while (next && Temporal.Instant.compare(next.toInstant(), upTo) <= 0) {
    const shown = next.toPlainDateTime();
    const { offsetNanoseconds } = next.subtract({ nanoseconds: 1 });
    const expected = shown.add({ nanoseconds: offsetNanoseconds - next.offsetNanoseconds });
    const order = Temporal.PlainDateTime.compare(expected, shown);
    if (order < 0) changes.push({ from: expected, to: shown, isGap: true });
    if (order > 0) changes.push({ from: shown, to: expected, isGap: false });
    next = next.getTimeZoneTransition("next");
  }
  return changes;
}
