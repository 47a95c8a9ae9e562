import type { Answered } from "../answers/answered.ts";
import { docText } from "../chat/doc-text.ts";
import type { Hit, Ranking } from "../search/ranking.ts";

/** One reply as the command line's contract has it: version 1, keys never renamed or removed. */
export function askJson(
  id: string | number | null,
  { outcome, entry, ranking, rule, meant, choices, lack, doc }: Answered,
  tookMs: number,
) {
  const ruled = (rule?.entries ?? []).slice(0, mostHits);
  return {
    version: 1,
    id,
    outcome,
    // A rule is sure of what it decides, be it that there is nothing.
    confidence: rule || !ranking ? 1 : rounded(ranking.hits[0]?.confidence ?? 0),
    entry: entry?.id ?? null,
    hits:
      ruled.length > 0
        ? ruled.map((one) => ({ entry: one.id, confidence: 1, why: rule?.why ?? [] }))
        : (ranking?.hits ?? []).map((hit) => ({
            entry: hit.id,
            confidence: rounded(hit.confidence),
            why: whyHit(hit, ranking),
          })),
    case: rule?.row ?? null,
    service: meant.service ?? null,
    verb: meant.verb ?? null,
    environment: meant.environment ?? null,
    choices,
    gap: lack ? { kind: lack.kind, key: lack.key ?? null } : null,
    text: docText(doc),
    took_ms: Math.round(tookMs * 10) / 10,
  };
}

const mostHits = 5;

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
