import type { Viewer } from "../knowledge/audience.ts";
import type { Corpus } from "../knowledge/corpus.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { Names } from "../knowledge/names.ts";
import type { Found } from "../knowledge/search-entries.ts";
import type { RunbookIndex } from "./runbook-index.ts";

/** All that the rules may look at beside the question. */
export type Situation = {
  readonly corpus: Corpus;
  readonly names: Names;
  readonly runbooks: RunbookIndex;
  readonly viewer: Viewer;
  readonly today: Temporal.PlainDate;
  /** Searches when first asked to. */
  readonly search: () => Found;
  /** Searches only entries that are not bound to services, and of these only those that fit. */
  readonly searchUnbound: (text: string, fits: (entry: Entry) => boolean) => Found;
};

/** Whether an entry is bound to services by name or kind, so that names find it, and a search alone must not. */
export function isBound({ type, services }: Entry): boolean {
  return type === "runbook" && services.length > 0;
}
