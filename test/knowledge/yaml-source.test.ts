import { describe, expect, it } from "vitest";
import { parseYaml } from "../../src/knowledge/yaml-source.ts";

const bomb = [
  "a: &a [x, x, x, x, x, x, x, x, x, x]",
  ..."bcdefghi".split("").map((name, index) => {
    const above = `*${String.fromCharCode(97 + index)}`;
    return `${name}: &${name} [${Array(10).fill(above).join(", ")}]`;
  }),
].join("\n");

const values = (text: string) => {
  const source = parseYaml(text, "services.yaml");
  return "documents" in source ? source.documents.map(({ value }) => value) : source.problem.rule;
};

describe("a YAML file", () => {
  it.each([
    ["one document", "a: 1", [{ a: 1 }]],
    ["several documents", "a: 1\n---\nb: 2\n", [{ a: 1 }, { b: 2 }]],
    ["none", "", []],
    ["dates stay text", "a: 2026-10-31", [{ a: "2026-10-31" }]],
    ["no, on and yes stay text", "[no, on, yes]", [["no", "on", "yes"]]],
    ["an alias is what it names", "a: &x [1]\nb: *x\n", [{ a: [1], b: [1] }]],
    [
      "10,000 values, aliases written out",
      `[${Array(9_999).fill("1").join()}]`,
      [Array(9_999).fill(1)],
    ],
    ["10,001 values", `[${Array(10_000).fill("1").join()}]`, "K001"],
    ["aliases of aliases that grow without end", bomb, "K001"],
    ["an alias of itself", "a: &a [*a]", "K001"],
    ["an alias of what holds it", "a: &a {b: {c: *a}}", "K001"],
    ["an alias of nothing", "a: *b", "K001"],
    ["a key twice", "a: 1\na: 2", "K001"],
    ["a tab for spaces", "a:\n\t- b", "K001"],
    ["a bracket that stays open", "a: [1, 2", "K001"],
    ["brackets 50,000 deep", "[".repeat(50_000), "K001"],
    ["brackets 5,000 deep that close again", "[".repeat(5_000) + "]".repeat(5_000), "K001"],
  ])("is read or told: %s", (_what, text, expected) => expect(values(text)).toEqual(expected));

  it("is told with line and column", () => {
    expect(parseYaml("a: 1\nb: [1, 2\nc: 3\n", "services.yaml")).toMatchObject({
      problem: {
        rule: "K001",
        file: "services.yaml",
        line: expect.any(Number),
        message: expect.stringContaining("This is not YAML"),
      },
    });
    expect(parseYaml("a: 1\na: 2\n", "services.yaml")).toMatchObject({
      problem: { line: 2, column: 1 },
    });
    expect(parseYaml("a: 1\na: 2\n", "services.yaml", 5)).toMatchObject({
      problem: { line: 6, column: 1 },
    });
  });
});
