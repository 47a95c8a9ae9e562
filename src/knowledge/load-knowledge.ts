import { glob, lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { BotError } from "../kernel/bot-error.ts";
import { errorCode } from "../kernel/error-code.ts";
import { type CatalogueFile, importsOf, oncallFileName, wifiFileName } from "./catalogue.ts";
import { assembleCorpus, type Corpus } from "./corpus.ts";
import type { Entry } from "./entry.ts";
import { isPageName } from "./entry-id.ts";
import type { KnowledgeFiles } from "./knowledge-files.ts";
import { mostPageBytes, readPageText, tooLarge } from "./page-text.ts";
import type { PageFile } from "./parse-page.ts";
import type { Problem } from "./problem.ts";

const typeFolders: Readonly<Record<string, Entry["type"]>> = {
  answers: "answer",
  runbooks: "runbook",
  checklists: "checklist",
};
const catalogueNames = ["services.yaml", "people.yaml", oncallFileName, wifiFileName];
/** A folder nested deeper is a mistake, or a trap. */
const deepestFolder = 16;
/** One pattern of `import` that matches more files than this was meant otherwise. */
const mostImports = 500;

/** A file of the folder, before it is read. */
type Found = {
  readonly file: string;
  readonly path: string;
  readonly bytes: number;
  readonly stamp: string;
};

export type Listing = {
  readonly pages: readonly Found[];
  readonly catalogue: readonly Found[];
  readonly problems: readonly Problem[];
  /** Changes whenever a file is added, removed or written. */
  readonly fingerprint: string;
};

/**
 * Loads a knowledge folder; what cannot be read or served is in the corpus' problems.
 *
 * @param previous what is in force now: its good versions stand in for broken ones, and unchanged pages are not parsed again
 * @throws BotError KNOWLEDGE_MISSING when there is no such folder, KNOWLEDGE_EMPTY when no page in it can be served
 */
export async function loadKnowledge(folder: string, previous?: Corpus): Promise<Corpus> {
  const corpus = assembleCorpus(await readKnowledge(folder, await listKnowledge(folder)), previous);
  if (corpus.entries.length > 0) return corpus;
  const [first] = corpus.problems;
  throw new BotError(
    "KNOWLEDGE_EMPTY",
    `${folder} holds no entry that can be served${first ? ` (${first.file}:${first.line} ${first.message})` : ""}: expected Markdown files below answers/, runbooks/ or checklists/. Add one, or name another folder with --knowledge or AMA_KNOWLEDGE.`,
  );
}

/**
 * Lists the files of a knowledge folder without reading them. A folder without `answers`, `runbooks` and `checklists` is one
 * tree of pages. Names that begin with `.` or `_` (but `_index`) and `node_modules` are passed over; a link that leads out
 * of the folder is a problem.
 *
 * @param imports what services.yaml was last seen to import; these files only count for the fingerprint
 * @throws BotError KNOWLEDGE_MISSING
 */
export async function listKnowledge(
  folder: string,
  imports: readonly string[] = [],
): Promise<Listing> {
  const root = await realpath(folder).catch((cause: unknown) => {
    throw missing(folder, cause);
  });
  const names = await readdir(root).catch((cause: unknown) => {
    throw missing(folder, cause);
  });
  const problems: Problem[] = [];
  const pages: Found[] = [];
  const typed = Object.keys(typeFolders).filter((name) => names.includes(name));
  if (typed.length === 0) await walk("", 0);
  for (const name of typed) {
    const found = await look(name, name);
    if (found?.kind === "folder") await walk(name, 0);
  }
  const catalogue: Found[] = [];
  for (const name of catalogueNames.filter((one) => names.includes(one))) {
    const found = await look(name, name);
    if (found?.kind === "file") catalogue.push(found.file);
  }
  const imported: Found[] = [];
  for (const pattern of imports) {
    for (const file of await matching(folder, pattern)) {
      const found = await look(file, file);
      if (found) imported.push(found.file);
    }
  }
  const stamps = [...pages, ...catalogue, ...imported].map(({ file, stamp }) => `${file} ${stamp}`);
  const faults = problems.map(({ file, message }) => `${file} ${message}`);
  return { pages, catalogue, problems, fingerprint: [...stamps, ...faults].join("\n") };

  async function walk(below: string, depth: number): Promise<void> {
    const entries = await readdir(join(root, below)).catch((cause: unknown) => {
      problems.push(unreadable(below, cause));
      return [];
    });
    for (const name of entries.sort()) {
      if (/^(?:\.|_(?!index\b)|node_modules$)/.test(name)) continue;
      const file = below === "" ? name : `${below}/${name}`;
      const path = typed.length > 0 ? file.slice(file.indexOf("/") + 1) : file;
      const found = await look(file, path);
      if (found?.kind === "folder" && depth < deepestFolder) await walk(file, depth + 1);
      else if (found?.kind === "file" && isPageName(name)) pages.push(found.file);
    }
  }

  async function look(file: string, path: string) {
    const full = join(root, file);
    try {
      if ((await lstat(full)).isSymbolicLink()) {
        const target = await realpath(full);
        const fromRoot = relative(root, target);
        // A name may begin with two dots: so do the folders behind the links of a Kubernetes ConfigMap.
        if (fromRoot.split(sep)[0] === ".." || isAbsolute(fromRoot)) {
          const telling = isPageName(file) || catalogueNames.includes(file);
          if (telling || (await stat(full)).isDirectory()) problems.push(leadsOut(file));
          return undefined;
        }
        // A link to a folder above itself would never end.
        if (full.startsWith(target.endsWith(sep) ? target : `${target}${sep}`)) return undefined;
      }
      const facts = await stat(full);
      const stamp = `${facts.size} ${facts.mtimeMs} ${facts.ctimeMs} ${facts.ino}`;
      const found: Found = { file, path, bytes: facts.size, stamp };
      return {
        kind: facts.isDirectory()
          ? ("folder" as const)
          : facts.isFile()
            ? ("file" as const)
            : undefined,
        file: found,
      };
    } catch (cause) {
      if (isPageName(file)) problems.push(unreadable(file, cause));
      return undefined;
    }
  }
}

/** Reads what was listed, and what services.yaml imports. */
export async function readKnowledge(folder: string, listing: Listing): Promise<KnowledgeFiles> {
  const problems: Problem[] = [...listing.problems];
  const pages: PageFile[] = [];
  for (const { file, path, bytes } of listing.pages) {
    if (bytes > mostPageBytes) {
      problems.push(tooLarge(file, bytes));
      continue;
    }
    try {
      const folderType = path === file ? undefined : typeFolders[file.slice(0, file.indexOf("/"))];
      pages.push({ file, path, folderType, bytes: await readFile(join(folder, file)) });
    } catch (cause) {
      problems.push(unreadable(file, cause));
    }
  }
  const catalogue: CatalogueFile[] = [];
  for (const { file } of listing.catalogue) await readText(file, catalogue);
  const services = catalogue.find(({ file }) => file === "services.yaml");
  const imports: CatalogueFile[] = [];
  for (const pattern of services ? importsOf(services.text) : []) {
    const matches = await matching(folder, pattern);
    if (matches.length === 0 || matches.length > mostImports) {
      const message = `"import" names "${pattern}", which matches ${matches.length === 0 ? "no file" : `more than ${mostImports} files`}: expected a path or pattern relative to services.yaml. Correct it.`;
      problems.push({ rule: "K003", file: "services.yaml", line: 1, column: 1, message });
      continue;
    }
    for (const file of matches) await readText(file, imports);
  }
  return { pages, catalogue, imports, problems };

  async function readText(file: string, into: CatalogueFile[]): Promise<void> {
    try {
      const read = readPageText(await readFile(join(folder, file)), file);
      if ("problem" in read) problems.push(read.problem);
      else into.push({ file, text: read.text });
    } catch (cause) {
      problems.push(unreadable(file, cause));
    }
  }
}

async function matching(folder: string, pattern: string): Promise<readonly string[]> {
  const matches: string[] = [];
  if (isAbsolute(pattern)) return matches;
  for await (const match of glob(pattern, { cwd: folder })) {
    matches.push(match.split(sep).join("/"));
    if (matches.length > mostImports) break;
  }
  return matches.sort();
}

function missing(folder: string, cause: unknown): BotError {
  return new BotError(
    "KNOWLEDGE_MISSING",
    `The knowledge folder "${folder}" cannot be read (${reason(cause)}): expected a folder with answers/, runbooks/ or checklists/. Name the right one with --knowledge or AMA_KNOWLEDGE.`,
    { cause },
  );
}

function unreadable(file: string, cause: unknown): Problem {
  const message = `The file cannot be read (${reason(cause)}). Correct its permissions, or remove it.`;
  return { rule: "K006", file, line: 1, column: 1, message };
}

function leadsOut(file: string): Problem {
  const message =
    "This is a link that leads out of the knowledge folder. Put the file itself here.";
  return { rule: "K006", file, line: 1, column: 1, message };
}

/** Node's code for the fault (`ENOENT`, `EACCES`), which is short and names no path. */
function reason(cause: unknown): string {
  return errorCode(cause) ?? "unknown reason";
}
