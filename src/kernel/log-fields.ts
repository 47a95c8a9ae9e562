const words = [
  "code",
  "command",
  "commit",
  "conversation",
  "entry",
  "errorId",
  "file",
  "gap",
  "migration",
  "outcome",
  "person",
  "platform",
  "service",
  "signal",
  "variable",
] as const;
const numbers = [
  "attempt",
  "confidence",
  "count",
  "entries",
  "line",
  "problems",
  "tookMs",
] as const;

/** A name of our own with a dot between the room and what happened there: `serve.started`. */
export type LogEvent = `${Lowercase<string>}.${Lowercase<string>}`;

/** What a line may hold beside its event: ids and codes, counts and milliseconds. Nothing here takes a sentence. */
export type LogFields = { readonly [K in (typeof words)[number]]?: string | undefined } & {
  readonly [K in (typeof numbers)[number]]?: number | undefined;
};

/** One word of printable ASCII, as ids, paths and codes are. What people write has blanks or other letters. */
const wordPattern = /^[!-~]{1,200}$/;

/** Gives `word` back when it is one, and says "(withheld)" for anything that may be prose. */
export function loggableWord(word: string): string {
  return wordPattern.test(word) ? word : "(withheld)";
}

/** Keeps the fields that a line may hold, whatever else the caller's object carries, in a fixed order. */
export function loggable(fields: LogFields): LogFields {
  const line: Record<string, string | number> = {};
  for (const key of words) {
    const word = fields[key];
    if (typeof word === "string") line[key] = loggableWord(word);
  }
  for (const key of numbers) {
    const number = fields[key];
    if (typeof number === "number") line[key] = number;
  }
  return line;
}
