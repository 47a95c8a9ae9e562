/** What a homeserver has said, with the time at which each event happened by another clock. @param timeOf takes its id */
export function stampedBy(timeOf: (event: string) => number, told: unknown): unknown {
  if (Array.isArray(told)) return told.map((one) => stampedBy(timeOf, one));
  if (typeof told !== "object" || told === null) return told;
  const stamped = Object.entries(told).map(([name, value]) => [name, stampedBy(timeOf, value)]);
  const isEvent = "event_id" in told && "origin_server_ts" in told;
  return {
    ...Object.fromEntries(stamped),
    ...(isEvent ? { origin_server_ts: timeOf(String(told.event_id)) } : {}),
  };
}
