import type { CatalogueFile } from "./catalogue.ts";
import type { PageFile } from "./parse-page.ts";
import type { Problem } from "./problem.ts";

/** The knowledge folder as it was found. */
export type KnowledgeFiles = {
  readonly pages: readonly PageFile[];
  /** services.yaml, people.yaml, oncall.yaml and wifi.yaml, as far as they exist. */
  readonly catalogue: readonly CatalogueFile[];
  /** What services.yaml imports. */
  readonly imports: readonly CatalogueFile[];
  /** Files that could not be read, each with its reason. */
  readonly problems: readonly Problem[];
};
