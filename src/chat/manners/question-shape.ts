const openings =
  /^(?:hi|hello|hey|sorry)?[\s,]*(?:(?:does|do|did|has|have|is|are|was|can|could|would|should|will) (?:anyone|anybody|someone|somebody|we|you|i|it|there|the|this|that)|how|what|what's|where|where's|who|who's|whom|whose|when|why|which|any ?(?:one|body) know)\b/i;

/** Whether an unaddressed message is plainly a question: it ends as one, or begins as one and is short. */
export function looksLikeQuestion(text: string): boolean {
  const plain = text.replace(/[‘’]/g, "'").trim();
  const words = plain.split(/\s+/).length;
  if (words < 3) return false;
  return /\?[\s"”')\]]*$/.test(plain) || (openings.test(plain) && words <= 25);
}
