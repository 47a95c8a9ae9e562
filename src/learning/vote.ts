/** How somebody said it: with a button or a word, by choosing among offers, or after an answer that was not helpful. */
export const voteSources = ["vote", "choice", "correction"] as const;
export type VoteSource = (typeof voteSources)[number];

/** What one person says of an entry as the answer to a question. */
export type Vote = {
  readonly id: number;
  readonly entry: string;
  /** Of the entry as it was then. */
  readonly hash: string;
  /** As it may be stored. */
  readonly question: string;
  readonly helpful: boolean;
  readonly source: VoteSource;
  /** Who: the id of a person, or the key of an account that nobody is known by. */
  readonly voice: string;
  readonly at: Temporal.Instant;
};

/** The id in `V12`, `v12` or `12`; undefined for anything else. */
export function parseVoteId(word: string): number | undefined {
  const [, digits] = /^v?([1-9]\d{0,14})$/i.exec(word.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
