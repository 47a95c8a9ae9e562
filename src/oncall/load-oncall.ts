import { join } from "node:path";
import { BotError } from "../kernel/bot-error.ts";
import { type CatalogueFile, oncallFileName, parseCatalogue } from "../knowledge/catalogue.ts";
import { listKnowledge, readKnowledge } from "../knowledge/load-knowledge.ts";
import { loadRevision } from "../knowledge/load-revision.ts";
import { readPageText } from "../knowledge/page-text.ts";
import { type Problem, printProblem } from "../knowledge/problem.ts";
import { type Oncall, oncallOf } from "./oncall.ts";

/** On-call as it was read from a folder. */
export type LoadedOncall = {
  readonly oncall: Oncall;
  /** people.yaml, oncall.yaml, services.yaml and what it imports, as far as they can be read. */
  readonly catalogueFiles: readonly CatalogueFile[];
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
  const unreadable = read.problems.find(({ file }) => file === oncallFileName);
  if (unreadable) {
    const where = printProblem({ ...unreadable, file: join(folder, oncallFileName) });
    throw new BotError("INPUT_UNREADABLE", where);
  }
  const { catalogue, problems } = parseCatalogue(read.catalogue, read.imports);
  const text = read.catalogue.find(({ file }) => file === oncallFileName)?.text;
  const ofYaml = read.problems.filter(({ file }) => /\.ya?ml$/.test(file));
  return {
    oncall: oncallOf(text, catalogue),
    catalogueFiles: [...read.catalogue, ...read.imports],
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
