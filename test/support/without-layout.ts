/** What is left of a text when all that only lays it out is gone. */
export function withoutLayout(text: string): string {
  return text.replace(/[\s>|☐☑[\]()x`.\d-]/gu, "");
}
