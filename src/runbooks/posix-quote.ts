/** One word of a POSIX shell that stands for exactly this text: `disk's full` is `'disk'\''s full'`. */
export function posixQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
