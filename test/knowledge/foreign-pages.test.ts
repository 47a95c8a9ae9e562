import { join } from "node:path";
import { htmlTagNames } from "html-tag-names";
import type { RootContent } from "mdast";
import { describe, expect, it } from "vitest";
import { docText } from "../../src/chat/doc-text.ts";
import { markdownDoc } from "../../src/chat/markdown-doc.ts";
import type { Corpus } from "../../src/knowledge/corpus.ts";
import { pageName } from "../../src/knowledge/entry-id.ts";
import { loadKnowledge } from "../../src/knowledge/load-knowledge.ts";

// Pages that other organisations wrote for other tools. They stay outside the repository.

const folder = process.env.FOREIGN_PAGES;
const reason =
  "FOREIGN_PAGES names no folder with prometheus-operator, openshift and govuk-manual in it";
if (folder === undefined) process.stderr.write(`skipped "foreign pages": ${reason}\n`);

// "<output of the command>", escaped by its author, is prose: attributes have values.
const attributes = "(?:\\s+(?:open|[\\w:-]+\\s*=[^>]*))?";
const tag = new RegExp(`</?(?:${htmlTagNames.join("|")})${attributes}\\s*/?>`, "i");
const residue = /\{\{[<%]|<%|\{%/;
const frontMatter = /^(?:---|\+\+\+)\n/;

let loaded: Promise<Corpus> | undefined;
function everything(): Promise<Corpus> {
  loaded ??= loadKnowledge(folder ?? "");
  return loaded;
}

/** The text without its code, where angle brackets are nobody's tags. */
function withoutCode(nodes: readonly RootContent[]): string {
  const strip = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(strip);
    if (typeof node !== "object" || node === null) return node;
    if ("type" in node && (node.type === "code" || node.type === "inlineCode"))
      return { ...node, value: "" };
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, strip(value)]));
  };
  return docText(markdownDoc(strip(nodes) as RootContent[]));
}

(folder === undefined ? describe.skip : describe)(
  `foreign pages${folder === undefined ? ` (${reason})` : ""}`,
  () => {
    it.each([
      ["prometheus-operator", 117],
      ["openshift", 272],
      ["govuk-manual", 212],
      [".", 601],
    ])("of %s load, %d of them, and none is kept from being served", async (name, count) => {
      const corpus = await (name === "." ? everything() : loadKnowledge(join(folder ?? "", name)));
      // The folder's own README stands beside the three collections.
      const pages = corpus.entries.filter(({ file }) => name !== "." || file.includes("/"));
      expect(pages).toHaveLength(count);
      expect(corpus.problems).toEqual([]);
      expect(pages.filter(({ native }) => native)).toEqual([]);
    });

    it("show no template tag, front matter or HTML, in their answers and sections", async () => {
      const { entries } = await everything();
      const faults = entries.flatMap((entry) => {
        const { answer, lead, sections } = entry.content();
        return [answer, lead, ...sections.map(({ nodes }) => nodes)].flatMap((nodes) => {
          const text = docText(markdownDoc(nodes));
          const found =
            residue.exec(text) ?? frontMatter.exec(text) ?? tag.exec(withoutCode(nodes));
          return found ? [`${entry.file}: ${found[0]}`] : [];
        });
      });
      expect(faults).toEqual([]);
    });

    it("say something in chat unless they hold nothing but headings", async () => {
      const { entries } = await everything();
      const silent = entries.filter(
        (entry) =>
          docText(markdownDoc(entry.content().answer)) === "" && entry.paragraphs.length > 0,
      );
      expect(silent.map(({ file }) => file)).toEqual([]);
    });

    it("of alerts are found by their alert", async () => {
      const { entries } = await everything();
      const named = entries.filter(({ file }) => /^[A-Z][a-z0-9]+[A-Z]\w*$/.test(pageName(file)));
      expect(named.length).toBeGreaterThan(250);
      expect(named.filter(({ file, alerts }) => alerts[0] !== pageName(file))).toEqual([]);
    });
  },
);
