import type { Content } from "./content.ts";
import type { Danger, EntryFields, Param } from "./entry-fields.ts";

/** Who may read an entry: anybody, everyone listed in people.yaml, or the members of these teams (none: nobody). */
export type Audience = "everyone" | "members" | readonly string[];

type EntryEnvironment = {
  readonly danger: Danger | undefined;
  readonly values: Readonly<Record<string, string>>;
};

/** One file that can be served. */
export type Entry = {
  readonly id: string;
  readonly type: "answer" | "runbook" | "checklist" | "pointer";
  readonly title: string;
  /** Relative to the knowledge folder, with `/`. */
  readonly file: string;
  /** Written for us, and not another tool's page. */
  readonly native: boolean;
  /** A team's or person's id where people.yaml has one, else the words the page gives; undefined when it names nobody. */
  readonly owner: string | undefined;
  readonly audience: Audience;
  readonly status: NonNullable<EntryFields["status"]>;
  readonly replacedBy: string | undefined;
  readonly redirectFrom: readonly string[];
  readonly questions: readonly string[];
  readonly keywords: readonly string[];
  readonly services: readonly string[];
  readonly actions: readonly string[];
  readonly alerts: readonly string[];
  /** By id; empty where the entry names none. */
  readonly environments: Readonly<Record<string, EntryEnvironment>>;
  readonly params: Readonly<Record<string, Param>>;
  readonly danger: Danger;
  readonly duration: string | undefined;
  readonly requires: readonly string[];
  readonly reviewed: Temporal.PlainDate | undefined;
  readonly reviewEvery: string;
  readonly validFrom: Temporal.PlainDate | undefined;
  readonly expires: Temporal.PlainDate | undefined;
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly related: readonly string[];
  readonly boost: number;
  /** Served by its id or link only: no search finds it. */
  readonly excluded: boolean;
  /** All headings below the title, as plain text. */
  readonly headings: readonly string[];
  /** All its words, by paragraph, as plain text. */
  readonly paragraphs: readonly string[];
  /** Parses the page; the same object on every call. */
  readonly content: () => Content;
  /** Of the page's text with line ends made equal, hexadecimal SHA-256. */
  readonly hash: string;
};
