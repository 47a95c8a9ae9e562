import type { Answered } from "../answers/answers-feature.ts";
import { docText } from "../chat/doc-text.ts";
import type { Hit, Ranking } from "../search/ranking.ts";

/** One reply as the command line's contract has it: version 1, keys never renamed or removed. */
export function askJson(
  id: string | number | null,
  { judgement, doc, environment }: Answered,
  tookMs: number,
) {
  const ranking = "ranking" in judgement ? judgement.ranking : undefined;
  return {
    version: 1,
    id,
    outcome: judgement.outcome,
    confidence: ranking ? rounded(ranking.hits[0]?.confidence ?? 0) : 1,
    entry: judgement.outcome === "answer" ? judgement.entry.id : null,
    hits: (ranking?.hits ?? []).map((hit) => ({
      entry: hit.id,
      confidence: rounded(hit.confidence),
      why: whyHit(hit, ranking),
    })),
    case: null,
    service: null,
    verb: null,
    environment: environment ?? null,
    choices:
      judgement.outcome === "choices"
        ? judgement.entries.map((entry) => ({ label: entry.title, entry: entry.id }))
        : [],
    gap: judgement.outcome === "abstain" ? { kind: "no_answer", key: null } : null,
    text: docText(doc),
    took_ms: Math.round(tookMs * 10) / 10,
  };
}

const rounded = (confidence: number) => Math.round(confidence * 1000) / 1000;

const mostQuoted = 100;

function shortened(text: string): string {
  return text.length > mostQuoted ? `${text.slice(0, mostQuoted)}…` : text;
}

/** What speaks for a hit and what against it, in words. */
export function whyHit(hit: Hit, ranking: Ranking | undefined): readonly string[] {
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
    `${unit} "${shortened(hit.unit.text)}"`,
    ...(hit.matched.length > 0 ? [`has ${hit.matched.join(", ")}`] : []),
    ...(hit.uncovered.length > 0 ? [`lacks ${hit.uncovered.join(", ")}`] : []),
    ...mended,
  ];
}
