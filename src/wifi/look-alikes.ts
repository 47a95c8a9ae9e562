/** Characters of a key that are taken for one another, or not seen at all, in the order in which they are explained. */
const lookAlikes = ["0", "O", "1", "l", "I", " "] as const;

export type LookAlike = (typeof lookAlikes)[number];

/** Those that a key really has. */
export function lookAlikesIn(key: string): readonly LookAlike[] {
  return lookAlikes.filter((one) => key.includes(one));
}
