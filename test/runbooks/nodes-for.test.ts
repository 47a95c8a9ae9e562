import type { RootContent } from "mdast";
import { describe, expect, it } from "vitest";
import { docText } from "../../src/chat/doc-text.ts";
import { markdownDoc } from "../../src/chat/markdown-doc.ts";
import { parseMarkdown } from "../../src/knowledge/markdown.ts";
import { codeOf } from "../../src/runbooks/code-of.ts";
import { type FenceChoice, nodesFor } from "../../src/runbooks/nodes-for.ts";
import { withoutFences } from "../../src/runbooks/without-fences.ts";

const parsed = (markdown: string) => parseMarkdown(markdown, false).children;
const fence = (info: string, code: string) => `\`\`\`${info}\n${code}\n\`\`\`\n\n`;
const codes = (nodes: readonly RootContent[]) => codeOf(nodes).map(({ value }) => value);
const textOf = (nodes: readonly RootContent[]) => docText(markdownDoc(nodes));

const bound = parsed(
  fence("sh", "all") +
    fence("sh {env=prod}", "prod") +
    fence("sh {env=staging,qa}", "both") +
    fence('sh {"env": ["staging"]}', "staging") +
    fence("sh {env=}", "nowhere"),
);

describe("a fence for certain environments", () => {
  it.each([
    ["prod", ["all", "prod"]],
    ["staging", ["all", "both", "staging"]],
    ["qa", ["all", "both"]],
    ["dev", ["all"]],
    ["pro", ["all"]],
    [undefined, ["all"]],
  ])("is shown there alone: on %s", (environment, shown) => {
    expect(codes(nodesFor(bound, { environment }))).toEqual(shown);
  });
});

describe("a fence with a role", () => {
  const nodes = parsed(
    `1. One\n\n   ${fence("sh {role=undo}", "undo").replaceAll("\n", "\n   ")}\n2. Two\n\n` +
      `> ${fence("sh {role=verify env=prod}", "verify").trim().replaceAll("\n", "\n> ")}\n\n` +
      fence("sh {role=change}", "change") +
      fence("sh {role=other}", "other") +
      fence("sh", "plain"),
  );
  const all: FenceChoice = { environment: "prod" };

  it("stands where it is written unless its role is to stand elsewhere", () => {
    expect(codes(nodesFor(nodes, all))).toEqual(["undo", "verify", "change", "other", "plain"]);
    expect(codes(nodesFor(nodes, { ...all, without: ["undo", "verify"] }))).toEqual([
      "change",
      "other",
      "plain",
    ]);
  });

  it("can be collected, however deep it stands", () => {
    expect(codeOf(nodes, "undo").map(({ value }) => value)).toEqual(["undo"]);
    expect(codeOf(nodes, "verify").map(({ value }) => value)).toEqual(["verify"]);
    expect(codeOf(nodes, "check")).toEqual([]);
    expect(codeOf(nodesFor(nodes, { environment: "staging" }), "verify")).toEqual([]);
  });
});

describe("what stands around a fence that goes", () => {
  it.each([
    ["a step keeps its text", "1. One\n\n   ```\n   x\n   ```\n2. Two\n", "1. One\n2. Two"],
    ["a step without one keeps its number", "1. ```\n   x\n   ```\n2. Two\n", /^1\.\s+2\. Two$/],
    ["an item without one goes", "- ```\n  x\n  ```\n- Two\n", "- Two"],
    ["a list without one goes", "A\n\n- ```\n  x\n  ```\n\nB\n", "A\n\nB"],
    ["a quotation without one goes", "A\n\n> ```\n> x\n> ```\n", "A"],
    ["a quotation keeps its text", "> A\n>\n> ```\n> x\n> ```\n", "> A"],
    ["what was empty stays", "-\n- ```\n  x\n  ```\n- B\n", /^-\s+- B$/],
  ])("stays: %s", (_reason, markdown, text) => {
    const left = textOf(withoutFences(parsed(markdown)));
    if (typeof text === "string") expect(left).toBe(text);
    else expect(left).toMatch(text);
  });
});
