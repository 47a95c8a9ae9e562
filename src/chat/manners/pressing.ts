import type { Action, Allowed } from "../action.ts";
import { type Doc, paragraph } from "../doc.ts";
import type { Silence } from "./ending.ts";

/** Who presses, with the rights of that moment. */
export type Presser = {
  /** Principal key. */
  readonly principal: string;
  /** Id in people.yaml. */
  readonly person: string | undefined;
  readonly roles: readonly string[];
};

/** Who asked what the action stands under. */
export type PressAsker = Pick<Presser, "principal" | "person">;

export type PressDecision =
  | { readonly press: "counts" }
  /** A reaction was taken back from something that counts as often as one likes, such as a vote. */
  | { readonly press: "taken-back" }
  /** Said to the presser alone. */
  | { readonly press: "told"; readonly doc: Doc }
  | { readonly press: "silent"; readonly outcome: Silence };

/** Whether somebody may press. An empty list of people is nobody, and nobody known is in no list. */
export function mayPress(
  allowed: Allowed,
  presser: Presser,
  asker: PressAsker | undefined,
): boolean {
  if (allowed === "anyone") return true;
  if (allowed === "asker") {
    if (!asker) return false;
    const isSamePerson = asker.person !== undefined && asker.person === presser.person;
    return asker.principal === presser.principal || isSamePerson;
  }
  if ("people" in allowed) {
    return presser.person !== undefined && allowed.people.includes(presser.person);
  }
  return presser.roles.includes(allowed.role);
}

/** Decides about a press (M17), with what holds at that moment. Where only one counts, the second hears who was first, and when. */
export function pressDecision(given: {
  readonly action: Pick<Action, "allowed" | "once">;
  readonly presser: Presser;
  readonly asker: PressAsker | undefined;
  /** Who pressed first, as people call them, and the time, as it is said there: "14:05". */
  readonly first:
    | { readonly name: string; readonly principal: string; readonly time: string }
    | undefined;
  /** A reaction was taken back. */
  readonly undone: boolean;
}): PressDecision {
  const { action, presser, asker, first, undone } = given;
  if (!mayPress(action.allowed, presser, asker)) {
    if (undone) return { press: "silent", outcome: "silent:M17" };
    return { press: "told", doc: [paragraph(`${whoMay(action.allowed)} You are not among them.`)] };
  }
  if (undone) {
    if (!action.once) return { press: "taken-back" };
    return { press: "silent", outcome: "silent:M17" };
  }
  if (!action.once || !first) return { press: "counts" };
  const who = first.principal === presser.principal ? "You" : first.name;
  return { press: "told", doc: [paragraph(`${who} did that at ${first.time}; it counts once.`)] };
}

function whoMay(allowed: Allowed): string {
  if (allowed === "asker") return "Only whoever asked may press that.";
  if (typeof allowed === "string") return "Anybody may press that.";
  if ("role" in allowed) return `Only people with the role ${allowed.role} may press that.`;
  return allowed.people.length === 0
    ? "Nobody may press that."
    : `Only ${allowed.people.join(", ")} may press that.`;
}
