import { assembleCorpus } from "../../src/knowledge/corpus.ts";
import type { Entry } from "../../src/knowledge/entry.ts";
import { indexKnowledge, type KnowledgeBase } from "../../src/knowledge/index-knowledge.ts";

const folderTypes: Readonly<Record<string, Entry["type"]>> = {
  answers: "answer",
  runbooks: "runbook",
  checklists: "checklist",
};

/** The knowledge base that a folder with these files gives, by their paths. */
export function knowledgeOf(files: Readonly<Record<string, string>>): KnowledgeBase {
  const all = Object.entries(files).map(([file, text]) => ({ file, text }));
  return indexKnowledge(
    assembleCorpus({
      pages: all
        .filter(({ file }) => file.endsWith(".md"))
        .map(({ file, text }) => ({
          file,
          bytes: new TextEncoder().encode(text),
          path: file.slice(file.indexOf("/") + 1),
          folderType: folderTypes[file.slice(0, file.indexOf("/"))],
        })),
      catalogue: all.filter(({ file }) => file.endsWith(".yaml")),
      imports: [],
      problems: [],
    }),
  );
}

/** The entry of a base with this id. */
export function entryOf({ corpus }: KnowledgeBase, id: string): Entry {
  const entry = corpus.entryById.get(id);
  if (!entry) throw new Error(`No entry has the id ${id}`);
  return entry;
}
