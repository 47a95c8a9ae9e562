import { type Block, type Doc, paragraph } from "../chat/doc.ts";
import { markdownDoc } from "../chat/markdown-doc.ts";
import type { Catalogue } from "../knowledge/catalogue.ts";
import type { Content } from "../knowledge/content.ts";
import type { Entry } from "../knowledge/entry.ts";
import { plainText } from "../knowledge/plain-text.ts";
import type { Section } from "../knowledge/section.ts";
import { environmentsNamed, environmentsOf } from "./environments.ts";
import { mapText } from "./map-text.ts";
import { fillPlaceholders, placeholdersIn, valuesOf } from "./placeholders.ts";
import { withoutFences } from "./without-fences.ts";

/** A runbook as it is shown, and the environment it was taken to be for. */
export type ShownRunbook = { readonly doc: Doc; readonly environment: string | undefined };

/**
 * Shows a runbook: its lead word for word, what it takes, then its steps and how to verify them, filled with the values
 * of the environment that the question names.
 *
 * Where commands or their danger depend on an environment and the question names none, or where it names one that there
 * is not, it asks for one and shows no command. A runbook of danger high shows none in any case.
 */
export function renderRunbook(
  runbook: Entry,
  question: string,
  catalogue: Catalogue,
): ShownRunbook {
  const content = runbook.content();
  const possible = environmentsOf(runbook, catalogue);
  const named = environmentsNamed(question, catalogue, possible);
  const fitting = named.filter((id) => possible.includes(id));
  const [only] = possible.length === 1 && named.length === 0 ? possible : fitting;
  const environment = fitting.length > 1 ? undefined : only;
  const danger = runbook.environments[environment ?? ""]?.danger ?? runbook.danger;
  const services = catalogue.services.filter(({ id }) => runbook.services.includes(id));
  const values = valuesOf(runbook, environment, services.length === 1 ? services[0] : undefined);
  const fill = (nodes: Section["nodes"]) =>
    markdownDoc(runbook.native ? mapText(nodes, (text) => fillPlaceholders(text, values)) : nodes);
  const shown = [
    ...sectionsOf(content, "before"),
    ...sectionsOf(content, "steps"),
    ...sectionsOf(content, "verify"),
  ];
  const missing = named.filter((id) => !possible.includes(id));
  const asks =
    environment === undefined &&
    possible.length > 0 &&
    (missing.length > 0 ||
      possible.some((id) => runbook.environments[id]?.danger === "high") ||
      dependsOnEnvironment([content.answer, ...shown.map(({ nodes }) => nodes)]));
  // A short page, or one without a lead, is its own answer: with its commands.
  const lead = danger === "high" || asks ? withoutFences(content.answer) : content.answer;
  const takes = facts(runbook, danger, environment);
  const head = [...fill(lead), ...takes];
  if (!runbook.native) return { doc: head, environment };
  if (danger === "high") {
    const warning =
      "The steps can cost data, money or an outage: open the page and read it whole before you start.";
    return { doc: [...head, { callout: "danger", body: [paragraph(warning)] }], environment };
  }
  if (asks) return { doc: [...head, paragraph(askForEnvironment(possible, missing))], environment };
  const body = shown.flatMap(({ heading, nodes }): Block[] => [
    { heading: [{ text: heading }] },
    ...fill(nodes),
  ]);
  // Without a lead the answer is the beginning of a section, which follows whole.
  const isOwn = content.lead.length > 0 || body.length === 0;
  return { doc: [...(isOwn ? head : takes), ...body], environment };
}

const sectionsOf = (content: Content, role: Section["role"]) =>
  content.sections.filter((section) => section.role === role);

/** `danger medium | about 5m | needs: prod access | on staging`. */
function facts(
  runbook: Entry,
  danger: Entry["danger"],
  environment: string | undefined,
): readonly Block[] {
  const parts = [
    ...(danger === "none" ? [] : [`danger ${danger}`]),
    ...(runbook.duration === undefined ? [] : [`about ${runbook.duration}`]),
    ...(runbook.requires.length === 0 ? [] : [`needs: ${runbook.requires.join(", ")}`]),
    ...(environment === undefined ? [] : [`on ${environment}`]),
  ];
  return parts.length === 0 ? [] : [paragraph(parts.join(" | "))];
}

function dependsOnEnvironment(texts: readonly Section["nodes"][]): boolean {
  const names = placeholdersIn(texts.flat().map(plainText).join("\n"));
  return names.some((name) => name === "env" || name.startsWith("env."));
}

function askForEnvironment(possible: readonly string[], missing: readonly string[]): string {
  const list = possible.join(" or ");
  if (missing.length > 0) {
    return `There is no ${missing.join(" or ")} for this. On which environment: ${list}? Ask again with its name, and the steps come with its values.`;
  }
  return `On which environment: ${list}? Ask again with its name, and the steps come with its values.`;
}
