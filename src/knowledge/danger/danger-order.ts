import type { Danger } from "../entry-fields.ts";

const levels: readonly Danger[] = ["none", "low", "medium", "high"];

export function isWorse(danger: Danger, than: Danger): boolean {
  return levels.indexOf(danger) > levels.indexOf(than);
}

/** The worst of some dangers; "none" of none. */
export function worstOf(dangers: readonly Danger[]): Danger {
  return dangers.reduce<Danger>((worst, one) => (isWorse(one, worst) ? one : worst), "none");
}

/** The level of this name; "none" for anything else. */
export function dangerNamed(name: string | undefined): Danger {
  return levels.find((level) => level === name) ?? "none";
}
