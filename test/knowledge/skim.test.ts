import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readContent } from "../../src/knowledge/content.ts";
import { headingLevels } from "../../src/knowledge/heading-levels.ts";
import { skim } from "../../src/knowledge/skim.ts";

/** The page's sections by a glance, and by parsing it. */
const both = (text: string) => {
  const glance = headingLevels(skim(text, true).headings);
  const parsed = readContent(text, "", true);
  return [glance.sections.map((one) => one.text), parsed.sections.map(({ heading }) => heading)];
};

describe("a glance over a page", () => {
  it.each([
    ["plain headings", "# T\n\n## A\n\ntext\n\n### B\n\n## C\n", ["A", "C"]],
    ["closed headings", "# T #\n\n## A ##\n\n## B ###   \n", ["A", "B"]],
    ["indented headings", "   # T\n\n  ## A\n\n    ## code\n", ["A"]],
    ["underlined headings", "T\n=\n\nA\n---\n\ntext\n\nB\n--\n", ["A", "B"]],
    ["no headings", "text\n\n#hashtag\n\n#5 is a number\n", []],
    ["seven hashes", "# T\n\n####### A\n\n## B\n", ["B"]],
    ["hashes in a fence", "# T\n\n```sh\n# comment\n## more\n```\n\n## A\n", ["A"]],
    ["hashes in a fence of tildes", "# T\n\n~~~\n# comment\n```\n# still\n~~~\n\n## A\n", ["A"]],
    ["a fence in a longer fence", "# T\n\n````\n```\n# comment\n```\n````\n\n## A\n", ["A"]],
    ["a fence in a list", "# T\n\n1. a\n\n   ```\n   # comment\n   ```\n\n## A\n", ["A"]],
    ["a fence that never ends", "# T\n\n## A\n\n```\n## code\n", ["A"]],
    ["hashes in a comment", "# T\n\n<!--\n## hidden\n-->\n\n## A\n", ["A"]],
    ["a rule is no heading", "# T\n\n---\n\ntext\n\n---\n\n## A\n", ["A"]],
    ["a table is no heading", "# T\n\n|a|\n|---|\n|b|\n\n## A\n", ["A"]],
    ["a list above a rule", "# T\n\n- a\n---\n\n## A\n", ["A"]],
    ["marks in a heading", "# T\n\n## `a` and **b** [c](d) ~~e~~\n", ["a and b c e"]],
    ["an anchor in a heading", "# T\n\n## A {#a}\n", ["A"]],
    ["a tag in a heading", "# T\n\n## A <small>b</small>\n", ["A b"]],
    ["a shortcode before a heading", "{{< toc >}}\n# T\n\n## A\n", ["A"]],
    ["a callout between headings", "# T\n\n:::note\n\ntext\n\n:::\n\n## A\n", ["A"]],
    ["H3 only", "# T\n\n### A\n\n### B\n", ["A", "B"]],
    ["H1 only", "# Meaning\n\n# Impact\n", ["Meaning", "Impact"]],
    ["names with underscores", "# T\n\n## kube_pod_info is __big__\n", ["kube_pod_info is big"]],
    ["no words", "# T\n\n##\n\n## A\n", ["A"]],
  ])("sees the headings that parsing sees: %s", (_what, text, headings) => {
    const [glance, parsed] = both(text);
    expect(glance).toEqual(headings);
    expect(parsed?.filter((one) => one !== "")).toEqual(headings);
  });

  it.each([
    ["paragraphs", "A b\nc.\n\nD.", ["A b c.", "D."]],
    ["lists", "- a\n- [ ] b\n\n1. c", ["a b", "c"]],
    ["code, without its fences", "```sh\nuptime -p\n```", ["uptime -p"]],
    ["links and pictures by their text", "[a](b) ![c](d) [e][f]\n\n[f]: https://x", ["a c e"]],
    ["tables", "|a|b|\n|-|-|\n|c|d|", ["a b - - c d"]],
    ["no headings", "# T\n\nA.\n\n## B\nC.", ["A.", "C."]],
    ["no comments", "A <!-- b\n\nc --> d", ["A d"]],
    ["no tags", "<p>A <b>b</b></p>", ["A b"]],
    ["no template tags", "A {{< b >}} <%= c %> {% d %} e", ["A e"]],
    ["names with underscores", "kube_pod_info", ["kube_pod_info"]],
    ["nothing", "\n \n\n", []],
  ])("gives the words of a page: %s", (_what, text, paragraphs) => {
    expect(skim(text, true).paragraphs).toEqual(paragraphs);
  });

  const pieces = fc.constantFrom(
    "# ",
    "## ",
    "#",
    "a",
    "b c",
    "\n",
    "\n\n",
    "---",
    "===",
    "```",
    "~~~",
    "    ",
    "- ",
    "> ",
    "<!--",
    "-->",
    "|",
    "`",
    "*",
    "_",
    "[",
    "](",
    ")",
    "<b>",
    "{#x}",
    "{{<",
    ">}}",
    "\r",
    "\u2028",
    "é",
  );
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 40 }).map((list) => list.join("")),
    fc.string({ unit: "binary", maxLength: 80 }),
  );

  it("takes any text: headings and paragraphs are single lines with words in them", () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, foreign) => {
        const { headings, paragraphs } = skim(text, foreign);
        for (const one of [...headings.map((heading) => heading.text), ...paragraphs]) {
          expect(one).not.toBe("");
          expect(one).toBe(one.trim());
          expect(one).not.toContain("\n");
        }
        for (const { depth } of headings) expect([1, 2, 3, 4, 5, 6]).toContain(depth);
      }),
      { numRuns: 150 },
    );
  });

  it("sees what parsing sees in any page of headings, text, lists and fences", () => {
    const blocks = fc.constantFrom(
      "# Alpha",
      "## Beta",
      "### Gamma",
      "Delta\n===",
      "Epsilon\n---",
      "text",
      "two\nlines",
      "- item\n- item",
      "1. one\n2. two",
      "```\n# code\n```",
      "> quote",
      "|a|\n|-|\n|b|",
      "<!-- # x -->",
      "***",
    );
    fc.assert(
      fc.property(fc.array(blocks, { maxLength: 8 }), (list) => {
        const [glance, parsed] = both(list.join("\n\n"));
        expect(glance).toEqual(parsed);
      }),
    );
  });
});
