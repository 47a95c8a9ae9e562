/** A `ts` of Slack, `1795597200.000100`: seconds since 1970, and what tells messages of one instant apart. */
export function instantOf(ts: string): Temporal.Instant {
  const [, seconds = "0", fraction = ""] = /^(\d{1,12})(?:\.(\d+))?$/.exec(ts) ?? [];
  const milliseconds = Number(fraction.padEnd(3, "0").slice(0, 3));
  return Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1_000 + milliseconds);
}
