import type { Corpus } from "../corpus.ts";
import type { Found, Subject, Surroundings } from "./check.ts";
import { checks } from "./checks.ts";
import type { Finding } from "./finding.ts";
import { findingsOf } from "./findings-of.ts";
import { lintPageOf } from "./lint-page.ts";
import type { RuleWeights } from "./rule-weights.ts";
import { rules } from "./rules.ts";
import { applyWaivers, waiversIn } from "./waivers.ts";

export type LintGiven = Surroundings & {
  /** Stands before each file, `knowledge` for `knowledge/answers/vpn.md`. */
  readonly folder: string;
  readonly weights: RuleWeights;
  /** What others found in the yaml files, who know what these mean. */
  readonly alsoFound?: readonly Found[];
};

export type Linted = {
  /** By file, line and rule. */
  readonly findings: readonly Finding[];
  /** How many more there are that the pages waive. */
  readonly waived: number;
};

/** Applies every rule to a corpus as it was loaded; pure. */
export function lintCorpus(corpus: Corpus, given: LintGiven): Linted {
  const pages = [...corpus.pages.values()].flatMap((page) => lintPageOf(page) ?? []);
  const subject: Subject = {
    today: given.today,
    exists: given.exists,
    checkedOf: given.checkedOf,
    corpus,
    catalogue: corpus.catalogue,
    pages,
    pageByFile: new Map(pages.map((page) => [page.file, page])),
    yamlFiles: [...corpus.catalogueFiles, ...corpus.importFiles],
  };
  const applies = ({ rule, file }: Found) =>
    !rules[rule].nativeOnly || subject.pageByFile.get(file)?.entry.native !== false;
  const own = checks.flatMap((check) => [...check(subject)]);
  const found = [...own, ...(given.alsoFound ?? [])].filter(applies);
  const waivers = [...corpus.pages.values()].flatMap(({ file, text }) =>
    text === undefined ? [] : waiversIn(text, file),
  );
  const left = applyWaivers(found, waivers);
  const texts = new Map(subject.yamlFiles.map(({ file, text }) => [file, text]));
  const findings = findingsOf(left.found, {
    ...given,
    textOf: (file) => corpus.pages.get(file)?.text ?? texts.get(file),
    entryOf: (file) => servedId(file, subject),
  });
  return { findings, waived: left.waived };
}

function servedId(file: string, { pageByFile, corpus }: Subject): string | null {
  const entry = pageByFile.get(file)?.entry;
  return entry !== undefined && corpus.entryById.get(entry.id)?.file === file ? entry.id : null;
}
