import type { Via } from "./personal-rules.ts";

/** What people call a way, within a sentence. */
export const viaWords: Readonly<Record<Via, string>> = {
  slack: "Slack",
  matrix: "Matrix",
  console: "console",
  memory: "chat",
  ntfy: "ntfy",
  email: "e-mail",
  webhook: "webhook",
};

/** The same for what a timeline has kept. */
export function viaWord(via: string): string {
  return Object.entries(viaWords).find(([known]) => known === via)?.[1] ?? via;
}
