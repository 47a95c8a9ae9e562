import { type Signals, wordScore } from "./confidence.ts";
import type { Candidate, Evidence } from "./evidence.ts";
import type { Fit } from "./likeness.ts";

/** How far a hit is ahead of the best of all other candidates. */
export type Leads = (hit: Candidate) => Pick<Signals, "gistLead" | "wordLead">;

/**
 * Compares each candidate with all others: the best of them is its rival, and the rival's rival is the second best.
 *
 * @param weights of the order of hits; only what learns them has others
 */
export function leadsAmong(candidates: readonly Candidate[], weights?: Evidence): Leads {
  const gists = bestTwo(candidates.map(({ evidence }) => evidence.gist));
  const words = bestTwo(candidates.map(({ evidence }) => wordScore(evidence, weights)));
  return ({ evidence }) => ({
    gistLead: lead(evidence.gist, gists),
    wordLead: lead(wordScore(evidence, weights), words),
  });
}

/** What the confidence in a hit is made of. */
export function signalsOf({ evidence }: Candidate, leads: ReturnType<Leads>, fit: Fit): Signals {
  const { letters, reach, passage } = evidence;
  return { letters, reach, passage, ...leads, ...fit };
}

function bestTwo(values: readonly number[]): readonly [number, number] {
  let [best, second] = [0, 0];
  for (const value of values) {
    if (value > best) [best, second] = [value, best];
    else if (value > second) second = value;
  }
  return [best, second];
}

const lead = (own: number, [best, second]: readonly [number, number]) =>
  own === best ? own - second : own - best;
