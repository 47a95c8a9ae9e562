import type { LintPage } from "./lint-page.ts";

/** Whether a question is one to be written still: its line, or that of the whole list, is marked as unfinished. */
export function isOpenQuestion({ text, at }: LintPage, number: number): boolean {
  if (!text.includes("TODO")) return false;
  const lines = text.split("\n");
  const places = [at(["questions"]), at(["questions", number])];
  return places.some(({ line }) => lines[line - 1]?.includes("TODO"));
}
