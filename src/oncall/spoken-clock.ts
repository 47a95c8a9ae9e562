/** A time of day, and how it was written: `18:00` and `9` are plain, `9am` has its half of the day, `noon` is a word. */
export type SpokenClock = {
  readonly time: Temporal.PlainTime;
  readonly form: "plain" | "half" | "word";
};

const words: Readonly<Record<string, number>> = { noon: 12, midnight: 0 };
const shape = /^(\d{1,2})(?::([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?)? ?(am|pm)?$/;

/** Reads a time of day in lower case: `18:00`, `18`, `9am`, `6:30 pm`, `noon`, `midnight`, `18:00:30.5`. */
export function readClock(text: string): SpokenClock | undefined {
  const word = words[text];
  if (word !== undefined) return { time: new Temporal.PlainTime(word), form: "word" };
  const [, hours, minutes = "0", seconds = "0", fraction = "", half] = shape.exec(text) ?? [];
  const hour = hours === undefined ? undefined : hourOf(Number(hours), half);
  if (hour === undefined) return undefined;
  const millisecond = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const time = new Temporal.PlainTime(hour, Number(minutes), Number(seconds), millisecond);
  return { time, form: half === undefined ? "plain" : "half" };
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour < 24 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === "pm" ? 12 : 0);
}
