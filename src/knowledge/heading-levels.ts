import { sectionRole } from "./section-roles.ts";

export type Heading = { readonly depth: number; readonly text: string };

/**
 * Tells a page's title from its sections by its headings, in their order.
 *
 * The title is the first heading when it is an H1 that names no section ("# Meaning"). Sections are those of level two,
 * or of the highest level that the page has below its title: some pages begin with H3, some make each section an H1.
 *
 * @returns `level`: headings of this depth or above begin a section
 */
export function headingLevels(headings: readonly Heading[]): {
  readonly title: string | undefined;
  readonly sections: readonly Heading[];
  readonly level: number;
} {
  const [first] = headings;
  const titled = first?.depth === 1 && sectionRole(first.text, "") === undefined;
  const sections = titled ? headings.slice(1) : headings;
  const level = sections.length === 0 ? 2 : Math.min(...sections.map(({ depth }) => depth));
  return {
    title: titled && first.text !== "" ? first.text : undefined,
    sections: sections.filter(({ depth }) => depth <= level),
    level,
  };
}
