import type { Doc } from "../chat/doc.ts";
import { listed } from "./walk-numbers.ts";
import type { WalkText } from "./walk-state.ts";

const sections = {
  before: "what comes before",
  verify: "Verify",
  rollback: "Roll back",
  escalate: "Escalate",
} as const;
const sectionNames = ["before", "verify", "rollback", "escalate"] as const;

/** What a reader would see differently in the new text, in words: `step 3`, `steps 2 and 4`, `Verify`. */
export function differences(old: WalkText, fresh: WalkText): readonly string[] {
  const count = Math.max(old.steps.length, fresh.steps.length);
  const steps = Array.from({ length: count }, (_, index) => index + 1).filter((number) => {
    const [one, other] = [old.steps[number - 1], fresh.steps[number - 1]];
    return !isSame([one?.shown, one?.ifNot], [other?.shown, other?.ifNot]);
  });
  return [
    ...(steps.length === 0 ? [] : [`step${steps.length === 1 ? "" : "s"} ${listed(steps)}`]),
    ...sectionNames
      .filter((section) => !isSame([old[section]], [fresh[section]]))
      .map((section) => sections[section]),
    ...(old.danger === fresh.danger ? [] : [`the danger (${fresh.danger}, it was ${old.danger})`]),
  ];
}

function isSame(one: readonly (Doc | undefined)[], other: readonly (Doc | undefined)[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
