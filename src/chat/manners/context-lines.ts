import type { ThreadLine } from "../chat-platform.ts";

const mostLines = 20;
const oldest = Temporal.Duration.from({ hours: 24 });

/**
 * The lines of a running thread that a question in it may lean on (M22): up to 20 of the 24 hours before it, oldest first.
 * Our own are left out, since a search would find in them what we have said.
 *
 * @param question as it was asked: of the lines of that very instant, it is the one that ends so
 */
export function contextLines(
  lines: readonly ThreadLine[],
  askedAt: Temporal.Instant,
  question = "",
): readonly string[] {
  const since = askedAt.subtract(oldest);
  return lines
    .filter(({ fromBot, at, text }) => {
      const isRecent = Temporal.Instant.compare(at, since) >= 0;
      const order = Temporal.Instant.compare(at, askedAt);
      const isBefore = order < 0 || (order === 0 && !text.endsWith(question));
      return !fromBot && isRecent && isBefore && text.trim() !== "";
    })
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
    .slice(-mostLines)
    .map(({ text }) => text);
}
