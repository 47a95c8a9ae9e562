import { signedWordsOf } from "./tokens.ts";

/** What search knows of an entry: its texts, by how they are meant. Everything is plain text. */
export type Searchable = {
  readonly id: string;
  readonly title: string;
  /** Asks in people's words. */
  readonly questions: readonly string[];
  /** Synonyms and names that the text lacks. */
  readonly keywords: readonly string[];
  readonly headings: readonly string[];
  /** The text itself, by paragraph. */
  readonly body: readonly string[];
  /** Multiplies the entry's rank, 0.5 to 3; 1 says nothing. */
  readonly boost: number;
};

/** One text of an entry that a question is compared with. */
export type Unit = { readonly kind: UnitKind; readonly text: string };
export type UnitKind = "title" | "question" | "keywords" | "heading" | "passage";

/**
 * About this many words make a passage: long enough to hold a thought, short enough that a page's length does not drown it
 * (of 40, 60 and 100 words 60 found most, and by little).
 */
const passageWords = 60;

/**
 * Cuts an entry into units: each question, keyword, heading and passage is one. A keyword with a sign stands there as it is
 * said, too: `c++ cplusplus`.
 */
export function unitsOf(entry: Searchable): readonly Unit[] {
  return [
    { kind: "title", text: entry.title },
    ...entry.questions.map((text) => ({ kind: "question" as const, text })),
    ...entry.keywords.map((text) => ({ kind: "keywords" as const, text: withSaid(text) })),
    ...entry.headings.map((text) => ({ kind: "heading" as const, text })),
    ...passagesOf(entry.body).map((text) => ({ kind: "passage" as const, text })),
  ];
}

function withSaid(keyword: string): string {
  return [keyword, ...signedWordsOf(keyword).map(({ word }) => word)].join(" ");
}

/** Joins short paragraphs and cuts long ones. */
function passagesOf(paragraphs: readonly string[]): readonly string[] {
  const passages: string[] = [];
  let words: string[] = [];
  const flush = () => {
    if (words.length > 0) passages.push(words.join(" "));
    words = [];
  };
  for (const paragraph of paragraphs) {
    const own = paragraph.split(/\s+/).filter((word) => word !== "");
    if (words.length + own.length > passageWords) flush();
    for (let at = 0; at < own.length; at += passageWords) {
      words.push(...own.slice(at, at + passageWords));
      if (words.length >= passageWords) flush();
    }
  }
  flush();
  return passages;
}
