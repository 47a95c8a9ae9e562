import type { CatalogueFile } from "../catalogue.ts";
import { compare } from "../compare.ts";
import type { Corpus } from "../corpus.ts";
import { sha256 } from "../parse-page.ts";
import type { Found, Subject, Surroundings } from "./check.ts";
import { checks } from "./checks.ts";
import type { Finding } from "./finding.ts";
import { lintPageOf } from "./lint-page.ts";
import type { RuleWeights } from "./rule-weights.ts";
import { rules } from "./rules.ts";
import { applyWaivers, waiversIn } from "./waivers.ts";

export type LintGiven = Surroundings & {
  /** Stands before each file, `knowledge` for `knowledge/answers/vpn.md`. */
  readonly folder: string;
  /** Yaml files of the folder that are not part of the corpus. */
  readonly otherFiles: readonly CatalogueFile[];
  readonly weights: RuleWeights;
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
    yamlFiles: [...corpus.catalogueFiles, ...corpus.importFiles, ...given.otherFiles],
  };
  const applies = ({ rule, file }: Found) =>
    !rules[rule].nativeOnly || subject.pageByFile.get(file)?.entry.native !== false;
  const found = checks.flatMap((check) => [...check(subject)]).filter(applies);
  const waivers = [...corpus.pages.values()].flatMap(({ file, text }) =>
    text === undefined ? [] : waiversIn(text, file),
  );
  const left = applyWaivers(found, waivers);
  return { findings: toFindings(left.found, subject, given), waived: left.waived };
}

function toFindings(
  found: readonly Found[],
  subject: Subject,
  { folder, weights }: LintGiven,
): readonly Finding[] {
  const lineOf = createLineOf(subject);
  const seen = new Map<string, number>();
  const inOrder = [...found].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.line - b.line ||
      compare(a.rule, b.rule) ||
      a.column - b.column ||
      compare(a.message, b.message),
  );
  return inOrder.flatMap((one): Finding[] => {
    const rule = rules[one.rule];
    const severity = weights[one.rule] ?? one.severity ?? rule.severity;
    if (severity === "off") return [];
    const text = lineOf(one.file, one.line);
    const context = `${one.rule} ${one.file} ${(one.about ?? text).replace(/\s+/g, " ").trim()}`;
    const count = seen.get(context) ?? 0;
    seen.set(context, count + 1);
    const end = one.length === undefined ? text.trimEnd().length + 1 : one.column + one.length;
    return [
      {
        rule: one.rule,
        severity,
        file: folder === "" ? one.file : `${folder}/${one.file}`,
        line: one.line,
        column: one.column,
        end_line: one.line,
        end_column: Math.max(one.column + 1, end),
        message: one.message,
        why: rule.why,
        fix: null,
        entry: servedId(one.file, subject),
        fingerprint: sha256(count === 0 ? context : `${context} ${count}`).slice(0, 16),
      },
    ];
  });
}

function servedId(file: string, { pageByFile, corpus }: Subject): string | null {
  const entry = pageByFile.get(file)?.entry;
  return entry !== undefined && corpus.entryById.get(entry.id)?.file === file ? entry.id : null;
}

/** Splits a file into lines when its first finding asks for one. */
function createLineOf({ corpus, yamlFiles }: Subject): (file: string, line: number) => string {
  const texts = new Map(yamlFiles.map(({ file, text }) => [file, text]));
  const linesOf = new Map<string, readonly string[]>();
  return (file, line) => {
    const known = linesOf.get(file);
    const lines = known ?? (corpus.pages.get(file)?.text ?? texts.get(file) ?? "").split("\n");
    if (!known) linesOf.set(file, lines);
    return lines[line - 1] ?? "";
  };
}
