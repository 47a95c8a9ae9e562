import { auroc } from "../../../src/knowledge/calibration/judged.ts";
import { createChance } from "../chance.ts";
import { type Entry, type Question, type QuestionSet, sampled } from "../load-sets.ts";
import { quantile } from "../report.ts";
import {
  type Asked,
  type Estimate,
  isDoubtful,
  judge,
  type Outcomes,
  outcomesFrom,
  portableThreshold,
  recall,
} from "./metrics.ts";
import type { Search, SearchSystem } from "./systems.ts";
import { withTypo } from "./typo.ts";

type Most = { readonly asked: number; readonly misspelt: number };
const most: Most = { asked: 1_500, misspelt: 500 };
const mostOfSlow: Most = { asked: 300, misspelt: 300 };
/** On long texts a slow system takes a third of a second for each. */
const mostOfSlowOnBodies: Most = { asked: 40, misspelt: 20 };

export type Split = Question["split"];
type Timed = Asked & { readonly tookMs: number };

/** What a system found for the questions of a set. */
export type Run = {
  readonly set: string;
  readonly dev: readonly Timed[];
  readonly test: readonly Timed[];
  /** The same questions as they are, and with a typo in a content word. */
  readonly spelt: readonly Asked[];
  readonly misspelt: readonly Asked[];
};

/** Asks a system the questions of a set; of more than it has time for, the same ones on every run. */
export function runSet(system: SearchSystem, { name, entries, questions }: QuestionSet): Run {
  const search = system.create(entries);
  const limit = limitOf(system, entries);
  const ofSplit = (split: Split) =>
    sampled(
      questions.filter((question) => question.split === split),
      limit.asked,
    );
  const chance = createChance(1);
  const pairs = sampled(
    questions.filter(({ gold, split }) => split === "test" && gold.length > 0),
    limit.misspelt,
  ).flatMap((question) => {
    const text = withTypo(question.text, chance);
    return text === undefined ? [] : { spelt: question, misspelt: { ...question, text } };
  });
  return {
    set: name,
    dev: ask(search, ofSplit("dev")),
    test: ask(search, ofSplit("test")),
    spelt: ask(
      search,
      pairs.map(({ spelt }) => spelt),
    ),
    misspelt: ask(
      search,
      pairs.map(({ misspelt }) => misspelt),
    ),
  };
}

function limitOf({ slow }: SearchSystem, entries: readonly Entry[]): Most {
  if (!slow) return most;
  return entries.some(({ body }) => body !== "") ? mostOfSlowOnBodies : mostOfSlow;
}

function ask(search: Search, questions: readonly Question[]): readonly Timed[] {
  return questions.map(({ text, gold }) => {
    const begun = performance.now();
    const found = search(text);
    return { gold, found, tookMs: performance.now() - begun };
  });
}

/** What the tables say of one system, set and split. */
export type Figures = {
  readonly set: string;
  readonly first: Estimate;
  readonly firstFive: Estimate;
  /** Right first hits against everything else. */
  readonly auroc: number;
  /** At the portable threshold; none for a set in which every question has an answer, which is only ranked. */
  readonly outcomes: Outcomes | undefined;
  readonly p50Ms: number;
};

/** The figures of a system over all its runs, which teach each other their thresholds. */
export function figuresOf(runs: readonly Run[], split: Split): readonly Figures[] {
  const devOf = new Map(runs.map(({ set, dev }) => [set, dev]));
  return runs.map(({ set, [split]: asked }) => ({
    set,
    first: recall(asked, 1),
    firstFive: recall(asked, 5),
    auroc: isDoubtful(asked) ? auroc(judge(asked)) : Number.NaN,
    outcomes: isDoubtful(asked) ? outcomesFrom(portableThreshold(set, devOf), asked) : undefined,
    p50Ms: quantile(
      asked.map(({ tookMs }) => tookMs),
      0.5,
    ),
  }));
}

/** How much R@1 the typos of a run cost, with the standard error of the difference between pairs. */
export function typoLoss({ spelt, misspelt }: Run): Estimate {
  const isRight = ({ gold, found: [first] }: Asked) =>
    first !== undefined && gold.includes(first.id);
  const losses = spelt.map((one, at) => {
    const other = misspelt[at];
    return Number(isRight(one)) - Number(other !== undefined && isRight(other));
  });
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  const variance = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / losses.length;
  return { mean, error: Math.sqrt(variance / losses.length) };
}
