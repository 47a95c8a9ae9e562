const units = [
  { words: /^(?:s|sec|secs|seconds?)$/, ms: 1_000, word: "s" },
  { words: /^(?:m|min|mins|minutes?)$/, ms: 60_000, word: "min" },
  { words: /^(?:h|hrs?|hours?)$/, ms: 3_600_000, word: "h" },
  { words: /^(?:d|days?)$/, ms: 86_400_000, word: "d" },
] as const;

/** Reads a length of time as people write it: "5 min", "2h", "1h 30m", "90 seconds"; a bare 0 is none. Days have 24 hours. */
export function parseSpokenDuration(text: string): Temporal.Duration | undefined {
  const plain = text.trim().toLowerCase();
  if (plain === "0") return Temporal.Duration.from({ milliseconds: 0 });
  if (!/^(?:\d{1,5}\s*[a-z]+[\s,]*)+$/.test(plain)) return undefined;
  let sum = 0;
  for (const [, count = "", word = ""] of plain.matchAll(/(\d+)\s*([a-z]+)/g)) {
    const unit = units.find(({ words }) => words.test(word));
    if (!unit) return undefined;
    sum += Number(count) * unit.ms;
  }
  return Temporal.Duration.from({ milliseconds: sum });
}

/** Writes a length of time so that {@link parseSpokenDuration} reads it back, to the second: "1 h 30 min". */
export function printDuration(duration: Temporal.Duration): string {
  let rest = duration.total("milliseconds");
  const parts = units.toReversed().flatMap(({ ms, word }) => {
    const count = Math.floor(rest / ms);
    rest -= count * ms;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return parts.length > 0 ? parts.join(" ") : "0 s";
}
