/** A long computation that stops between its steps, each of which takes a few milliseconds or less. */
export type Steps<T> = Generator<void, T>;

/** A turn ends with the step in which it has taken so long: people do not notice that an answer waits for it. */
const longestTurnMs = 8;

/** Computes all of it at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Computes it in turns, so that whatever else wants to run does so in between.
 *
 * @param elapsedMs a steady clock
 * @param nextTurn resolves when it is our turn again
 */
export async function inTurns<T>(
  steps: Steps<T>,
  elapsedMs: () => number,
  nextTurn: () => Promise<unknown>,
): Promise<T> {
  let began = elapsedMs();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (elapsedMs() - began < longestTurnMs) continue;
    await nextTurn();
    began = elapsedMs();
  }
}
