import { impliedDanger, isCommand } from "../knowledge/danger/command-danger.ts";
import { dangerNamed, worstOf } from "../knowledge/danger/danger-order.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { Danger } from "../knowledge/entry-fields.ts";
import type { EnvironmentChoice } from "./environment-choice.ts";
import { fencesOf } from "./fences.ts";

/**
 * How dangerous a runbook is in an environment, or in none: the environment's own level where it sets one, else the
 * entry's, which its commands can only raise; a fence's own `danger` raises both.
 */
export function dangerInForce(runbook: Entry, environment: string | undefined): Danger {
  const own = runbook.environments[environment ?? ""]?.danger;
  const fences = runbook.native ? fencesOf(runbook, environment) : [];
  return worstOf([
    own ?? runbook.danger,
    ...fences.map(({ attributes }) => dangerNamed(attributes.danger)),
    ...(own === undefined
      ? fences.filter(isCommand).map(({ code, language }) => impliedDanger(code, language))
      : []),
  ]);
}

/** The level that a choice can lead to: of an open one the worst. */
export function dangerOfChoice(runbook: Entry, choice: EnvironmentChoice): Danger {
  if (choice.kind === "chosen") return dangerInForce(runbook, choice.id);
  if (choice.kind === "none") return dangerInForce(runbook, undefined);
  return worstOf(choice.possible.map((id) => dangerInForce(runbook, id)));
}
