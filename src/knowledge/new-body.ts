import type { Entry } from "./entry.ts";

/** What stands below the front matter of an entry that is only begun, by its type. */
export const newBody: Readonly<Record<Entry["type"], string>> = {
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

  runbook: `TODO: what this does, what people notice meanwhile, and how long it takes. This paragraph is what people read in chat.

## Before you start

- TODO: what has to be true first, and how to see that it is

## Steps

1. TODO: what to do; replace the command, or remove it.

   \`\`\`shell
   echo "the command"
   \`\`\`

   Expect: TODO: what is seen when it worked.

   If not: TODO: what to do then.

## Verify

TODO: how to see that everything works again.

## Roll back

TODO: how to undo it; or begin with "Not possible:" and say why.

## Escalate

TODO: whom to ask when this did not help.
`,
};
