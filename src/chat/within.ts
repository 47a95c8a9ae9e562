/**
 * Waits for a promise, but no longer than `limitMs`. What it gives later is lost, and what it throws later is nobody's.
 *
 * @returns what it gives, or `late`
 */
export async function within<T, Late>(
  limitMs: number,
  promise: Promise<T>,
  late: Late,
): Promise<T | Late> {
  const { promise: limit, resolve } = Promise.withResolvers<Late>();
  const timer = setTimeout(() => resolve(late), limitMs);
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
