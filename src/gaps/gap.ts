/** Why something counts as a gap: how much it weighs beside a question without an answer, and what people call it. */
export const gapKinds = {
  no_answer: { weight: 1, words: "no answer" },
  rejected: { weight: 1, words: "answer rejected" },
  no_runbook: { weight: 1.5, words: "no runbook" },
  page_without_runbook: { weight: 1.5, words: "page without runbook" },
  wrong_or_stale: { weight: 1.5, words: "wrong or out of date" },
  step_failed: { weight: 1.5, words: "step failed" },
  human_answered: { weight: 1.2, words: "a colleague answered" },
  unknown_entity: { weight: 0.7, words: "unknown name" },
  repeat: { weight: 0.7, words: "hard to find" },
} as const;

export type GapKind = keyof typeof gapKinds;

export const gapStateNames = ["open", "answered", "dismissed", "merged"] as const;

type GapStateName = (typeof gapStateNames)[number];

/** Why a gap needs no entry, and how an asker is told. */
export const dismissReasons = {
  "not-ours": "it is not ours to answer",
  "one-off": "it was a one-off",
  duplicate: "it is asked elsewhere already",
  "by-design": "it is so by design",
  sensitive: "it is not for this place",
} as const;

export type DismissReason = keyof typeof dismissReasons;

export type GapState =
  /** `cameBack`: it was dismissed and its asks doubled, which opens a gap only once. */
  | { readonly state: "open"; readonly cameBack: boolean }
  | { readonly state: "answered"; readonly entry: string }
  | {
      readonly state: "dismissed";
      readonly reason: DismissReason;
      readonly note: string | undefined;
      /** How often it had been asked when it was dismissed. */
      readonly asks: number;
      readonly cameBack: boolean;
    }
  | { readonly state: "merged"; readonly into: number };

/** Misses that want the same entry, as they stood at one instant. */
export type Gap = {
  readonly id: number;
  readonly kind: GapKind;
  /** The structured key of the group, such as `restart|payments-api`; a question in words has none. */
  readonly key: string | undefined;
  readonly state: GapState;
  /** The oldest text that is left. */
  readonly title: string | undefined;
  readonly people: number;
  readonly asks: number;
  readonly first: Temporal.Instant;
  readonly last: Temporal.Instant;
  /** The last 30 days; a program's ask is a quarter of one. */
  readonly recent: { readonly people: number; readonly asks: number };
  readonly reopened: number;
};

/** Prints the number of a gap as people say it: `G-12`. */
export function printGapId(id: number): string {
  return `G-${id}`;
}

/** Reads `G-12`, also when it is written `g-12`, `G12` or `12`; undefined for anything else. */
export function parseGapId(text: string): number | undefined {
  const digits = /^(?:g-?)?([1-9]\d{0,8})$/i.exec(text.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Names the state of a gap. */
export function stateNameOf({ state }: Gap): GapStateName {
  return state.state;
}

/** So many people ask before a gap's texts are shown outside, or their number is told. */
export const fewestShown = 3;

/** Whether the list shows the gap without being asked for all: one person is enough, programs alone must ask twice. */
export function isListed({ people, asks }: Gap): boolean {
  return people >= 1 || asks >= 2;
}
