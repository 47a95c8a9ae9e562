/** From so many in that time on, what comes for one person by one way is bundled, and so often. */
export const flood = { pages: 5, within: { seconds: 60 }, every: { seconds: 30 } } as const;

/** How what waits for one person by one way goes out. */
export type Going =
  | "one-by-one"
  /** All of it at once. */
  | "bundled"
  /** A bundle has just gone. */
  | { readonly notBefore: Temporal.Instant };

/** @param sent what went that way within the time of a flood, and when the last of it did */
export function goingAt(
  at: Temporal.Instant,
  sent: { readonly count: number; readonly last: Temporal.Instant | undefined },
): Going {
  if (sent.count < flood.pages) return "one-by-one";
  const notBefore = sent.last?.add(flood.every);
  return notBefore && Temporal.Instant.compare(notBefore, at) > 0 ? { notBefore } : "bundled";
}
