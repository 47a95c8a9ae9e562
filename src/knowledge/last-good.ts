import { type CatalogueFile, parseCatalogue } from "./catalogue.ts";
import type { Entry } from "./entry.ts";
import type { KnowledgeFiles } from "./knowledge-files.ts";
import type { ParsedPage } from "./parse-page.ts";
import type { Problem } from "./problem.ts";

/** What was in force before a folder was read again. */
export type Before = {
  readonly entries: readonly Entry[];
  readonly catalogueFiles: readonly CatalogueFile[];
  readonly importFiles: readonly CatalogueFile[];
};

/** Adds to a problem that it changes nothing yet. */
export function keptGood<T extends Problem>(problem: T): T {
  return {
    ...problem,
    message: `${problem.message} Until then the last good version stays in force.`,
  };
}

/** The pages that can be served: as they are now, or, where that cannot be read, as they were. */
export function goodPages(
  files: KnowledgeFiles,
  pages: ReadonlyMap<string, ParsedPage>,
  before: Before | undefined,
): { readonly entries: readonly Entry[]; readonly problems: readonly Problem[] } {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  const lastFiles = before?.catalogueFiles.concat(before.importFiles) ?? [];
  for (const problem of files.problems) {
    // It may be a folder that cannot be read.
    const last = (before?.entries ?? []).filter(
      ({ file }) => file === problem.file || file.startsWith(`${problem.file}/`),
    );
    const isKept = last.length > 0 || lastFiles.some(({ file }) => file === problem.file);
    problems.push(isKept ? keptGood(problem) : problem);
    entries.push(...last);
  }
  const inForce = new Map(before?.entries.map((entry) => [entry.file, entry]));
  for (const page of pages.values()) {
    const last = page.entry ? undefined : inForce.get(page.file);
    problems.push(...(last ? page.problems.map(keptGood) : page.problems));
    const entry = page.entry ?? last;
    if (entry) entries.push(entry);
  }
  return { entries, problems };
}

/** The catalogue's files: as they are now, or, where that cannot be read as YAML, as they were. */
export function goodCatalogue(
  files: KnowledgeFiles,
  before: Before | undefined,
): {
  readonly own: readonly CatalogueFile[];
  readonly imports: readonly CatalogueFile[];
  readonly problems: readonly Problem[];
} {
  const unreadable = new Set(files.problems.map((problem) => problem.file));
  const own = lastReadable(files.catalogue, before?.catalogueFiles, unreadable);
  // Which files to import is said in services.yaml: with its last version stay those that it named.
  const named = own.kept.has("services.yaml") ? before?.importFiles : undefined;
  const imports = lastReadable(named ?? files.imports, before?.importFiles, unreadable);
  return {
    own: own.files,
    imports: imports.files,
    problems: [...own.problems, ...imports.problems],
  };
}

function lastReadable(
  now: readonly CatalogueFile[],
  before: readonly CatalogueFile[] = [],
  unreadable: ReadonlySet<string>,
) {
  const kept = new Set(unreadable);
  const problems: Problem[] = [];
  const files = now.map((file) => {
    const last = before.find((one) => one.file === file.file);
    const read = last && parseCatalogue([file], []);
    if (!read || read.broken.length === 0) return file;
    problems.push(...read.problems.map(keptGood));
    kept.add(file.file);
    return last;
  });
  const present = new Set(now.map(({ file }) => file));
  const absent = before.filter(({ file }) => kept.has(file) && !present.has(file));
  return { files: [...files, ...absent], kept, problems };
}
