import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BotError } from "../kernel/bot-error.ts";
import { errorCode } from "../kernel/error-code.ts";
import { type CatalogueFile, parseCatalogue } from "../knowledge/catalogue.ts";
import { listKnowledge, readKnowledge } from "../knowledge/load-knowledge.ts";
import { loadRevision } from "../knowledge/load-revision.ts";
import { readPageText } from "../knowledge/page-text.ts";
import type { Problem } from "../knowledge/problem.ts";
import { type Oncall, oncallOf } from "./oncall.ts";
import { oncallFileName } from "./oncall-file.ts";

/** On-call as it was read from a folder. */
export type LoadedOncall = {
  readonly oncall: Oncall;
  /** people.yaml, services.yaml and what they import, as far as they can be read. */
  readonly catalogueFiles: readonly CatalogueFile[];
  /** The text of oncall.yaml; undefined when there is none. */
  readonly text: string | undefined;
  /** What is wrong with the files beside oncall.yaml. */
  readonly problems: readonly Problem[];
};

/**
 * Reads people.yaml, oncall.yaml and services.yaml of a folder; each may be missing, and no other file is looked into.
 *
 * @throws BotError KNOWLEDGE_MISSING when there is no such folder, INPUT_UNREADABLE when oncall.yaml is no text
 */
export async function loadOncall(folder: string): Promise<LoadedOncall> {
  const listing = await listKnowledge(folder);
  const read = await readKnowledge(folder, { ...listing, pages: [] });
  const files = [...read.catalogue, ...read.imports];
  const { catalogue, problems } = parseCatalogue(read.catalogue, read.imports);
  const text = await oncallText(join(folder, oncallFileName));
  const ofYaml = read.problems.filter(({ file }) => /\.ya?ml$/.test(file));
  return {
    oncall: oncallOf(text, catalogue),
    catalogueFiles: files,
    text,
    problems: [...ofYaml, ...problems],
  };
}

/** Reads the same files as they were at a revision; imports of services are left out, which on-call does not need. */
export async function loadOncallAt(
  folder: string,
  revision: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Oncall> {
  const names = ["people.yaml", "services.yaml", oncallFileName];
  const found = await loadRevision(folder, revision, names, env);
  const textOf = (file: string) => {
    const bytes = found.get(file);
    const read = bytes && readPageText(bytes, file);
    return read && "text" in read ? read.text : undefined;
  };
  const own = ["people.yaml", "services.yaml"].flatMap((file) => {
    const text = textOf(file);
    return text === undefined ? [] : [{ file, text }];
  });
  return oncallOf(textOf(oncallFileName), parseCatalogue(own, []).catalogue);
}

async function oncallText(path: string): Promise<string | undefined> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    const code = errorCode(cause);
    if (code === "ENOENT") return undefined;
    throw unreadable(path, code ?? "unknown reason", cause);
  });
  if (bytes === undefined) return undefined;
  const read = readPageText(bytes, oncallFileName);
  if ("text" in read) return read.text;
  throw unreadable(path, read.problem.message, undefined);
}

function unreadable(path: string, why: string, cause: unknown): BotError {
  return new BotError(
    "INPUT_UNREADABLE",
    `${path} cannot be read (${why}): expected a text of YAML. Correct its permissions or its content, or remove it.`,
    { cause },
  );
}
