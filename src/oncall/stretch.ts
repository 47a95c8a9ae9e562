/** A time in which something stays as it is: epoch milliseconds, half-open; an end may be infinite. */
export type Stretch = { readonly start: number; readonly end: number };

/** A stretch that shrinks while more becomes known about it. */
export type Bounds = { start: number; end: number };

/**
 * Shrinks `bounds`, which hold the instant, to the part around it that lies wholly inside or wholly outside the stretch.
 *
 * @returns whether the instant lies inside
 */
export function narrow(bounds: Bounds, { start, end }: Stretch, at: number): boolean {
  const inside = start <= at && at < end;
  if (inside || end <= at) bounds.start = Math.max(bounds.start, inside ? start : end);
  if (inside || start > at) bounds.end = Math.min(bounds.end, inside ? end : start);
  return inside;
}
