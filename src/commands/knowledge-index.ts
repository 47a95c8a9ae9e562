import { join } from "node:path";
import { docText } from "../chat/doc-text.ts";
import { markdownDoc } from "../chat/markdown-doc.ts";
import { parseConfig, readConfig } from "../config.ts";
import type { Corpus } from "../knowledge/corpus.ts";
import type { Entry } from "../knowledge/entry.ts";
import { type Checked, freshnessAt, lastChecked } from "../knowledge/freshness.ts";
import type { History } from "../knowledge/git-history.ts";
import { loadHistory } from "../knowledge/load-history.ts";
import { loadKnowledge } from "../knowledge/load-knowledge.ts";
import { placeholdersIn } from "../knowledge/placeholder.ts";
import { plainText } from "../knowledge/plain-text.ts";
import { printProblem } from "../knowledge/problem.ts";
import { dayOf } from "./open-base.ts";
import type { IndexOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Lists what a knowledge folder serves and what is wrong with it. */
export async function knowledgeIndex(options: IndexOptions, world: World): Promise<ExitCode> {
  const folder = options.knowledge ?? parseConfig(world.env).knowledgeFolder;
  const today = dayOf(undefined, readConfig(world.env).config, world);
  const corpus = await loadKnowledge(folder);
  if (options.json) {
    const { history } = await loadHistory(folder, world.env);
    await writeLine(world.stdout, JSON.stringify(indexJson(corpus, history, today)));
  } else await writeLine(world.stdout, indexText(corpus, folder));
  return 0;
}

function indexText({ entries, catalogue, problems }: Corpus, folder: string): string {
  const count = (type: Entry["type"]) => entries.filter((entry) => entry.type === type).length;
  return [
    ...entries.map((entry) => `${entry.type.padEnd(9)}  ${entry.id}  ${entry.title}`),
    "",
    `${entries.length} entries: ${count("answer")} answers, ${count("runbook")} runbooks, ${count("checklist")} checklists, ${count("pointer")} pointers; ${catalogue.services.length} services, ${catalogue.people.length} people in ${catalogue.teams.length} teams.`,
    `${problems.length} ${problems.length === 1 ? "problem" : "problems"}${problems.length > 0 ? ":" : "."}`,
    ...problems.map((problem) => printProblem({ ...problem, file: join(folder, problem.file) })),
  ].join("\n");
}

function indexJson(corpus: Corpus, history: History, today: Temporal.PlainDate) {
  return {
    version: 1,
    hash: corpus.hash,
    entries: corpus.entries.map((entry) => {
      const { people } = corpus.catalogue;
      const checked = lastChecked(entry, history.get(entry.file) ?? [], people, today);
      return entryJson(entry, checked, today);
    }),
    services: corpus.catalogue.services.map(({ id, name, aliases, owner }) => ({
      id,
      name,
      aliases,
      owner,
    })),
    problems: corpus.problems.map(({ rule, file, line, column, message }) => ({
      rule,
      file,
      line,
      column,
      message,
    })),
  };
}

function entryJson(entry: Entry, checked: Checked | undefined, today: Temporal.PlainDate) {
  const { answer, lead, sections, steps } = entry.content();
  const everything = [...lead, ...sections.flatMap(({ nodes }) => nodes)];
  return {
    id: entry.id,
    type: entry.type,
    title: entry.title,
    path: entry.file,
    native: entry.native,
    owner: entry.owner ?? null,
    audience: entry.audience,
    status: entry.status,
    services: entry.services,
    actions: entry.actions,
    alerts: entry.alerts,
    environments: Object.keys(entry.environments),
    danger: entry.danger,
    questions: entry.questions,
    answer: docText(markdownDoc(answer)),
    sections: sections.map(({ role, heading }) => ({ role: role ?? null, heading })),
    steps:
      entry.type === "runbook"
        ? steps.map(({ text, fences }, index) => ({
            n: index + 1,
            text,
            commands: fences
              .filter(({ attributes }) => attributes.output !== "true")
              .map(({ code }) => code),
          }))
        : [],
    placeholders: entry.native ? placeholdersIn(everything.map(plainText).join("\n")) : [],
    last_checked: checked?.on.toString() ?? null,
    freshness: freshnessAt(entry, checked, today),
    redirect_from: entry.redirectFrom,
  };
}
