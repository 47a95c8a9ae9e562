/** What a section of a runbook is for. */
export type SectionRole =
  | "when"
  | "impact"
  | "before"
  | "check"
  | "steps"
  | "verify"
  | "rollback"
  | "escalate"
  | "notes";

/** Names of sections, as runbooks of many companies use them; one that ends in `…` is the beginning of a name. */
const names: Readonly<Record<SectionRole, string>> = {
  when: "when to use, meaning, symptoms, overview, introduction, background, description, problem description, alert description",
  impact: "impact, severity, user impact",
  before: "before you start, prerequisites, pre requisites, requirements, access, permissions",
  check:
    "check first, diagnosis, diagnose, investigation, debugging, troubleshooting, possible causes",
  steps:
    "steps, mitigation, procedure, resolution, resolution steps, potential resolution steps, recommended actions, instructions, fix, how to…, what to do",
  verify: "verify…, verification, validation, confirm…, check it worked, testing",
  rollback: "roll back, rollback, undo, revert, if it goes wrong, back out",
  escalate: "escalate, escalation…, if this does not help, contact, who to ask",
  notes: "notes, additional notes, further reading, references, related…, links, history",
};

const table: readonly {
  readonly role: SectionRole;
  readonly name: string;
  readonly open: boolean;
}[] = roleNames().flatMap((role) =>
  names[role].split(", ").map((name) => ({
    role,
    name: name.replace("…", ""),
    open: name.endsWith("…"),
  })),
);

function roleNames(): readonly SectionRole[] {
  return ["when", "impact", "before", "check", "steps", "verify", "rollback", "escalate", "notes"];
}

/**
 * Tells a section's role by its heading; case, punctuation, numbering and "Step 3:" say nothing, and the longest name
 * that fits wins. A heading that begins with the page's own verb ("Restart the worker") holds its steps.
 *
 * @param verb the first word of the page's title
 */
export function sectionRole(heading: string, verb: string): SectionRole | undefined {
  const plain = heading
    .toLowerCase()
    .replace(/^\s*(?:step\s*)?\d+(?:\.\d+)*\s*[.:)]?\s*/, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const fitting = table.filter(
    ({ name, open }) => plain === name || (open && plain.startsWith(`${name} `)),
  );
  const longest = fitting.reduce<(typeof table)[number] | undefined>(
    (best, one) => (best && best.name.length >= one.name.length ? best : one),
    undefined,
  );
  if (longest) return longest.role;
  return verb !== "" && `${plain} `.startsWith(`${verb.toLowerCase()} `) ? "steps" : undefined;
}
