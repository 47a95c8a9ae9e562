import type { Entry } from "./entry.ts";

/** What stands below the front matter of an entry that is only begun, by its type. */
export const newBody: Readonly<Record<Exclude<Entry["type"], "runbook">, string>> = {
  answer: `TODO: the answer. This paragraph is what people read in chat, so keep it to 600 characters.

<!-- What does not fit goes below, under headings ("## …"): people find it behind "More". -->
`,

  pointer: `TODO: who answers this and where, and what to have at hand when asking.
`,

  checklist: `TODO: when this list is needed, and who goes through it.

## Before

- [ ] TODO: one thing to do, small enough to be ticked

## After

- [ ] TODO: one thing to do
`,
};
