import { isServed } from "../knowledge/availability.ts";
import type { Entry } from "../knowledge/entry.ts";
import { isUnder } from "../knowledge/folder.ts";
import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import { type Found, type Reader, searchEntries } from "../knowledge/search-entries.ts";
import type { Topic } from "../knowledge/topic.ts";
import { isContentWord } from "../search/stop-words.ts";

/** A longer question says itself what it is about. */
const mostWords = 8;

type FollowUp = {
  readonly found: Found;
  /** The entry that the question was taken to go on with; undefined: it is only offered. */
  readonly of: Entry | undefined;
};

/**
 * Reads a question such as "and on Windows?" as one on the entry that its thread is about. Its own words must be in what is
 * found then. Where they are not, a single word of its own is too little to answer with another entry: both are offered.
 *
 * @returns undefined for a question that stands alone
 */
export function searchOnTopic(given: {
  readonly question: string;
  readonly base: KnowledgeBase;
  readonly reader: Reader;
  readonly topic: Topic;
  readonly search: () => Found;
}): FollowUp | undefined {
  const { question, base, reader, topic, search } = given;
  const of = base.corpus.entryById.get(topic.entry ?? "");
  const goesOn = /^\s*(?:and|also|or|what about|how about|but)\b/i.test(question);
  if (!of || !goesOn || !isServed(of, reader.viewer, reader.today)) return undefined;
  const alone = search();
  const { words } = alone.ranking.explanation;
  const own = words.map(({ word }) => word).filter(isContentWord);
  if (own.length === 0 || words.length > mostWords) return undefined;
  // A thread that has left the room's folder stays where it is.
  const folder = isUnder(reader.folder, of) ? reader.folder : undefined;
  const found = searchEntries(`${of.title} ${question}`, base, { ...reader, folder });
  const [first] = found.ranking.hits;
  const holdsOwn = own.every((word) => first?.matched.includes(word));
  // Another entry goes on with the thread's only if it has a word of that one's title, too.
  const goesOnWithIt = first?.id === of.id || (first?.matched.length ?? 0) > own.length;
  if (found.outcome === "answer" && holdsOwn && goesOnWithIt) return { found, of };
  const [other] = alone.entries;
  if (alone.outcome !== "answer" || own.length > 1 || other === of || !other) return undefined;
  return { found: { ...alone, outcome: "choices", entries: [of, other] }, of: undefined };
}
