import type { Evidence } from "./evidence.ts";
import type { UnitKind } from "./searchable.ts";

/** An entry found. */
export type Hit = {
  readonly id: string;
  /** 0 to 1: the chance that this is what was meant. */
  readonly confidence: number;
  readonly evidence: Evidence;
  /** The text of the entry that speaks most for it. */
  readonly unit: { readonly kind: UnitKind; readonly text: string };
  /** Words of the question that the entry holds, as they were asked. */
  readonly matched: readonly string[];
  /** Words of the question, without those of grammar, that it does not hold. */
  readonly uncovered: readonly string[];
};

/** Why a search ended as it did. */
type Explanation = {
  /** Each word of the question, and what it was taken for. */
  readonly words: readonly {
    readonly word: string;
    readonly taken: "known" | "grammar" | "misspelt" | "unknown";
    /** The corpus' word, for a misspelt one. */
    readonly of?: string;
  }[];
  readonly decided: Decision;
  /** The second hit, and by how much confidence it lost. */
  readonly runnerUp: { readonly id: string; readonly behind: number } | undefined;
};

/** The rule that gave the outcome, with the number it compared. */
export type Decision =
  | { readonly rule: "no-words" }
  | { readonly rule: "nothing-found" }
  /** It alone is asked in just these words. */
  | { readonly rule: "as-asked" }
  | { readonly rule: "sure"; readonly confidence: number; readonly threshold: number }
  | { readonly rule: "too-close"; readonly behind: number; readonly margin: number }
  /** No word of the question tells the first two apart, and the second, of this confidence, may be it, too. */
  | { readonly rule: "alike"; readonly confidence: number; readonly threshold: number }
  | { readonly rule: "unsure"; readonly confidence: number; readonly threshold: number }
  /** All that speaks for the first hit are words that were taken for others: "lunch" may not be a slip of "launch". */
  | { readonly rule: "guessed"; readonly words: readonly string[] }
  /** The first hit means what was asked, and shares no word with it. */
  | { readonly rule: "no-word"; readonly meaning: number }
  /** People have said that the first hit answers just this question. */
  | { readonly rule: "voted" }
  /** People found that the first hit does not answer this. */
  | { readonly rule: "rejected" }
  /** The first hit is sure by what one person alone has said. */
  | { readonly rule: "one-voice" }
  /** The first hit holds so little of the question that even to offer it would be a guess. */
  | { readonly rule: "little"; readonly reach: number; readonly least: number }
  | { readonly rule: "below"; readonly confidence: number; readonly threshold: number };

/** What a search gives: the hits, best first, and which of the three outcomes they make. */
export type Ranking = {
  readonly outcome: "answer" | "choices" | "abstention";
  readonly hits: readonly Hit[];
  /** For `choices`: the ids to choose from, best first, 1 to 4 of them. */
  readonly choices: readonly string[];
  readonly explanation: Explanation;
};
