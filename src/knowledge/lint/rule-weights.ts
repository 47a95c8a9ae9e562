import { BotError } from "../../kernel/bot-error.ts";
import type { Severity } from "./finding.ts";
import { isRuleId, type RuleId, rules } from "./rules.ts";

/** Severities that somebody wants instead of the rules' own. */
export type RuleWeights = { readonly [rule in RuleId]?: Severity | "off" };

const words: Readonly<Record<string, Severity | "off">> = {
  off: "off",
  info: "info",
  warn: "warning",
  warning: "warning",
  error: "error",
};

/**
 * Reads `K061=off`; of a rule named twice the last word counts.
 *
 * @throws BotError USAGE_INVALID
 */
export function parseRuleWeights(given: readonly string[]): RuleWeights {
  return Object.fromEntries(given.map(parseRuleWeight));
}

function parseRuleWeight(text: string): readonly [RuleId, Severity | "off"] {
  const [, id = "", word = ""] = /^\s*(\w+)\s*=\s*(\w+)\s*$/.exec(text) ?? [];
  if (id === "") throw invalid(text, "expected a rule and its severity, such as K061=off");
  const rule = id.toUpperCase();
  if (!isRuleId(rule)) {
    throw invalid(text, `expected one of the rules ${Object.keys(rules).join(", ")}`);
  }
  const severity = Object.hasOwn(words, word) ? words[word] : undefined;
  if (severity === undefined) throw invalid(text, "expected off, info, warn or error after the =");
  if (rule === "K120" && severity === "error") {
    throw invalid(text, "age alone is never an error: expected off, info or warn after the =");
  }
  return [rule, severity];
}

function invalid(text: string, expected: string): BotError {
  return new BotError(
    "USAGE_INVALID",
    `--rule is ${JSON.stringify(text)}: ${expected}. Correct it, or leave --rule out.`,
  );
}
