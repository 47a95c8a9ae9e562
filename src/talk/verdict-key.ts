/** The structured key of the gap to which belongs what people think of an entry. */
export function verdictKey(entry: string): string {
  return `entry|${entry}`;
}
