import type { LintPage } from "./lint-page.ts";

/** Our own runbooks, drafts too, but for those that are kept for the record only. */
export function runbooksAmong(pages: readonly LintPage[]): readonly LintPage[] {
  return pages.filter(
    ({ entry: { native, type, status } }) => native && type === "runbook" && status !== "archived",
  );
}
