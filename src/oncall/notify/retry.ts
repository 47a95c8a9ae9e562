const waitsMs = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000];
const longestWaitMs = 30_000;
/** A server may ask for a pause, but not for the silence of a page. */
const longestAskedMs = 600_000;

/**
 * How long to wait after so many tries that failed, the first one being 1.
 *
 * @param askedMs what the channel asked for: it makes the wait longer, never shorter, and ten minutes at most
 */
export function nextTryMs(tries: number, askedMs = 0): number {
  return Math.max(waitsMs[tries - 1] ?? longestWaitMs, Math.min(askedMs, longestAskedMs));
}

/** Answers of the 4xx kind that pass: time-out, too early, too many. */
const passing = new Set([408, 425, 429]);

/** Whether an HTTP status takes what was sent, may do so later, or never will. */
export function verdictOf(status: number): "accepted" | "passing" | "final" {
  if (status >= 200 && status < 300) return "accepted";
  return status >= 500 || passing.has(status) ? "passing" : "final";
}

/** Whether a failure says that the other side is not who it should be; by Node's code, or OpenSSL's words for it. */
export function isUntrusted(words: string): boolean {
  return /certificate|altname|(?:^|_)CERT(?:_|$)|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/i.test(
    words,
  );
}

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const datePattern =
  /^[A-Z][a-z]{2}, (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/;

/** Reads the header Retry-After, seconds or a date (RFC 9110, 10.2.3); undefined where it says neither. */
export function retryAfterMs(header: string | undefined, at: Temporal.Instant): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const { day, month = "", year, time } = datePattern.exec(header)?.groups ?? {};
  const ordinal = months.indexOf(month) + 1;
  if (ordinal === 0) return undefined;
  try {
    const date = Temporal.Instant.from(
      `${year}-${String(ordinal).padStart(2, "0")}-${day}T${time}Z`,
    );
    return Math.max(0, date.epochMilliseconds - at.epochMilliseconds);
  } catch {
    return undefined;
  }
}
