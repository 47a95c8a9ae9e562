import { isWorse, worstOf } from "../danger/danger-order.ts";
import { fenceDanger } from "../danger/fence-danger.ts";
import type { Entry } from "../entry.ts";
import type { Danger } from "../entry-fields.ts";
import { plainText } from "../plain-text.ts";
import type { SectionRole } from "../section-roles.ts";
import type { Check, Found } from "./check.ts";
import type { Severity } from "./finding.ts";
import { hasOnCall } from "./on-call.ts";
import { type PlacedFence, placedFences } from "./placed-fences.ts";
import { quotedCommand } from "./quoted-command.ts";
import { runbooksAmong } from "./runbooks-among.ts";

/** What reads only needs none of the sections. */
const severityOf: Readonly<Record<Danger, Severity | undefined>> = {
  none: undefined,
  low: "info",
  medium: "warning",
  high: "error",
};

/**
 * K081, K082, K083, K090: runbooks that change something and do not say how to see that it worked, how to undo it, what
 * has to be true first, or whom to ask. Told once each, at the first command that changes something.
 */
export const missingSections: Check = function* ({ pages, catalogue, today }) {
  for (const page of runbooksAmong(pages)) {
    const { entry, file } = page;
    const danger = worstOf([
      entry.danger,
      ...Object.values(entry.environments).map((environment) => environment.danger ?? "none"),
    ]);
    const severity = severityOf[danger];
    if (severity === undefined) continue;
    const fences = placedFences(page);
    const change = firstChange(fences);
    if (!change) continue;
    const { place, what } = change;
    const has = (role: SectionRole) => sectionsOf(entry, role).some(({ text }) => text !== "");
    const hasFence = (role: string) => fences.some(({ attributes }) => attributes.role === role);
    const told = (rule: Found["rule"], lacks: string): Found => ({
      rule,
      severity,
      file,
      ...place,
      message: `${what} changes something, and ${lacks}.`,
      about: "",
    });
    if (!has("verify") && !hasFence("verify")) {
      yield told("K081", 'nothing says how to see that it worked: expected a section "Verify"');
    }
    if (!hasFence("undo")) {
      const rollback = sectionsOf(entry, "rollback").map(({ text }) => text);
      if (rollback.every((text) => text === "")) {
        const expected = 'expected a section "Roll back", which may begin with "Not possible:"';
        yield told("K082", `nothing says how to undo it: ${expected}`);
      } else if (rollback.every((text) => text === "" || isBareRefusal(text))) {
        const expected = 'expected the reason after "Not possible:"';
        yield told("K082", `the way back is called impossible without a reason: ${expected}`);
      }
    }
    if (!has("before") && entry.requires.length === 0) {
      const lacks = 'nothing says what it needs first: expected "Before you start" or "requires"';
      yield { ...told("K083", lacks), severity: "warning" };
    }
    if (!has("escalate") && !hasOnCall(entry.owner, catalogue, today)) {
      const lacks = `nobody is on call for "${entry.owner ?? "nobody"}": expected a section "Escalate"`;
      yield told("K090", lacks);
    }
  }
};

const sectionsOf = (entry: Entry, role: SectionRole) =>
  entry
    .content()
    .sections.filter((section) => section.role === role)
    .map(({ nodes }) => ({ text: nodes.map(plainText).join("\n").trim() }));

/** "Not possible" and nothing more. */
const isBareRefusal = (text: string) => /^not possible[^\p{L}\p{N}]*$/iu.test(text);

/** The first fence that users may notice, or that says so itself; those that verify or undo are not meant. */
function firstChange(
  fences: readonly PlacedFence[],
): { readonly place: Pick<Found, "line" | "column">; readonly what: string } | undefined {
  for (const fence of fences) {
    const { section, attributes, firstLine, placeOf } = fence;
    if (section === "verify" || section === "rollback") continue;
    if (attributes.role === "verify" || attributes.role === "undo") continue;
    const { danger, command } = fenceDanger(fence);
    if (command) return { place: placeOf(command.start), what: quotedCommand(command.text) };
    const says = attributes.role === "change" && attributes.output === undefined;
    if (says || isWorse(danger, "low")) {
      return { place: { line: firstLine, column: 1 }, what: "The fence" };
    }
  }
  return undefined;
}
