import type { Answered } from "../answers/answered.ts";
import { whyHit } from "../answers/why-hit.ts";
import { withChoices } from "../chat/choice.ts";
import { docText } from "../chat/doc-text.ts";
import type { Learned } from "../knowledge/learned.ts";

/** One reply as the command line's contract has it: version 1, keys never renamed or removed. */
export function askJson(
  id: string | number | null,
  { outcome, entry, ranking, rule, meant, choices, lack, doc }: Answered,
  tookMs: number,
  learned: Learned,
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
            why: whyHit(hit, ranking, learned),
          })),
    case: rule?.row ?? null,
    service: meant.service ?? null,
    verb: meant.verb ?? null,
    environment: meant.environment ?? null,
    choices,
    gap: lack ? { kind: lack.kind, key: lack.key ?? null } : null,
    text: docText(withChoices(doc, choices)),
    took_ms: Math.round(tookMs * 10) / 10,
  };
}

const mostHits = 5;

const rounded = (confidence: number) => Math.round(confidence * 1000) / 1000;
