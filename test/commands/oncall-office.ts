import type { Files } from "../support/knowledge-folder.ts";

/** All that on-call needs: two files. Ana and Bo share the weeks of Berlin. */
export const oncallOffice: Files = {
  "people.yaml": `people:
  - {id: ana, name: Ana, slack: U1, email: ana@example.org, roles: [oncall]}
  - {id: bo, name: Bo, slack: U2, email: bo@example.org}
  - {id: cem, name: Cem, slack: U3, email: cem@example.org}
`,
  "oncall.yaml": `schedules:
  primary:
    timezone: Europe/Berlin
    layers:
      - {name: week, people: [ana, bo], every: 1 week, start: "2026-01-05T09:00"}
policies:
  default:
    steps:
      - {notify: ["schedule:primary"], wait: 5m}
      - {notify: ["person:cem", "room:#ops"], wait: 10m}
`,
};

/** The text of oncall.yaml with something in the place of something. */
export function oncallWith(from: string, to: string): Files {
  return { "oncall.yaml": (oncallOffice["oncall.yaml"] ?? "").replace(from, () => to) };
}

/** A schedule that cannot be read, beside the one that can. */
export const brokenBeside = oncallWith(
  "schedules:\n",
  "schedules:\n  night: {timezone: Europe/Berlyn}\n",
);
