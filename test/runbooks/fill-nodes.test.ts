import { describe, expect, it } from "vitest";
import { docText } from "../../src/chat/doc-text.ts";
import { markdownDoc } from "../../src/chat/markdown-doc.ts";
import { fillNodes } from "../../src/runbooks/fill-nodes.ts";
import { textsIn } from "../../src/runbooks/texts-in.ts";
import { entryOf, knowledgeOf } from "../answers/knowledge-of.ts";

const plain = {
  "env.host": "work1",
  "env.target": "work1:9090",
  "env.query": "a b&c/d",
  "env.half": "\uD800",
  reason: "it's full",
};
const values = { ...plain, reason: String.raw`'it'\''s full'` };

/** The lead of a page, as it is served. */
function leadOf(markdown: string, folder = "runbooks") {
  const page = `---\ntitle: Do it\nowner: pim\n---\n\n${markdown}\n`;
  return entryOf(knowledgeOf({ [`${folder}/do.md`]: page }), "do").content().lead;
}

const filled = (markdown: string) => markdownDoc(fillNodes(leadOf(markdown), { values, plain }));

describe("a runbook's text", () => {
  it.each([
    ["a sentence", "On {{env.host}}.", "On work1."],
    ["a table", "| on |\n|---|\n| {{env.host}} |", "on\nwork1"],
    ["code in a sentence", "Run `ssh {{env.host}}`.", "Run `ssh work1`."],
    ["a list", "- on **{{env.host}}**", "- on work1"],
    ["a quotation", "> on {{env.host}}", "> on work1"],
    ["a quoted value", "Say {{reason}}.", String.raw`Say 'it'\''s full'.`],
    ["no value", "On {{env.zone}}.", "On <env.zone?>."],
  ])("is filled: %s", (_where, markdown, text) => {
    expect(docText(filled(markdown))).toBe(text);
  });

  it("is filled in fences", () => {
    expect(filled("```sh\nssh {{env.host}} {{reason}}\n```")).toEqual([
      { code: `ssh work1 ${values.reason}`, lang: "sh" },
    ]);
  });

  it.each([
    ["a sentence", "Write \\{{env.host}} there.", "Write {{env.host}} there."],
    ["with two backslashes", "Write \\\\{{env.host}} there.", "Write {{env.host}} there."],
    ["code in a sentence", "Write `\\{{env.host}}`.", "Write `{{env.host}}`."],
    ["a table", "| a |\n|---|\n| \\{{env.host}} |", "a\n{{env.host}}"],
    ["a fence", "```\n\\{{env.host}}\n```", "    {{env.host}}"],
    ["beside one that is not", "\\{{env.host}} is {{env.host}}", "{{env.host}} is work1"],
    ["what is none", "\\{{ env }} \\{ \\*", "{{ env }} { *"],
  ])("shows an escaped placeholder as it is: %s", (_where, markdown, text) => {
    expect(docText(filled(markdown)).trim()).toBe(text.trim());
  });

  it("keeps its escapes for the filling, while an answer has none to keep", () => {
    expect(textsIn(leadOf("Write \\{{x}}."))).toEqual(["Write \\{{x}}."]);
    expect(textsIn(leadOf("Write \\{{x}}.", "answers"))).toEqual(["Write {{x}}."]);
  });
});

describe("a link of a runbook", () => {
  it.each([
    ["a host", "[d](https://{{env.host}}/d)", "https://work1/d"],
    ["a host and its port", "[d](https://{{env.target}}/d)", "https://work1:9090/d"],
    [
      "anything else, encoded",
      "[d](https://g.io/?q={{env.query}})",
      "https://g.io/?q=a%20b%26c%2Fd",
    ],
    [
      "a value as it was given, not quoted",
      "[d](https://g.io/{{reason}})",
      "https://g.io/it's%20full",
    ],
    ["half of a character", "[d](https://g.io/{{env.half}})", "https://g.io/%EF%BF%BD"],
    ["an address named elsewhere", "[d][1]\n\n[1]: https://{{env.host}}/d", "https://work1/d"],
    ["nothing", "[d](https://g.io/d)", "https://g.io/d"],
    ["an escaped placeholder", "[d](https://g.io/\\{{env.host}})", "https://g.io/{{env.host}}"],
  ])("leads to where the values say: %s", (_what, markdown, link) => {
    expect(filled(markdown)).toEqual([{ p: [{ link, runs: [{ text: "d" }] }] }]);
  });

  it("shows its address filled where it is its own text", () => {
    expect(filled("See https://g.io/{{env.host}} now")).toMatchObject([
      { p: [{}, { link: "https://g.io/work1", runs: [{ text: "https://g.io/work1" }] }, {}] },
    ]);
  });

  it("is its text alone when a value is missing", () => {
    expect(filled("See [**the** {{env.host}}](https://{{env.zone}}/{{env.host}}).")).toEqual([
      { p: [{ text: "See " }, { text: "the", bold: true }, { text: " work1" }, { text: "." }] },
    ]);
  });
});

describe("the texts of nodes", () => {
  it("are all that a placeholder may stand in, in order", () => {
    const nodes = leadOf("A `b` [c](https://d.io).\n\n- e\n\n```\nf\n```\n\n| g |\n|---|\n| h |");
    expect(textsIn(nodes).map((text) => text.trim())).toEqual([
      "A",
      "b",
      "",
      "c",
      "https://d.io",
      ".",
      "e",
      "f",
      "g",
      "h",
    ]);
  });
});
