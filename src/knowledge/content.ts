import type { RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { chatAnswer } from "./chat-answer.ts";
import { headingLevels } from "./heading-levels.ts";
import { parseMarkdown } from "./markdown.ts";
import type { Section } from "./section.ts";
import { type SectionRole, sectionRole } from "./section-roles.ts";
import { type Step, stepsOf } from "./steps.ts";

/** A page as it is shown, cut at its main headings. */
export type Content = {
  /** What is said in chat, word for word; empty when the page holds nothing but headings. */
  readonly answer: readonly RootContent[];
  /** What stands before the first section, without the page's own H1. */
  readonly lead: readonly RootContent[];
  readonly sections: readonly Section[];
  /** The numbered things to do, of all sections that hold some. */
  readonly steps: readonly Step[];
};

/**
 * Parses a page's body. One that is nested so deeply that it cannot be read shows nothing.
 *
 * @param verb the first word of the page's title, which marks a section of steps
 * @param foreign as for {@link parseMarkdown}
 */
export function readContent(body: string, verb: string, foreign: boolean): Content {
  const nodes = nodesOf(body, foreign);
  const headings = nodes.filter((node) => node.type === "heading");
  const { title, level } = headingLevels(
    headings.map((node) => ({ depth: node.depth, text: plainHeading(node) })),
  );
  const lead: RootContent[] = [];
  const sections: { role: SectionRole | undefined; heading: string; nodes: RootContent[] }[] = [];
  for (const node of nodes) {
    if (title !== undefined && node === headings[0]) continue;
    if (node.type === "heading" && node.depth <= level) {
      const heading = plainHeading(node);
      sections.push({ role: sectionRole(heading, verb), heading, nodes: [] });
    } else (sections.at(-1)?.nodes ?? lead).push(node);
  }
  const steps = sections.filter(({ role }) => role === "steps");
  return {
    answer: chatAnswer(lead, sections),
    lead,
    sections,
    steps: steps.flatMap((section) => stepsOf(section.nodes)),
  };
}

function nodesOf(body: string, foreign: boolean): readonly RootContent[] {
  try {
    return parseMarkdown(body, foreign).children;
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

const plainHeading = (node: RootContent) => textOf(node).replace(/\s+/g, " ").trim();
