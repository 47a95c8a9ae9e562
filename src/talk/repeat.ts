/** One time that a person was served an entry. */
export type Serving = {
  readonly at: Temporal.Instant;
  readonly conversation: string;
  /** In a thread, and not on the main line of a room, where everything stands in one conversation. */
  readonly isInThread: boolean;
  /** It was counted as a repeat. */
  readonly isRepeat: boolean;
};

/** So many times in the window are too many: who asks once more than three times cannot find it. */
const tooOften = 4;
/** Whoever asks again so soon says the same in other words. */
const rephrasedWithin = Temporal.Duration.from({ minutes: 10 });

/** So far back times count, in days of 24 hours: at exactly this age no longer. */
export const repeatDays = 30;

/**
 * Whether somebody is served an entry once too often: for the fourth time in 30 days, and not said so in these days before.
 * What is served again in the same thread, or under ten minutes after the last time, is the same time still.
 *
 * @param earlier times that the same person was served the same entry, oldest first
 */
export function isRepeat(now: Omit<Serving, "isRepeat">, earlier: readonly Serving[]): boolean {
  const since = now.at.subtract({ hours: 24 * repeatDays });
  const recent = earlier.filter(({ at }) => Temporal.Instant.compare(at, since) > 0);
  if (recent.some((one) => one.isRepeat) || !isAnotherTime(now, recent)) return false;
  const times = recent.filter((one, index) => isAnotherTime(one, recent.slice(0, index)));
  return times.length + 1 >= tooOften;
}

function isAnotherTime(
  { at, conversation, isInThread }: Omit<Serving, "isRepeat">,
  before: readonly Serving[],
): boolean {
  if (isInThread && before.some((one) => one.conversation === conversation)) return false;
  const last = before.at(-1);
  return !last || Temporal.Instant.compare(at, last.at.add(rephrasedWithin)) >= 0;
}
