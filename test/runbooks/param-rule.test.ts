import { describe, expect, it } from "vitest";
import type { Param } from "../../src/knowledge/entry-fields.ts";
import { paramRule } from "../../src/runbooks/param-rule.ts";

const cases: readonly (readonly [string, Param, readonly string[], readonly string[]])[] = [
  [
    "a whole number within its bounds, both included",
    { type: "int", min: 2, max: 12 },
    ["2", "3", "12"],
    ["1", "13", "", "2.0", "02", "+2", " 2", "2 ", "two", "1e1", "0x3", "٣"],
  ],
  [
    "a whole number below zero where nothing forbids it",
    { type: "int" },
    ["-3", "0", "999999999999999"],
    ["-0", "--3", "-", "9999999999999999"],
  ],
  ["a number that fits the pattern, too", { type: "int", pattern: "[05]$" }, ["5"], ["15", "7"]],
  [
    "a word without a sign of the shell, of 1 to 63",
    {},
    ["a", "payments-api", "v1.2_3", "7", "a".repeat(63)],
    ["", "-a", ".a", "_a", "a b", "a;b", "$a", "a/b", "é", "a\n", "a".repeat(64)],
  ],
  ["a word as short as the rule says", { max: 3 }, ["abc"], ["abcd"]],
  [
    "what the whole of a pattern matches, anchored or not",
    { pattern: "edge[12]" },
    ["edge1"],
    ["edge3", "xedge1", "edge1x", "edge1\n", "edge1\nedge2"],
  ],
  ["each side of an alternation, whole", { pattern: "^a|b$" }, ["a", "b"], ["ax", "xb", "ab"]],
  ["nothing where the pattern is no regular expression", { pattern: "[" }, [], ["[", "", "a"]],
  [
    "nothing where the pattern is none but for brackets around it",
    { pattern: "a)|(b" },
    [],
    ["a", "b", "axxx", "xxxb"],
  ],
  [
    "up to 200 characters against a pattern",
    { pattern: "a*" },
    ["", "a".repeat(200)],
    ["a".repeat(201)],
  ],
  [
    "no sign that cannot be seen, whatever the pattern",
    { pattern: "[^x]*" },
    ["a b"],
    ["a\tb", "a\u0000", "a\u0007", "a\u2028b", "\u202Eabc", "\uD800"],
  ],
  [
    "any text on one line where it will be quoted",
    { quote: true, max: 20 },
    ["disk's full; $(x)", "", "x".repeat(20), "日本"],
    ["a\nb", "a\u001B[31m", "x".repeat(21)],
  ],
  [
    "only what matches where it will be quoted, and has a pattern",
    { quote: true, pattern: "[a-z ]+" },
    ["disk is full"],
    ["", "disk 7"],
  ],
];

describe("a param", () => {
  it.each(cases)("takes %s", (_what, param, taken, refused) => {
    const { accepts } = paramRule(param);
    expect(taken.filter((value) => !accepts(value))).toEqual([]);
    expect(refused.filter(accepts)).toEqual([]);
  });

  it.each([
    ["a whole number", { type: "int" }],
    ["a whole number of at least 2", { type: "int", min: 2 }],
    ["a whole number of at most 12", { type: "int", max: 12 }],
    ["a whole number from 0 to 12", { type: "int", min: 0, max: 12 }],
    ["a whole number that matches 0$", { type: "int", pattern: "0$" }],
    ["something that matches ^edge[12]$", { pattern: "^edge[12]$" }],
    ["something that matches a+, at most 9 characters", { pattern: "a+", max: 9, quote: true }],
    ["a word of letters, digits, dots, hyphens and underscores", {}],
    ["text on one line, at most 120 characters", { quote: true, max: 120 }],
  ] satisfies readonly (readonly [string, Param])[])("says that it wants %s", (expected, param) => {
    expect(paramRule(param).expected).toBe(expected);
  });

  it.each([
    ["telling", "one of few names", { pattern: "^(stg-kafka1|kafka[1-3])$" }],
    ["telling", "digits", { pattern: "^[0-9]+$" }],
    ["telling", "a number", { type: "int" }],
    ["word", "small letters", { pattern: "^[a-z0-9-]+$" }],
    ["word", "capitals", { pattern: "[A-Z]+" }],
    ["word", "long words only", { pattern: "[a-z]{6,}" }],
    ["word", "short words only", { pattern: "[a-z]{1,3}" }],
    ["word", "any word", {}],
    ["word", "any text, by its pattern", { pattern: ".*", quote: true }],
    ["text", "any text", { quote: true }],
  ] satisfies readonly (readonly [string, string, Param])[])(
    "has the kind %s: %s",
    (kind, _reason, param) => {
      expect(paramRule(param).kind).toBe(kind);
    },
  );
});
