import { createHash } from "node:crypto";
import { type Content, readContent } from "./content.ts";
import type { Entry } from "./entry.ts";
import { type EntryFields, requiredFields } from "./entry-fields.ts";
import { entryId, pageName, splitCamelCase } from "./entry-id.ts";
import { isForeign, readForeignFields } from "./foreign-fields.ts";
import { type FrontMatter, splitFrontMatter } from "./front-matter.ts";
import { headingLevels } from "./heading-levels.ts";
import { parseNativeFields } from "./native-fields.ts";
import { readPageText } from "./page-text.ts";
import { keepEscapes } from "./placeholder.ts";
import type { Problem } from "./problem.ts";
import { type SectionRole, sectionRole } from "./section-roles.ts";
import { skim } from "./skim.ts";

type EntryType = Entry["type"];

/** Where a page lies: below one of the three folders, which give its type, or in a tree of foreign pages. */
export type PageFile = {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Its path below the type folder, or in the foreign tree. */
  readonly path: string;
  readonly folderType: EntryType | undefined;
};

export type ParsedPage = {
  readonly file: string;
  /** Of its bytes. */
  readonly hash: string;
  /** The whole file, front matter included; undefined when it cannot be read as text (K006). */
  readonly text: string | undefined;
  /** Undefined when the page cannot be served at all (K001, K006). */
  readonly entry: Entry | undefined;
  readonly problems: readonly Problem[];
};

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Reads one page, ours or another tool's; whatever is wrong with it is told, and only K001 and K006 keep it from being served. */
export function parsePage(page: PageFile): ParsedPage {
  const { file } = page;
  const hash = sha256(page.bytes);
  const read = readPageText(page.bytes, file);
  if ("problem" in read) {
    return { file, hash, text: undefined, entry: undefined, problems: [read.problem] };
  }
  const { text } = read;
  const ownFolder = page.folderType !== undefined;
  const strict = splitFrontMatter(text, file);
  const lax = "problem" in strict ? splitFrontMatter(text, file, false) : strict;
  // A key that stands twice is a fault of ours to mend; another tool has its own rule for it.
  const frontMatter = "problem" in lax || isForeign(lax.fields, ownFolder) ? lax : strict;
  if ("problem" in frontMatter) {
    return { file, hash, text, entry: undefined, problems: [frontMatter.problem] };
  }
  const foreign = isForeign(frontMatter.fields, ownFolder);
  const { fields, problems } = foreign
    ? { fields: readForeignFields(frontMatter.fields), problems: [] }
    : parseNativeFields(frontMatter, file);
  const entry = buildEntry(page, fields, frontMatter.body, sha256(text), !foreign);
  const missing = foreign ? [] : missingFields(entry, fields, frontMatter);
  return { file, hash, text, entry, problems: [...problems, ...missing] };
}

function buildEntry(
  page: PageFile,
  fields: EntryFields,
  body: string,
  hash: string,
  native: boolean,
): Entry {
  const name = pageName(page.file);
  const { headings, paragraphs } = skim(body, !native);
  const levels = headingLevels(headings);
  const title = fields.title ?? levels.title ?? spellOut(name);
  const [verb = ""] = title.split(" ");
  const roles = levels.sections.map(({ text }) => sectionRole(text, verb));
  const type = fields.type ?? page.folderType ?? guessType(roles);
  let content: Content | undefined;
  return {
    id: fields.id ?? entryId(page.path),
    type,
    title,
    file: page.file,
    native,
    owner: fields.owner,
    audience: fields.audience ?? "everyone",
    status: fields.status ?? "active",
    replacedBy: fields.replaced_by,
    redirectFrom: fields.redirect_from ?? [],
    questions: fields.questions ?? [],
    keywords: fields.keywords ?? [],
    services: fields.services ?? [],
    actions: fields.actions ?? [],
    alerts: fields.alerts ?? (!native && isCamelCase(name) ? [name] : []),
    environments: fields.environments ?? {},
    params: fields.params ?? {},
    danger: fields.danger ?? "none",
    duration: fields.duration,
    requires: fields.requires ?? [],
    reviewed: fields.reviewed,
    reviewEvery: fields.review_every ?? (type === "runbook" || type === "checklist" ? "6m" : "12m"),
    validFrom: fields.valid_from,
    expires: fields.expires,
    links: fields.links ?? [],
    related: fields.related ?? [],
    boost: fields.search?.boost ?? 1,
    excluded: fields.search?.exclude ?? false,
    headings: headings.map(({ text }) => text).filter((text) => text !== title),
    paragraphs,
    content() {
      const fills = native && type === "runbook";
      content ??= readContent(fills ? keepEscapes(body) : body, verb, !native);
      return content;
    },
    hash,
  };
}

/** A page of another tool is a runbook when two of the sections that runbooks have are there. */
function guessType(roles: readonly (SectionRole | undefined)[]): EntryType {
  const telling: readonly SectionRole[] = ["when", "impact", "check", "steps"];
  return telling.filter((role) => roles.includes(role)).length >= 2 ? "runbook" : "answer";
}

const isCamelCase = (name: string) => /^[A-Za-z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+$/.test(name);

function spellOut(name: string): string {
  const words = splitCamelCase(name)
    .replace(/[-_.]+/g, " ")
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function missingFields(
  entry: Entry,
  fields: EntryFields,
  frontMatter: FrontMatter,
): readonly Problem[] {
  return requiredFields[entry.type]
    .filter(
      (key) => fields[key] === undefined && (frontMatter.fields[key] ?? undefined) === undefined,
    )
    .map((key) => ({
      rule: "K004",
      file: entry.file,
      message: `The front matter has no "${key}": every ${entry.type} needs one. Add "${key}: …".`,
      ...frontMatter.at([]),
    }));
}
