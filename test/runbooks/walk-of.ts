import { docText } from "../../src/chat/doc-text.ts";
import type { KnowledgeBase } from "../../src/knowledge/index-knowledge.ts";
import { valuesOf } from "../../src/runbooks/placeholders.ts";
import { showingOf } from "../../src/runbooks/showing.ts";
import { stepWalk } from "../../src/runbooks/walk.ts";
import type { WalkEvent } from "../../src/runbooks/walk-event.ts";
import type { WalkGiven, WalkOutcome } from "../../src/runbooks/walk-outcome.ts";
import { startWalk, walkText } from "../../src/runbooks/walk-start.ts";
import type { Walk, WalkText, Who } from "../../src/runbooks/walk-state.ts";
import { entryOf, knowledgeOf } from "../answers/knowledge-of.ts";
import { page } from "../support/knowledge-folder.ts";

export const noon = Temporal.Instant.from("2026-11-25T12:00:00Z");
export const ana: Who = { principal: "console/ana", name: "ana" };
export const bo: Who = { principal: "console/bo", name: "bo" };

const steps = `## Steps

1. Look whether somebody deploys.

   \`\`\`shell
   deploys --on {{env.host}}
   \`\`\`

   Expect: nothing.

   If not: wait for them.

2. Restart it.

   \`\`\`shell
   restart {{env.host}}
   \`\`\`

   If not: see step 1, or [restore it](restore.md).

3. Verify that it is up.

4. Tell #office.
`;
const around = {
  before: "## Before you start\n\nHave the keys of the cage.\n",
  verify: "## Verify\n\nThe page `/health` says ok.\n",
  rollback: "## Roll back\n\nStart the old one.\n",
  escalate: "## Escalate\n\nCall the hoster.\n",
};

/** A runbook with four steps; with sections around them, and with another danger. */
export function runbookPage(
  sections: readonly (keyof typeof around)[] = [],
  danger = "low",
  edit: (body: string) => string = (body) => body,
): string {
  const parts = (["before", "verify", "rollback", "escalate"] as const)
    .filter((one) => sections.includes(one))
    .map((one) => around[one]);
  const [first = ""] = sections.includes("before") ? parts.splice(0, 1) : [];
  return page(
    [
      "title: Restart billing",
      "questions: [how do I restart billing]",
      "services: [billing]",
      `danger: ${danger}`,
      "owner: team-pay",
      "environments: {staging: {host: stg1}, prod: {host: prd1}}",
      "related: [restore]",
    ],
    edit(["Ends invoices.", first, steps, ...parts].join("\n")),
  );
}

export const everything = ["before", "verify", "rollback", "escalate"] as const;

function baseOf(text: string): KnowledgeBase {
  return knowledgeOf({
    "runbooks/restart.md": text,
    "runbooks/restore.md": page(
      ["title: Restore billing", "services: [billing]", "danger: low", "owner: team-pay"],
      "Restores it.\n\n## Steps\n\n1. Restore.",
    ),
    "services.yaml": "services: [{id: billing, name: Billing, owner: team-pay}]\n",
    "people.yaml":
      "teams: [{id: team-pay, name: Payments, members: [pia]}]\npeople: [{id: pia, name: Pia}, {id: ana, name: Ana}]\n",
  });
}

function sourceOf(text: string, environment: string, confirmed: string | undefined) {
  const base = baseOf(text);
  const entry = entryOf(base, "restart");
  const [service] = base.corpus.catalogue.services;
  const choice = { kind: "chosen", id: environment, by: "name" } as const;
  const { showing } = showingOf({ entry, choice, destructive: false }, confirmed);
  const values = valuesOf(entry, { said: {}, thread: {}, environment, service });
  const entries = [...base.corpus.entryById.values()];
  return {
    entry,
    services: ["billing"],
    showing,
    values,
    catalogue: base.corpus.catalogue,
    entries,
  };
}

/** The text that a walk through a page would have on staging. */
export function textOf(page: string, confirmed: string | undefined = "staging"): WalkText {
  const text = walkText(sourceOf(page, "staging", confirmed));
  if ("refused" in text) throw new Error(text.refused);
  return text;
}

/** Begins a walk that ana starts on staging. */
export function walkOf(page: string, confirmed: string | undefined = "staging"): Walk {
  const walk = tryWalk(page, confirmed);
  if ("refused" in walk) throw new Error(walk.refused);
  return walk;
}

export function tryWalk(page: string, confirmed: string | undefined) {
  return startWalk(sourceOf(page, "staging", confirmed), ana, noon);
}

type Said = WalkOutcome & { readonly text: string; readonly labels: readonly string[] };

/** Brings events about, one after the other, and gives what the last one made; ana presses unless it is said. */
export function walked(
  walk: Walk,
  events: readonly (WalkEvent | WalkEvent["event"])[],
  given: Partial<WalkGiven> = {},
): Said {
  let outcome: WalkOutcome = { walk, says: [], actions: [] };
  for (const one of events) {
    const event = typeof one === "string" ? plainEvent(one) : one;
    const whole = { by: ana, at: noon, mayWalk: true, ofOwner: false, ...given };
    outcome = stepWalk(outcome.walk, event, whole);
  }
  return {
    ...outcome,
    text: docText(outcome.says),
    labels: outcome.actions.map(({ label }) => label),
  };
}

function plainEvent(event: WalkEvent["event"]): WalkEvent {
  if (event === "go-to") return { event, step: 1 };
  if (event === "note") return { event, text: "the host was gone" };
  return event === "file-changed" ? { event, hash: "f00", fresh: undefined } : { event };
}
