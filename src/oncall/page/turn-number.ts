import type { Policy } from "../policy.ts";

/** What a turn runs. */
export type TurnStep =
  /** A step by its index; rounds count from 1. */
  | { readonly kind: "step"; readonly index: number; readonly round: number }
  /** Everybody: since the rounds are through, the `time`th from 1 on, or since no step reaches anybody. */
  | { readonly kind: "everybody"; readonly why: "rounds-through"; readonly time: number }
  | { readonly kind: "everybody"; readonly why: "no-step-reaches" };

/**
 * Says what a turn means by its number: a step of one of `repeat` + 1 rounds, thereafter everybody, for ever.
 *
 * @param turnsBefore turns run before the policy began, or began anew: they are numbered for the life of a page
 */
export function stepOfTurn(
  { steps, repeat }: Pick<Policy, "steps" | "repeat">,
  turn: number,
  turnsBefore: number,
): TurnStep {
  const place = turn - turnsBefore - 1;
  const left = steps.length * (repeat + 1) - place;
  return left > 0
    ? { kind: "step", index: place % steps.length, round: Math.floor(place / steps.length) + 1 }
    : { kind: "everybody", why: "rounds-through", time: 1 - left };
}
