import type { Entry } from "../knowledge/entry.ts";
import type { Found } from "../knowledge/search-entries.ts";
import type { Service } from "../knowledge/service.ts";
import type { EnvironmentChoice } from "./environment-choice.ts";

/** The rows of the table of cases that reply on their own; the others pass on to the ordinary search, or to one of these. */
export type Row = 1 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16;

/** What has to be said before the rest. */
export type Note =
  /** Taken from the thread. */
  | { readonly note: "assumed"; readonly what: readonly string[] }
  | { readonly note: "took"; readonly said: string; readonly service: Service }
  | {
      readonly note: "deprecated";
      readonly service: Service;
      readonly replacement: Service | undefined;
    }
  /** The steps may name another host than the one that was asked about. */
  | { readonly note: "host"; readonly said: string };

/** One runbook, and for what it is shown. */
export type RunbookRuling = {
  readonly kind: "runbook";
  readonly entry: Entry;
  readonly service: Service | undefined;
  /** Written for many services, and the question names one. */
  readonly generic: boolean;
  /** A draft, one that is over or not yet valid, shown to its owner's team. */
  readonly preview: boolean;
  readonly choice: EnvironmentChoice;
  /** The question's own words are about destroying something. */
  readonly destructive: boolean;
};

type Reply =
  | RunbookRuling
  /** Entries to choose from, best first: those with the alert, those that do the same, all that a service has. */
  | {
      readonly kind: "entries";
      readonly because: "alert" | "several" | "overview";
      readonly entries: readonly Entry[];
    }
  /**
   * Services to choose from: a name that several share, one that is nearly theirs, one that too many share, none at all, or
   * more than can be served at once.
   */
  | {
      readonly kind: "services";
      readonly because: "ambiguous" | "near" | "too-many" | "unnamed" | "crowd";
      readonly said: string;
      readonly options: readonly { readonly service: Service; readonly hasRunbook: boolean }[];
    }
  | {
      readonly kind: "unknown-name";
      readonly said: string;
      readonly nearest: readonly Service[];
    }
  | { readonly kind: "no-runbook"; readonly service: Service }
  /** There is something, and not for this asker. */
  | { readonly kind: "refused"; readonly owners: readonly string[] }
  | { readonly kind: "blocks"; readonly blocks: readonly Ruling[] };

/** The rules leave it to a search, which was over fewer entries than the ordinary one. */
export type LeftToSearch = { readonly kind: "found"; readonly found: Found };

/** What the rules decide on a question, and what they took it to mean. */
export type Ruling = Reply & {
  readonly row: Row;
  readonly verb: string | undefined;
  readonly services: readonly Service[];
  readonly environment: string | undefined;
  readonly notes: readonly Note[];
  /** What spoke for it, in words. */
  readonly why: readonly string[];
};
