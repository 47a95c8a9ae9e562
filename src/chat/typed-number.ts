/** A number alone, as people type what stands before a line: `2`, `2.`, `#2`, `(2)` or 2️⃣; from 1 to 999. */
export function typedNumber(text: string): number | undefined {
  const [, digits] =
    /^[\s#([]{0,3}([1-9]\d{0,2})[\s.)\]]{0,3}$/.exec(text.replace(/[\uFE0F\u20E3]/g, "").trim()) ??
    [];
  return digits === undefined ? undefined : Number(digits);
}
