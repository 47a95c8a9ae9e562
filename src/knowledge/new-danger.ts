import type { Danger } from "./entry-fields.ts";
import type { SectionRole } from "./section-roles.ts";

/** What a verb does at its worst, as a rule. */
const dangers: ReadonlyMap<string, Danger> = new Map(
  Object.entries({
    access: "none",
    debug: "none",
    restart: "medium",
    deploy: "medium",
    rollback: "medium",
    scale: "medium",
    start: "medium",
    stop: "medium",
    rotate: "medium",
    restore: "high",
    failover: "high",
  } as const),
);

/** A guess at the danger of a runbook by its verb; medium for a verb of which nothing is known. */
export function newDanger(verb: string): Danger {
  return dangers.get(verb) ?? "medium";
}

/** The sections that a runbook has beside its steps; whether it has one for whom to ask depends on more. */
export const sectionsBeside: Readonly<Record<Danger, readonly SectionRole[]>> = {
  none: [],
  low: ["verify"],
  medium: ["before", "verify", "rollback"],
  high: ["before", "verify", "rollback"],
};
