import type { Problem } from "../problem.ts";
import type { Check, Found, Subject } from "./check.ts";
import { isRuleId } from "./rules.ts";

/** K001, K002, K003, K004, K006, K010: what loading the folder has told already. */
export const loadingProblems: Check = (subject) =>
  subject.corpus.problems.map((problem): Found => {
    const { rule, file, line, column, message } = problem;
    const place = rule === "K010" ? placeOfId(problem, subject) : { line, column };
    return { rule: isRuleId(rule) ? rule : "K003", file, ...place, message, about: message };
  });

/** Loading tells an id that is taken at the top of the page. */
function placeOfId(problem: Problem, { pageByFile, corpus }: Subject) {
  const page = pageByFile.get(problem.file);
  if (!page) return { line: problem.line, column: problem.column };
  const { id, redirectFrom, file } = page.entry;
  if (corpus.entryById.get(id)?.file !== file) return page.at(["id"]);
  const taken = redirectFrom.findIndex((one) => one !== id && corpus.entryById.has(one));
  return page.at(["redirect_from", taken]);
}
