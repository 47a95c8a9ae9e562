import { type Catalogue, type CatalogueFile, parseCatalogue } from "./catalogue.ts";
import { claimIds } from "./claim-ids.ts";
import { compare } from "./compare.ts";
import type { Entry } from "./entry.ts";
import type { KnowledgeFiles } from "./knowledge-files.ts";
import { goodCatalogue, goodPages } from "./last-good.ts";
import { type ParsedPage, parsePage, sha256 } from "./parse-page.ts";
import type { Problem } from "./problem.ts";

/** All entries in force, and what they refer to. */
export type Corpus = {
  /** By file. */
  readonly entries: readonly Entry[];
  readonly entryById: ReadonlyMap<string, Entry>;
  readonly catalogue: Catalogue;
  /** By file and line. */
  readonly problems: readonly Problem[];
  /** Over the normalised content: same files, same hash, on every system. */
  readonly hash: string;
  /** Each page as it was read last, so that an unchanged file is not read again. */
  readonly pages: ReadonlyMap<string, ParsedPage>;
  /** services.yaml and people.yaml in the last version that could be read, and oncall.yaml and wifi.yaml as they are. */
  readonly catalogueFiles: readonly CatalogueFile[];
  readonly importFiles: readonly CatalogueFile[];
};

/**
 * Makes a corpus of a folder. A broken page takes down only itself: while `previous` holds a good version of it, that one
 * stays in force, and the problem says so; the same for services.yaml and people.yaml. Of two pages with one id the one
 * that held it before stays, else the first by path.
 */
export function assembleCorpus(files: KnowledgeFiles, previous?: Corpus): Corpus {
  const pages = new Map<string, ParsedPage>();
  for (const page of files.pages) {
    const known = previous?.pages.get(page.file);
    pages.set(page.file, known?.hash === sha256(page.bytes) ? known : parsePage(page));
  }
  const readable = goodPages(files, pages, previous);
  const claimed = claimIds(readable.entries, previous?.entries ?? []);
  const written = goodCatalogue(files, previous);
  const read = parseCatalogue(written.own, written.imports);
  const entries = [...claimed.entryById.values()].sort((a, b) => compare(a.file, b.file));
  const problems = [
    ...readable.problems,
    ...claimed.problems,
    ...written.problems,
    ...read.problems,
  ];
  return {
    entries,
    entryById: claimed.entryById,
    catalogue: read.catalogue,
    problems: problems.sort((a, b) => compare(a.file, b.file) || a.line - b.line),
    hash: hashOf(entries, [...written.own, ...written.imports]),
    pages,
    catalogueFiles: written.own,
    importFiles: written.imports,
  };
}

function hashOf(entries: readonly Entry[], files: readonly CatalogueFile[]): string {
  const lines = entries.map(({ file, id, hash }) => `${file} ${id} ${hash}`);
  const texts = files.map(({ file, text }) => `${file} ${sha256(text)}`);
  return sha256([...lines, ...texts].join("\n"));
}
