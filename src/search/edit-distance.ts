/**
 * Counts the edits (insert, delete, replace a letter, swap two neighbours) between two words, up to `most`.
 *
 * @returns the count, or `most + 1` for any larger one
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const more = most + 1;
  let beforeLast: number[] = [];
  let last: number[] = [];
  for (let j = 0; j <= Math.min(b.length, most); j += 1) last.push(j);
  for (let i = 1; i <= a.length; i += 1) {
    // Further from the diagonal every way takes more edits than are counted.
    const from = Math.max(1, i - most);
    const to = Math.min(b.length, i + most);
    const row: number[] = [];
    let left = from === 1 ? i : more;
    row[from - 1] = left;
    let least = left;
    for (let j = from; j <= to; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? more) + 1, left + 1, (last[j - 1] ?? more) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? more) + 1);
      }
      row[j] = cost;
      left = cost;
      least = Math.min(least, cost);
    }
    if (least > most) return more;
    [beforeLast, last] = [last, row];
  }
  return Math.min(last[b.length] ?? 0, more);
}
