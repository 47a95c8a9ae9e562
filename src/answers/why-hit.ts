import { type Learned, learnedBehind, nothingLearned, printVotes } from "../knowledge/learned.ts";
import type { Hit, Ranking } from "../search/ranking.ts";

const mostQuoted = 100;

function shortened(text: string): string {
  return text.length > mostQuoted ? `${text.slice(0, mostQuoted)}…` : text;
}

/** What speaks for a hit and what against it, in words. A question that was learned is not quoted: somebody else asked it. */
export function whyHit(
  hit: Hit,
  ranking: Ranking | undefined,
  learned: Learned = nothingLearned,
): readonly string[] {
  const behind = learnedBehind(learned, hit);
  const unit = {
    title: "title",
    question: "question",
    keywords: "keywords",
    heading: "heading",
    passage: "text",
  }[hit.unit.kind];
  const mended = (ranking?.explanation.words ?? []).flatMap(({ word, of }) =>
    of === undefined || !hit.matched.includes(word) ? [] : [`took "${word}" for "${of}"`],
  );
  return [
    behind
      ? `a question that people found it to answer (${printVotes(behind.votes)})`
      : `${unit} "${shortened(hit.unit.text)}"`,
    hit.matched.length > 0 ? `has ${hit.matched.join(", ")}` : "is near in meaning alone",
    ...(hit.uncovered.length > 0 ? [`lacks ${hit.uncovered.join(", ")}`] : []),
    ...mended,
  ];
}
