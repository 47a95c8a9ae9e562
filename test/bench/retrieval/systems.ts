import { stemmer } from "@orama/stemmers/english";
import Database from "better-sqlite3";
import elasticlunr from "elasticlunr";
import Fuse from "fuse.js";
import lunr from "lunr";
import MiniSearch from "minisearch";
import { z } from "zod";
import { atOnce } from "../../../src/kernel/steps.ts";
import { indexSteps } from "../../../src/search/create-index.ts";
import type { Entry } from "../load-sets.ts";
import { contentOf, isGrammar, wordsOf } from "./content-words.ts";

/** An entry found; a higher confidence is surer, and its scale is the system's own. */
export type Found = { readonly id: string; readonly confidence: number };
export type Search = (question: string) => readonly Found[];

/** A way to search, with the settings that a careful user would give it. */
export type SearchSystem = {
  readonly name: string;
  /** Too slow to be asked every question. */
  readonly slow: boolean;
  create(entries: readonly Entry[]): Search;
};

/** So many hits are taken of each. */
const mostFound = 10;

const ama: SearchSystem = {
  name: "AMA",
  slow: false,
  create(entries) {
    const index = atOnce(
      indexSteps(
        entries.map(({ id, title, questions, body }) => ({
          id,
          title,
          questions,
          keywords: [],
          headings: [],
          body: body.split("\n"),
          boost: 1,
        })),
      ),
    );
    return (question) => index.search(question, { allows: () => true }).hits;
  },
};

const fuse: SearchSystem = {
  name: "fuse.js",
  slow: true,
  create(entries) {
    const index = new Fuse(entries, {
      keys: [
        { name: "title", weight: 3 },
        { name: "questions", weight: 3 },
        { name: "body", weight: 1 },
      ],
      includeScore: true,
      useTokenSearch: true,
      ignoreLocation: true,
      threshold: 0.2,
    });
    return (question) =>
      index
        .search(contentOf(question).join(" "), { limit: mostFound })
        .map(({ item, score = 1 }) => ({ id: item.id, confidence: 1 - score }));
  },
};

const minisearch: SearchSystem = {
  name: "minisearch",
  slow: false,
  create(entries) {
    const index = new MiniSearch<ReturnType<typeof joined>>({
      fields: ["title", "questions", "body"],
      processTerm: (word) => (isGrammar(word.toLowerCase()) ? null : stemmer(word.toLowerCase())),
      searchOptions: {
        combineWith: "OR",
        boost: { title: 3, questions: 3 },
        prefix: (word) => word.length > 3,
        fuzzy: (word) => (word.length > 4 ? 0.2 : false),
      },
    });
    index.addAll(entries.map(joined));
    return (question) =>
      index
        .search(question)
        .slice(0, mostFound)
        .map(({ id, score }) => ({ id: `${id}`, confidence: score }));
  },
};

const lunrIndex: SearchSystem = {
  name: "lunr",
  slow: false,
  create(entries) {
    const index = lunr(function () {
      this.ref("id");
      this.field("title", { boost: 3 });
      this.field("questions", { boost: 3 });
      this.field("body");
      for (const entry of entries) this.add(joined(entry));
    });
    return (question) =>
      index
        .query((query) => query.term(lunr.tokenizer(wordsOf(question).join(" ")), {}))
        .slice(0, mostFound)
        .map(({ ref, score }) => ({ id: ref, confidence: score }));
  },
};

const elasticlunrIndex: SearchSystem = {
  name: "elasticlunr",
  slow: false,
  create(entries) {
    const index = elasticlunr(function () {
      this.setRef("id");
      this.addField("title");
      this.addField("questions");
      this.addField("body");
      this.saveDocument(false);
    });
    for (const entry of entries) index.addDoc(joined(entry));
    const fields = { title: { boost: 3 }, questions: { boost: 3 }, body: { boost: 1 } };
    return (question) =>
      index
        .search(question, { fields, bool: "OR" })
        .slice(0, mostFound)
        .map(({ ref, score }) => ({ id: ref, confidence: score }));
  },
};

const rowSchema = z.object({ id: z.string(), confidence: z.number() });

const fts5: SearchSystem = {
  name: "SQLite FTS5",
  slow: false,
  create(entries) {
    const database = new Database(":memory:");
    database.exec(
      "create virtual table entry using fts5(id unindexed, title, questions, body, tokenize = 'porter unicode61')",
    );
    const insert = database.prepare("insert into entry values (@id, @title, @questions, @body)");
    database.transaction(() => {
      for (const entry of entries) insert.run(joined(entry));
    })();
    const select = database.prepare(
      `select id, -bm25(entry, 0, 3, 3, 1) as confidence from entry where entry match ?
      order by confidence desc limit ${mostFound}`,
    );
    return (question) => {
      const words = new Set(contentOf(question));
      if (words.size === 0) return [];
      const match = [...words].map((word) => `"${word}"`).join(" OR ");
      return select.all(match).map((row) => rowSchema.parse(row));
    };
  },
};

/** The bot's own first, then the libraries it is compared with. */
export const systems: readonly [SearchSystem, ...SearchSystem[]] = [
  ama,
  fuse,
  minisearch,
  lunrIndex,
  elasticlunrIndex,
  fts5,
];

function joined({ id, title, questions, body }: Entry) {
  return { id, title, questions: questions.join("\n"), body };
}
