import type { RootContent } from "mdast";
import type { Choice } from "../chat/choice.ts";
import { type Block, type Doc, paragraph } from "../chat/doc.ts";
import { markdownDoc } from "../chat/markdown-doc.ts";
import type { Catalogue } from "../knowledge/catalogue.ts";
import { contactOf, printContact } from "../knowledge/contact.ts";
import type { Content } from "../knowledge/content.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { FenceRole } from "../knowledge/fence.ts";
import type { Section } from "../knowledge/section.ts";
import type { Topic } from "../knowledge/topic.ts";
import { codeOf } from "./code-of.ts";
import { fillNodes } from "./fill-nodes.ts";
import { nodesFor } from "./nodes-for.ts";
import {
  contactsOnCall,
  namesOnCall,
  nobodySays,
  type OnCallOf,
  servicesConcerned,
} from "./on-call-of.ts";
import { missingPlaceholders, type RunbookValues, valuesOf } from "./placeholders.ts";
import type { RunbookRuling } from "./ruling.ts";
import { type RefusedValue, valuesSaid } from "./said-values.ts";
import { type Showing, type ShownCommands, showingOf } from "./showing.ts";
import { textsIn } from "./texts-in.ts";
import { withoutFences } from "./without-fences.ts";

/** A runbook as it is shown. */
export type ShownRunbook = {
  readonly doc: Doc;
  /** What is still to be chosen; it stands last, beside the choices. */
  readonly question: Doc;
  readonly choices: readonly Choice[];
  /** Values of params that somebody gave, to be kept with the thread. */
  readonly values: Topic["values"];
  readonly asked: Topic["asked"];
  /** What is to be written down of it. */
  readonly record: ShownCommands | undefined;
};

type Given = {
  readonly text: string;
  readonly topic: Topic;
  readonly catalogue: Catalogue;
  /** As for {@link showingOf}. */
  readonly confirmed?: string | undefined;
  readonly onCall?: OnCallOf | undefined;
};

/**
 * Shows a runbook: its lead word for word and what it takes, then what is still to be chosen, or its steps with how to
 * verify them, filled with values; from danger medium on with the way back, too.
 */
export function renderRunbook(ruling: RunbookRuling, given: Given): ShownRunbook {
  const { entry, service } = ruling;
  const { topic, text, catalogue, onCall = nobodySays } = given;
  const content = entry.content();
  const { showing, record } = showingOf(ruling, given.confirmed);
  const { environment, withheld } = showing;
  const said = valuesSaid(text, entry.params);
  const filled = valuesOf(entry, { said: said.values, thread: topic.values, environment, service });
  const open = withheld !== "none";
  const visible = (nodes: readonly RootContent[]) =>
    open ? withoutFences(nodes) : nodesFor(nodes, { environment });
  const fill = (nodes: readonly RootContent[]) =>
    markdownDoc(entry.native ? fillNodes(visible(nodes), filled) : visible(nodes));
  const body = open || !entry.native ? [] : bodyOf(content, showing, environment);
  const missing = entry.native && !open ? missingIn(content, body, filled) : [];
  const asks = missing.filter((name) => !topic.asked.includes(name));
  const people = onCall(servicesConcerned(ruling, catalogue));
  const head = headOf(content, body.length > 0, open);
  const doc = [
    ...(head ? fill(head) : [paragraph(entry.title)]),
    ...facts(entry, showing, namesOnCall(people)),
    ...said.refused.map(renderRefused),
    ...(asks.length > 0 ? [paragraph(askForValues(asks, entry))] : []),
    ...body.flatMap(({ heading, nodes }): Block[] => [
      { heading: [{ text: heading }] },
      ...fill(nodes),
    ]),
  ];
  return {
    doc,
    question: renderChoice(ruling, showing, catalogue, contactsOnCall(people)),
    choices: choicesOf(showing, entry),
    values: { ...topic.values, ...said.values },
    asked: [...topic.asked, ...asks],
    record,
  };
}

/** Sections that are read while the steps are done. */
const shownRoles: readonly Section["role"][] = ["before", "check", "steps", "verify", "rollback"];

/**
 * What stands above the steps: the chat answer. Without a lead it is the beginning of a section: where that section follows
 * whole it is not said twice, and where commands are withheld its title says as much.
 */
function headOf(
  { answer, sections }: Content,
  hasBody: boolean,
  isWithheld: boolean,
): readonly RootContent[] | undefined {
  const begin = answer[0]?.position?.start.offset;
  const source = sections.find(({ nodes }) =>
    nodes.some(({ position }) => position?.start.offset === begin),
  );
  if (!source || !shownRoles.includes(source.role)) return answer;
  if (isWithheld) return undefined;
  return hasBody ? [] : answer;
}

type Part = Pick<Section, "heading" | "nodes">;

/**
 * What is read while the steps are done. Fences that undo or verify a step stand with the way back and with the
 * verification, wherever they were written.
 */
function bodyOf(
  content: Content,
  { danger }: Showing,
  environment: string | undefined,
): readonly Part[] {
  const { sections } = content;
  const ofRole = (role: Section["role"]) => sections.filter((one) => one.role === role);
  const steps = [...ofRole("before"), ...ofRole("check"), ...ofRole("steps")];
  const away: FenceRole[] = ["verify", "undo"];
  const taken = (role: FenceRole) =>
    nodesFor(
      codeOf(
        steps.flatMap(({ nodes }) => nodes),
        role,
      ),
      { environment },
    );
  const isSerious = danger === "medium" || danger === "high";
  const parts = [
    ...steps.map(({ heading, nodes }) => ({
      heading,
      nodes: nodesFor(nodes, { environment, without: away }),
    })),
    ...withTaken(ofRole("verify"), "Verify", taken("verify")),
    ...(isSerious || taken("undo").length > 0
      ? withTaken(ofRole("rollback"), "Roll back", taken("undo"))
      : []),
  ];
  return parts;
}

/** Sections, with fences that were taken from elsewhere below the first of them, or as one of their own. */
function withTaken(
  sections: readonly Part[],
  heading: string,
  taken: readonly RootContent[],
): readonly Part[] {
  if (taken.length === 0) return sections;
  const [first, ...rest] = sections;
  const own = first ?? { heading, nodes: [] };
  return [{ heading: own.heading, nodes: [...own.nodes, ...taken] }, ...rest];
}

function missingIn(
  content: Content,
  body: readonly Part[],
  { values }: RunbookValues,
): readonly string[] {
  const nodes = [...content.answer, ...body.flatMap((part) => part.nodes)];
  return missingPlaceholders(textsIn(nodes).join("\n"), values);
}

/** `danger medium | about 5m | needs: prod access | on staging | on call: Bo Lindqvist`. */
function facts(
  { duration, requires }: Entry,
  { danger, environment, ask }: Showing,
  onCall: string | undefined,
): readonly Block[] {
  const level = ask.length > 1 && danger !== "none" ? `up to danger ${danger}` : `danger ${danger}`;
  const parts = [
    ...(danger === "none" ? [] : [level]),
    ...(duration === undefined ? [] : [`about ${duration}`]),
    ...(requires.length === 0 ? [] : [`needs: ${requires.join(", ")}`]),
    ...(environment === undefined ? [] : [`on ${environment}`]),
    ...(onCall === undefined ? [] : [`on call: ${onCall}`]),
  ];
  return parts.length === 0 ? [] : [paragraph(parts.join(" | "))];
}

function renderRefused({ name, found, expected }: RefusedValue): Block {
  return paragraph(`${name} cannot be ${JSON.stringify(found)}: expected ${expected}.`);
}

function askForValues(names: readonly string[], { params }: Entry): string {
  const list = names.map((name) => {
    const description = params[name]?.description;
    return description === undefined ? name : `${name} (${description})`;
  });
  return `Still open: ${list.join("; ")}. Say "${names[0]}=…" to have it filled in.`;
}

/** Asks for what is still to be chosen. */
function renderChoice(
  { choice, service, entry }: RunbookRuling,
  { ask, withheld }: Showing,
  catalogue: Catalogue,
  onCall: string | undefined,
): readonly Block[] {
  if (ask.length > 0) {
    const lacking = choice.kind === "lacking" ? choice.named.filter((id) => !ask.includes(id)) : [];
    const found = `${service?.id ?? "This"} has ${ask.join(" and ")}, no ${lacking.join(" and no ")}.`;
    const question = `${lacking.length > 0 ? `${found} ` : ""}On which environment?`;
    return [paragraph(question)];
  }
  if (withheld === "none") return [];
  const owner =
    entry.owner === undefined ? "somebody who knows it" : contact(entry.owner, catalogue);
  const called = onCall === undefined ? "" : ` On call: ${onCall}.`;
  const warning = `The steps can cost data, money or an outage. Read the page whole, and have ${owner} at hand.${called}`;
  return [{ callout: "danger", body: [paragraph(warning)] }];
}

const contact = (owner: string, catalogue: Catalogue) => printContact(contactOf(owner, catalogue));

function choicesOf({ ask, withheld, environment }: Showing, { id }: Entry): readonly Choice[] {
  if (ask.length > 0) return ask.map((one) => ({ label: one, environment: one }));
  if (withheld === "none") return [];
  const label = environment === undefined ? "Show commands" : `Show ${environment} commands`;
  return [{ label, entry: id }];
}
