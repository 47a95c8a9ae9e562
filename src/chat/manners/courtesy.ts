/** Whether a message asks for nothing: thanks, an "ok", or emoji alone. */
export function isCourtesy(text: string): boolean {
  const plain = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  // Digits and signs are no emoji, although Unicode lists them as parts of some.
  if (plain === "") return /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text);
  return /^(?:(?:ok|okay|great|cool|nice|perfect|super|ah|got it|that worked|no) )?(?:thanks|thank you|thanks a lot|thank you very much|many thanks|thx|ty|cheers|ok|okay|k|kk|great|cool|nice|perfect|got it|bye)(?: ama)?$/.test(
    plain,
  );
}
