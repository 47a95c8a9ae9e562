import type { Catalogue, CatalogueFile } from "../catalogue.ts";
import type { Corpus } from "../corpus.ts";
import type { Entry } from "../entry.ts";
import type { Checked } from "../freshness.ts";
import type { Place } from "../problem.ts";
import type { Concerns, Severity } from "./finding.ts";
import type { LintPage } from "./lint-page.ts";
import type { RuleId } from "./rules.ts";

/** What the linter asks of the world. */
export type Surroundings = {
  readonly today: Temporal.PlainDate;
  /** Whether there is a file or folder at this path, relative to the knowledge folder. */
  readonly exists: (path: string) => boolean;
  /** When an entry was last looked at. */
  readonly checkedOf: (entry: Entry) => Checked | undefined;
};

/** All that a check may look at. */
export type Subject = Surroundings & {
  readonly corpus: Corpus;
  readonly catalogue: Catalogue;
  /** Every page that can be read as an entry, by file. */
  readonly pages: readonly LintPage[];
  readonly pageByFile: ReadonlyMap<string, LintPage>;
  /** The yaml files beside the pages. */
  readonly yamlFiles: readonly CatalogueFile[];
};

/** A fault as a check finds it. */
export type Found = Place & {
  readonly rule: RuleId;
  /** Relative to the knowledge folder. */
  readonly file: string;
  readonly message: string;
  /** How many columns it takes; without it: up to the end of the line. */
  readonly length?: number;
  /** Where it is not the rule's own. */
  readonly severity?: Severity;
  /** What tells it from others on its line; without it: the line itself. */
  readonly about?: string;
  readonly concerns?: Concerns;
};

export type Check = (subject: Subject) => Iterable<Found>;
