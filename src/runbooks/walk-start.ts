import { posix } from "node:path";
import type { RootContent } from "mdast";
import type { Doc } from "../chat/doc.ts";
import { markdownDoc } from "../chat/markdown-doc.ts";
import type { Catalogue } from "../knowledge/catalogue.ts";
import { contactOf, printContact } from "../knowledge/contact.ts";
import type { Entry } from "../knowledge/entry.ts";
import { parseFence, roleOfFence } from "../knowledge/fence.ts";
import type { Section } from "../knowledge/section.ts";
import { linksIn, stepParts, stepsNamed } from "../knowledge/step-parts.ts";
import { type Step, stepsOf } from "../knowledge/steps.ts";
import { codeOf } from "./code-of.ts";
import { fillNodes } from "./fill-nodes.ts";
import { nodesFor } from "./nodes-for.ts";
import type { RunbookValues } from "./placeholders.ts";
import type { Showing } from "./showing.ts";
import { firstPosition } from "./walk-move.ts";
import { sleepsAfter } from "./walk-outcome.ts";
import type { Walk, WalkStepText, WalkText, Who } from "./walk-state.ts";

/** What a walk's text is made of. */
export type WalkSource = {
  readonly entry: Entry;
  /** Those whose on-call it concerns. */
  readonly services: readonly string[];
  /** What is shown of the runbook now: a walk shows no command that is withheld. */
  readonly showing: Pick<Showing, "danger" | "environment" | "withheld">;
  readonly values: RunbookValues;
  readonly catalogue: Catalogue;
  /** Those that a step may link to. */
  readonly entries?: readonly Entry[];
};

/** Why there is no walk: an environment or the commands are asked for first, or there is nothing to go through. */
export type NoWalk = { readonly refused: "withheld" | "no-steps" };

/** Begins a walk; its first word is said by `stepWalk(walk, { event: "start" }, …)`. */
export function startWalk(source: WalkSource, starter: Who, at: Temporal.Instant): Walk | NoWalk {
  const text = walkText(source);
  if ("refused" in text) return text;
  return {
    kind: "runbook",
    text,
    starter,
    walker: starter,
    position: firstPosition(text),
    marks: [],
    asleep: false,
    dueAt: at.add(sleepsAfter),
    startedAt: at,
  };
}

/** The runbook as a walk shows it: the same parts as when it is shown whole, with the same values. */
export function walkText(source: WalkSource): WalkText | NoWalk {
  const { entry, services, showing, values, catalogue } = source;
  const { environment, danger } = showing;
  if (showing.withheld !== "none") return { refused: "withheld" };
  const { sections } = entry.content();
  const fill = (nodes: readonly RootContent[]) =>
    markdownDoc(entry.native ? fillNodes(nodes, values) : nodes);
  const ofRole = (role: Section["role"]) => sections.filter((one) => one.role === role);
  const steps = ofRole("steps").flatMap(stepsWithAsides);
  if (steps.length === 0) return { refused: "no-steps" };
  const own = [...ofRole("before"), ...ofRole("check"), ...ofRole("steps")];
  const all = own.flatMap(({ nodes }) => nodes);
  const sectionDoc = (list: readonly Section[], fences: readonly RootContent[], title: string) => {
    const parts = list.map(({ heading, nodes }) => ({
      heading,
      doc: fill(nodesFor(nodes, { environment })),
    }));
    const taken = fill(nodesFor(fences, { environment }));
    const [first] = parts.splice(0, 1);
    const head = { heading: first?.heading ?? title, doc: [...(first?.doc ?? []), ...taken] };
    return [head, ...parts].flatMap(
      ({ heading, doc }): Doc =>
        doc.length === 0 ? [] : [{ heading: [{ text: heading }] }, ...doc],
    );
  };
  const before = [...ofRole("before"), ...ofRole("check")].map((section) => ({
    ...section,
    nodes: nodesFor(section.nodes, { environment, without: ["verify", "undo"] }),
  }));
  return {
    entry: entry.id,
    hash: entry.hash,
    title: entry.title,
    services,
    environment,
    danger,
    values: values.values,
    before: sectionDoc(before, [], ""),
    steps: steps.map((step) => stepText(step, steps.length, fill, source)),
    verify: sectionDoc(ofRole("verify"), codeOf(all, "verify"), "Verify"),
    rollback: sectionDoc(ofRole("rollback"), codeOf(all, "undo"), "Roll back"),
    escalate: sectionDoc(ofRole("escalate"), [], "Escalate"),
    owner:
      entry.owner === undefined
        ? undefined
        : { id: entry.owner, contact: printContact(contactOf(entry.owner, catalogue)) },
    related: entry.related,
  };
}

/** The steps of a section; what stands above the first and below the last is read with these, for it may be a warning. */
function stepsWithAsides({ nodes }: Section): readonly Step[] {
  const steps = stepsOf(nodes);
  const own = new Set(steps.flatMap((step) => step.nodes));
  const isOwn = (node: RootContent) =>
    own.has(node) || (node.type === "list" && node.ordered === true);
  const above = nodes.slice(0, nodes.findIndex(isOwn));
  const below = nodes.slice(nodes.findLastIndex(isOwn) + 1);
  return steps.map((step, index) => ({
    ...step,
    nodes: [
      ...(index === 0 ? above : []),
      ...step.nodes,
      ...(index === steps.length - 1 ? below : []),
    ],
  }));
}

function stepText(
  step: Step,
  count: number,
  fill: (nodes: readonly RootContent[]) => Doc,
  { entry, showing: { environment }, entries = [] }: WalkSource,
): WalkStepText {
  const roles = codeOf(step.nodes).map((code) => roleOfFence(parseFence(code)));
  // A step that does nothing but verify keeps its commands, which stand with the verification, too.
  const verifies =
    (roles.length > 0 && roles.every((role) => role === "verify")) ||
    /^(?:verify|confirm|validate)\b/i.test(step.text);
  const shown = (nodes: readonly RootContent[]) =>
    fill(nodesFor(nodes, { environment, without: verifies ? ["undo"] : ["verify", "undo"] }));
  const { main, expect, ifNot } = stepParts(step.nodes);
  const targets = linksIn(ifNot).map((url) =>
    posix.join(posix.dirname(entry.file), url.replace(/#.*$/, "")),
  );
  return {
    shown: shown([...main, ...expect]),
    ifNot: shown(ifNot),
    verifies,
    leadsTo: stepsNamed(ifNot).filter((number) => number >= 1 && number <= count),
    entries: entries
      .filter(({ file }) => targets.includes(file))
      .map(({ id, title }) => ({ id, title })),
  };
}
