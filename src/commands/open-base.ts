import { join } from "node:path";
import type { Config } from "../config.ts";
import { stranger, type Viewer, viewerOf } from "../knowledge/audience.ts";
import type { Corpus } from "../knowledge/corpus.ts";
import type { History } from "../knowledge/git-history.ts";
import { indexKnowledge, type KnowledgeBase } from "../knowledge/index-knowledge.ts";
import { loadHistory } from "../knowledge/load-history.ts";
import { loadKnowledge } from "../knowledge/load-knowledge.ts";
import type { Person } from "../knowledge/person.ts";
import { printProblem } from "../knowledge/problem.ts";
import { createNearest } from "../search/nearest.ts";
import { type World, writeLine } from "./world.ts";

/** More problems than this are counted, not printed: the answer is what was asked for. */
const mostPrinted = 5;

/**
 * Loads a knowledge folder for a command that asks it, and tells its problems on stderr. Its history is read meanwhile; of
 * one that takes longer the newest part counts.
 */
export async function openBase(
  options: { readonly knowledge?: string },
  config: Config,
  world: World,
): Promise<KnowledgeBase> {
  const folder = options.knowledge ?? config.knowledgeFolder;
  const patience = new AbortController();
  const loading = loadHistory(folder, world.env, patience.signal);
  try {
    const corpus = await loadKnowledge(folder);
    await tellProblems(corpus, folder, world);
    let history: History = new Map();
    const base = indexKnowledge(corpus, () => history, config.thresholds);
    const timer = setTimeout(() => patience.abort(), world.patienceMs);
    ({ history } = await loading);
    clearTimeout(timer);
    return base;
  } finally {
    patience.abort();
  }
}

async function tellProblems({ problems }: Corpus, folder: string, world: World): Promise<void> {
  for (const problem of problems.slice(0, mostPrinted)) {
    await writeLine(world.stderr, printProblem({ ...problem, file: join(folder, problem.file) }));
  }
  if (problems.length > mostPrinted) {
    const rest = problems.length - mostPrinted;
    await writeLine(world.stderr, `… and ${rest} more; "ama knowledge index" lists them all.`);
  }
}

/** The day it is where the company is: now, or at the instant that the command was given. */
export function dayOf(
  at: Temporal.Instant | undefined,
  config: Config,
  { clock, timeZone }: World,
): Temporal.PlainDate {
  return (at ?? clock.now()).toZonedDateTimeISO(config.timeZone ?? timeZone).toPlainDate();
}

/** The rights of the person named; nobody named, or nobody known, has a stranger's, and the latter is told. */
export async function viewerNamed(
  name: string | undefined,
  corpus: Corpus,
  today: Temporal.PlainDate,
  world: World,
): Promise<Viewer> {
  const person = await personNamed(name, corpus, world);
  return person ? viewerOf(person, corpus.catalogue.teams, today) : stranger;
}

/** The person with that id; undefined for nobody named, and for nobody known, which is told. */
export async function personNamed(
  name: string | undefined,
  { catalogue }: Corpus,
  world: World,
): Promise<Person | undefined> {
  if (name === undefined) return undefined;
  const person = catalogue.people.find(({ id }) => id === name);
  if (person) return person;
  const nearest = createNearest(
    catalogue.people.map(({ id, name: spoken }) => ({ item: id, names: [id, spoken ?? id] })),
  )(name, 1)[0];
  const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
  await writeLine(
    world.stderr,
    `${JSON.stringify(name)} is nobody in people.yaml, and gets a stranger's answers.${hint}`,
  );
  return undefined;
}
