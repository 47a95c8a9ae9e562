import { describe, expect, it } from "vitest";
import { splitFrontMatter } from "../../src/knowledge/front-matter.ts";
import { printProblem } from "../../src/knowledge/problem.ts";

const split = (text: string) => splitFrontMatter(text, "answers/a.md");
const read = (text: string) => {
  const result = split(text);
  if ("problem" in result) throw new Error(printProblem(result.problem));
  return result;
};
const problem = (text: string) => {
  const result = split(text);
  return "problem" in result ? printProblem(result.problem) : undefined;
};

describe("front matter", () => {
  it.each([
    ["YAML", "---\na: 1\n---\nText", { a: 1 }],
    ["YAML that ends in dots", "---\na: 1\n...\nText", { a: 1 }],
    ["YAML with spaces behind its marks", "---  \na: 1\n--- \nText", { a: 1 }],
    ["YAML with a remark only", "---\n# nothing\n---\nText", {}],
    ["empty YAML", "---\n---\nText", {}],
    ["YAML that holds dashes", "---\na: |\n  ---\n  b\n---\nText", { a: "---\nb\n" }],
    ["TOML", '+++\ntitle = "A"\n+++\nText', { title: "A" }],
    ["JSON", '{\n"title": "A"\n}\nText', { title: "A" }],
    ["none", "Text", {}],
    ["none, but a rule first", "---\n\nText", {}],
    ["none, but two rules", "---\n\n---\n\nText", {}],
    ["none, but a brace first", "{ text }\nText", {}],
    ["none, but a rule later", "Text\n---\na: 1\n---\n", {}],
  ])("is %s", (_what, text, fields) => expect(read(text).fields).toEqual(fields));

  it("leaves the body on its lines", () => {
    const { body } = read("---\na: 1\nb: 2\n---\nText\n");
    expect(body.split("\n").indexOf("Text")).toBe(4);
    expect(body.trim()).toBe("Text");
  });

  it.each([
    ["is no YAML", "---\ntitle: a: b\n---\n", "answers/a.md:2:"],
    ["is no YAML further down", '---\na: 1\nb: "x\n---\n', "answers/a.md:"],
    ["has a key twice", "---\na: 1\na: 2\n---\n", "answers/a.md:3:1 K001"],
    ["has an alias of nothing", "---\na: *b\n---\n", "answers/a.md:2:"],
    ["never ends", "---\ntitle: A\n\nText\n", "answers/a.md:1:1 K001"],
    [
      "is a list",
      "---\n- a\n---\n",
      "answers/a.md:2:1 K001 The front matter is a list: expected a map",
    ],
    [
      "is a text",
      "---\nHello there\n---\n",
      'answers/a.md:2:1 K001 The front matter is "Hello there": expected a map',
    ],
    ["is a number", "---\n5\n---\n", "answers/a.md:2:1 K001 The front matter is 5: expected a map"],
    ["is no TOML", '+++\na = 1\nb = "x\n+++\n', "answers/a.md:3:"],
    ["is no JSON", '{\n"a": 1,\n}\n', "answers/a.md:1:1 K001 The front matter is not JSON"],
  ])("that %s is told with its place", (_what, text, start) => {
    expect(problem(text)).toContain(start);
    expect(problem(text)).toContain(" K001 ");
  });

  it("of another tool may name a key twice: the last one counts", () => {
    expect(splitFrontMatter("---\na: 1\na: 2\n---\n", "a.md", false)).toMatchObject({
      fields: { a: 2 },
    });
  });

  it.each([
    ["YAML", "---\na: 1\nb:\n  - x\n  - y\n---\n", ["b", 1], { line: 5, column: 5 }],
    ["YAML, a key that is not there", "---\na: 1\n---\n", ["c"], { line: 2, column: 1 }],
    ["TOML", "+++\na = 1\nb = 2\n+++\n", ["b"], { line: 3, column: 1 }],
    ["JSON", '{\n"a": 1,\n"b": 2\n}\n', ["b"], { line: 3, column: 1 }],
    ["none", "Text", ["b"], { line: 1, column: 1 }],
  ])("knows where a key stands: %s", (_what, text, path, place) =>
    expect(read(text).at(path)).toEqual(place),
  );
});
