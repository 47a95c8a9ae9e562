import type { ParamRule } from "./param-rule.ts";

/** A value that a text gives to a param by its name. */
export type NamedValue = {
  readonly name: string;
  readonly value: string;
  /** `replicas=4` or `replicas: 4`; `replicas 4`; `4 replicas`. */
  readonly form: "assigned" | "after" | "before";
  /** Where both stand in the text, `[start, end)`. */
  readonly start: number;
  readonly end: number;
};

type Found = { readonly value: string; readonly end: number };

const quoted =
  /"([^"\n]{0,500})"|'((?:[^'\n]|'(?=\p{L})){0,500})'(?!\p{L})|“([^”\n]{0,500})”|„([^“\n]{0,500})“|‘([^’\n]{0,500})’|`([^`\n]{0,500})`/uy;
/** What a blank-separated value may be among so many words. */
const mostWords = 4;

/**
 * Reads the values that a text gives by name, in its order: `replicas=4`, `"host":"work1"`, `--replicas 4`,
 * `reason "disk is full"`, `4 replicas`. Without `=` or `:` only what the rule accepts counts as a value, for else it is
 * just a sentence; a rule that accepts most words needs a digit or a sign within, or quotes, or hyphens before the name.
 */
export function valuesByName(
  text: string,
  rules: ReadonlyMap<string, ParamRule>,
): readonly NamedValue[] {
  if (rules.size === 0) return [];
  const names = [...rules.keys()]
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replaceAll("_", "[-_ ]"))
    .join("|");
  const mention = new RegExp(
    String.raw`(?<![\p{L}\p{N}_.@/:?&$-])(?<dashes>--?)?(?<quote>["'])?(?<name>${names})\k<quote>(?!\p{L}|\p{N}|_|-[\p{L}\p{N}])`,
    "giu",
  );
  const following = new RegExp(
    String.raw`;|[,\s]+(?:--?)?(?:${names})[^\S\n]*[=:]|[^\S\n]--[a-z]`,
    "iu",
  );
  const values: NamedValue[] = [];
  for (;;) {
    const match = mention.exec(text);
    if (!match) return values;
    const name = (match.groups?.name ?? "").toLowerCase().replace(/[- ]/g, "_");
    const rule = rules.get(name);
    if (!rule) continue;
    const found = valueAt(text, match, mention.lastIndex, rule, following);
    if (!found) continue;
    values.push({ name, ...found });
    mention.lastIndex = Math.max(found.end, mention.lastIndex);
  }
}

function valueAt(
  text: string,
  mention: RegExpExecArray,
  after: number,
  rule: ParamRule,
  following: RegExp,
): Omit<NamedValue, "name"> | undefined {
  const start = mention.index;
  const sign = matchAt(/[^\S\n]*([=:])(?![=:/])[^\S\n]*/y, text, after);
  if (sign) {
    const at = after + sign[0].length;
    const found = quotedAt(text, at) ?? assignedAt(text, at, rule, sign[1] === ":", following);
    return found && { ...found, form: "assigned", start };
  }
  const blank = matchAt(/[^\S\n]+/y, text, after);
  if (blank) {
    const at = after + blank[0].length;
    const quotedFound = quotedAt(text, at);
    const found = quotedFound ?? longestFit(text, at, rule);
    const isSure = quotedFound !== undefined || mention.groups?.dashes !== undefined;
    if (
      found &&
      rule.accepts(found.value) &&
      (isSure || (tells(found.value, rule) && !isFirstOfTwo(text, found.end)))
    ) {
      return { ...found, form: "after", start };
    }
  }
  if (!rule.isNumber || isFirstOfTwo(text, after)) return undefined;
  const from = Math.max(0, start - 30);
  const before = /(?<!\bfrom[^\S\n]+)(?<![\p{L}\p{N}_.,:=-])(-?\d{1,15})[^\S\n]+$/iu.exec(
    text.slice(from, start),
  );
  const value = before?.[1];
  if (!before || value === undefined || !rule.accepts(value)) return undefined;
  return { value, form: "before", start: from + before.index, end: after };
}

/** `2 to 4`: the first of two is what is there already. */
function isFirstOfTwo(text: string, end: number): boolean {
  return matchAt(/[^\S\n]*(?:to\b|-{0,2}>|→)/iy, text, end) !== null;
}

function tells(value: string, rule: ParamRule): boolean {
  return rule.kind === "telling" || (rule.kind === "word" && /[\d._-]/.test(value));
}

function quotedAt(text: string, at: number): Found | undefined {
  const match = matchAt(quoted, text, at);
  const value = match?.slice(1).find((group) => group !== undefined);
  return match && value !== undefined ? { value, end: at + match[0].length } : undefined;
}

function assignedAt(
  text: string,
  at: number,
  rule: ParamRule,
  wholeLine: boolean,
  following: RegExp,
): Found | undefined {
  if (rule.kind !== "text") return longestFit(text, at, rule);
  const rest = matchAt(wholeLine ? /[^\n]{1,500}/y : /\S{1,500}/y, text, at)?.[0] ?? "";
  return foundAt(at, withoutEnd(rest.slice(0, following.exec(rest)?.index)));
}

/** The most words, or the longest part of one, that the rule accepts; else the shortest of these. */
function longestFit(text: string, at: number, rule: ParamRule): Found | undefined {
  const word = matchAt(/\S{1,300}/y, text, at)?.[0];
  if (word === undefined) return undefined;
  const runs = rule.blanks
    ? Array.from({ length: mostWords - 1 }, (_, index) => mostWords - 1 - index).flatMap(
        (more) =>
          matchAt(new RegExp(`\\S{1,200}(?:[^\\S\\n]+\\S{1,200}){${more}}`, "y"), text, at)?.[0] ??
          [],
      )
    : [];
  const parts = [...runs, word, /^[^,;"'`]*/.exec(word)?.[0] ?? ""].map(withoutEnd);
  return foundAt(at, parts.find(rule.accepts) ?? parts.at(-1) ?? "");
}

function foundAt(at: number, value: string): Found | undefined {
  return value === "" ? undefined : { value, end: at + value.length };
}

const withoutEnd = (value: string) => value.replace(/[\s.,;:!?)\]}"'`*]+$/, "");

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
