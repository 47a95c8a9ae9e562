import type { Entry } from "../knowledge/entry.ts";
import { findSecrets } from "../knowledge/secrets.ts";
import { loneNumber } from "./lone-number.ts";
import { type ParamRule, paramRule } from "./param-rule.ts";
import { printable } from "./printable.ts";
import { type NamedValue, valuesByName } from "./values-by-name.ts";
import { valuesByPattern } from "./values-by-pattern.ts";
import { wordsOf } from "./words-of.ts";

/** What somebody said for a param, which must not have it. */
export type RefusedValue = {
  readonly name: string;
  /** What was said, shortened; a secret is not shown. */
  readonly found: string;
  /** In words that end a sentence: `a whole number from 2 to 12`. */
  readonly expected: string;
};

type SaidValues = {
  readonly values: Readonly<Record<string, string>>;
  /** In the order of the params. */
  readonly refused: readonly RefusedValue[];
};

type Verdict = { readonly value: string } | Omit<RefusedValue, "name">;

const longestShown = 80;

/**
 * Reads the values that somebody gives to a runbook's params.
 *
 * By a param's name first (`replicas=4`, `reason "disk is full"`, `4 replicas`); else by the one word of the text that fits
 * a pattern made for few words; else, where one param alone is a number, by the one number of the text. Several values
 * for one param are none, and so is a word that fits two params. Refused is only what was clearly meant for a param.
 */
export function valuesSaid(text: string, params: Entry["params"]): SaidValues {
  const rules = new Map(Object.entries(params).map(([name, param]) => [name, paramRule(param)]));
  const named = valuesByName(text, rules);
  const verdicts = new Map<string, Verdict>();
  for (const [name, rule] of rules) {
    const verdict = verdictOnNamed(
      name,
      rule,
      named.filter((one) => one.name === name),
    );
    if (verdict) verdicts.set(name, verdict);
  }
  const rest = without(text, named);
  const words = wordsOf(rest);
  if (wordsOf(text).length > 1) {
    const telling = [...rules].filter(
      ([name, { kind }]) =>
        kind === "telling" && params[name]?.pattern !== undefined && !verdicts.has(name),
    );
    for (const [name, value] of valuesByPattern(rest, words, new Map(telling))) {
      verdicts.set(name, verdictOn(name, value, rules.get(name)));
    }
  }
  const numbers = [...rules].filter(([, { isNumber }]) => isNumber);
  const [[name, rule] = ["", undefined]] = numbers;
  const param = params[name];
  if (numbers.length === 1 && param && !verdicts.has(name)) {
    const taken = [...verdicts.values()].map((one) => ("value" in one ? one.value : ""));
    const number = loneNumber(
      words.filter((word) => !taken.includes(word.text)),
      param,
    );
    if (number && (number.isGoal || rule?.accepts(number.text))) {
      verdicts.set(name, verdictOn(name, number.text, rule));
    }
  }
  return sorted([...rules.keys()], verdicts);
}

function verdictOnNamed(
  name: string,
  rule: ParamRule,
  said: readonly NamedValue[],
): Verdict | undefined {
  const assigned = said.filter(({ form }) => form === "assigned").map(({ value }) => value);
  const values = assigned.length > 0 ? assigned : said.map(({ value }) => value);
  const verdicts = [...new Set(values)].map((value) => verdictOn(name, value, rule));
  const accepted = verdicts.flatMap((verdict) => ("value" in verdict ? [verdict.value] : []));
  const [value, another] = accepted;
  if (value === undefined) return verdicts.at(-1);
  if (another === undefined) return { value };
  if (assigned.length === 0) return undefined;
  return { found: shown(accepted.join(" and ")), expected: `one value: ${rule.expected}` };
}

function verdictOn(name: string, value: string, rule: ParamRule | undefined): Verdict {
  if (findSecrets(`${name}=${value}`).length > 0 || findSecrets(value).length > 0) {
    return { found: "[secret]", expected: "something that is no secret" };
  }
  if (rule?.accepts(value)) return { value };
  return { found: shown(value), expected: rule?.expected ?? "" };
}

function shown(value: string): string {
  const text = printable(value);
  return text.length <= longestShown ? text : `${text.slice(0, longestShown - 1).toWellFormed()}…`;
}

/** What has been read is a line of its own, so that the words around it stay apart. */
function without(text: string, named: readonly NamedValue[]): string {
  let from = 0;
  const parts = named.map(({ start, end }) => {
    const part = text.slice(from, start);
    from = end;
    return part;
  });
  return [...parts, text.slice(from)].join("\n");
}

function sorted(names: readonly string[], verdicts: ReadonlyMap<string, Verdict>): SaidValues {
  const values: Record<string, string> = {};
  const refused: RefusedValue[] = [];
  for (const name of names) {
    const verdict = verdicts.get(name);
    if (verdict && "value" in verdict) values[name] = verdict.value;
    else if (verdict) refused.push({ name, ...verdict });
  }
  return { values, refused };
}
