import { describe, expect, it } from "vitest";
import { type SectionRole, sectionRole } from "../../src/knowledge/section-roles.ts";

const names: Readonly<Record<SectionRole, readonly string[]>> = {
  when: [
    "When to use",
    "Meaning",
    "Symptoms",
    "Overview",
    "Introduction",
    "Background",
    "Description",
    "Problem description",
    "Alert description",
  ],
  impact: ["Impact", "Severity", "User impact"],
  before: [
    "Before you start",
    "Prerequisites",
    "Pre-requisites",
    "Requirements",
    "Access",
    "Permissions",
  ],
  check: [
    "Check first",
    "Diagnosis",
    "Diagnose",
    "Investigation",
    "Debugging",
    "Troubleshooting",
    "Possible causes",
  ],
  steps: [
    "Steps",
    "Mitigation",
    "Procedure",
    "Resolution",
    "Resolution (steps)",
    "Resolution steps",
    "Potential resolution steps",
    "Recommended actions",
    "Instructions",
    "Fix",
    "How to restart the worker",
    "What to do",
  ],
  verify: [
    "Verify",
    "Verify that it runs",
    "Verification",
    "Validation",
    "Confirm",
    "Confirm with the owner",
    "Check it worked",
    "Testing",
  ],
  rollback: ["Roll back", "Rollback", "Undo", "Revert", "If it goes wrong", "Back out"],
  escalate: [
    "Escalate",
    "Escalation",
    "Escalation path",
    "If this does not help",
    "Contact",
    "Who to ask",
  ],
  notes: [
    "Notes",
    "Additional notes",
    "Further reading",
    "References",
    "Related",
    "Related alerts",
    "Links",
    "History",
  ],
};
const rows = Object.entries(names).flatMap(([role, list]) =>
  list.map((name) => [name, role] as const),
);

describe("a section", () => {
  it.each(rows)("named %s is for: %s", (name, role) => expect(sectionRole(name, "")).toBe(role));

  it.each(rows)("may be written and numbered in any way: %s", (name, role) => {
    for (const form of [
      name.toUpperCase(),
      `${name}:`,
      `**${name}**`,
      `1. ${name}`,
      `2) ${name}`,
      `3.1 ${name}`,
      `Step 3: ${name}`,
      `STEP 10 - ${name}`,
      `  ${name}?`,
      `➡ ${name}`,
    ]) {
      expect([form, sectionRole(form, "")]).toEqual([form, role]);
    }
  });

  it.each([
    ["Rollback plan", undefined],
    ["Fixing it", undefined],
    ["Verifying", undefined],
    ["Relatedness", undefined],
    ["Escalations", undefined],
    ["Step 3", undefined],
    ["5xx errors", undefined],
    ["", undefined],
    ["⚠", undefined],
    ["Impacts", undefined],
    ["Contact lenses", undefined],
  ])("that only begins like a name has no role: %s", (heading, role) =>
    expect(sectionRole(heading, "")).toBe(role),
  );

  it.each([
    ["Check it worked", "Check", "verify"],
    ["Verify the restart", "Verify", "verify"],
    ["Confirm", "Confirm", "verify"],
    ["Undo", "Undo", "rollback"],
    ["Restart the worker", "Restart", "steps"],
    ["restart: the worker", "Restart", "steps"],
    ["Restart", "Restart", "steps"],
    ["2. Restart the worker", "restart", "steps"],
    ["Restarting", "Restart", undefined],
    ["Restart the worker", "", undefined],
    ["Restart the worker", "Start", undefined],
  ])(
    "holds the steps when it begins with the title's verb, but a name goes first: %s, %s",
    (heading, verb, role) => {
      expect(sectionRole(heading, verb)).toBe(role);
    },
  );
});
