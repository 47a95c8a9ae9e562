import { createIndex } from "../../search/create-index.ts";
import type { Ranking } from "../../search/ranking.ts";
import type { Viewer } from "../audience.ts";
import { isServed } from "../availability.ts";
import { searchableEntry } from "../searchable-entry.ts";
import type { Check, Found, Subject } from "./check.ts";
import type { LintPage } from "./lint-page.ts";
import { createNearEntries } from "./near-entries.ts";
import { isOpenQuestion } from "./open-question.ts";

/** A rival that is less far behind in confidence wins as soon as somebody asks in other words. */
const leastMargin = 0.1;

/** About 0.5 ms each. */
const mostAskedInFull = 2_000;

/** K040, K041: each question is asked, with the rights of a member of every team, and must find its own entry. */
export const ownQuestions: Check = function* (subject) {
  const { corpus, catalogue, pages, today } = subject;
  const viewer = memberOfAll(subject);
  const served = corpus.entries.filter(
    (entry) => !entry.excluded && isServed(entry, viewer, today),
  );
  const searchables = served.map((entry) => searchableEntry(entry, catalogue));
  const index = createIndex(searchables);
  const asked = searchables.reduce((sum, { questions }) => sum + questions.length, 0);
  // As chat asks them, while that takes no longer than a second; of more questions only the likely rivals are asked.
  const nearEntries = asked > mostAskedInFull ? createNearEntries(searchables) : undefined;
  const ids = new Set(served.map(({ id }) => id));
  for (const page of pages) {
    const { id, file, questions, native } = page.entry;
    if (!native || !ids.has(id) || corpus.entryById.get(id)?.file !== file) continue;
    for (const [number, question] of questions.entries()) {
      if (isOpenQuestion(page, number)) continue;
      const rivals = nearEntries?.(question);
      const isAlone = rivals && (rivals.size === 0 || (rivals.size === 1 && rivals.has(id)));
      if (isAlone) continue;
      const allows = (one: string) => one === id || !rivals || rivals.has(one);
      const fault = faultOf(index.search(question, { allows }), page, question, subject);
      if (fault) yield { file, ...page.at(["questions", number]), ...fault, about: question };
    }
  }
};

function faultOf(
  { hits, explanation: { runnerUp } }: Ranking,
  { entry }: LintPage,
  question: string,
  { corpus }: Subject,
): Pick<Found, "rule" | "message"> | undefined {
  const named = (id: string) =>
    `"${corpus.entryById.get(id)?.title}" (${corpus.entryById.get(id)?.file})`;
  const [first] = hits;
  if (first?.id !== entry.id) {
    const instead = first ? `finds ${named(first.id)} first` : "finds nothing";
    return { rule: "K040", message: `"${question}" ${instead}, not this entry.` };
  }
  if (!runnerUp || runnerUp.behind >= leastMargin) return undefined;
  const percent = Math.round(runnerUp.behind * 100);
  return {
    rule: "K041",
    message: `"${question}" finds this entry, but ${named(runnerUp.id)} is only ${percent} % behind: expected ${leastMargin * 100} % or more.`,
  };
}

function memberOfAll({ corpus }: Subject): Viewer {
  const teams = corpus.entries.flatMap(({ audience }) =>
    typeof audience === "string" ? [] : audience,
  );
  return { kind: "member", person: { id: "everyone", roles: [] }, teams };
}
