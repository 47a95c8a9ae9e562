import type { RootContent } from "mdast";
import type { SectionRole } from "./section-roles.ts";

/** A heading and what stands below it, sub-headings included, in the page's order. */
export type Section = {
  readonly role: SectionRole | undefined;
  readonly heading: string;
  readonly nodes: readonly RootContent[];
};
