import { parseCatalogue } from "../../src/knowledge/catalogue.ts";
import { type Oncall, oncallOf } from "../../src/oncall/oncall.ts";

/** Ana and Bo share the weeks of Berlin; Cem is there by night; Dee has left, and Eve handles pages. */
export const officeOncall = `schedules:
  primary:
    timezone: Europe/Berlin
    layers: [{name: week, people: [ana, bo], every: 1 week, start: "2026-01-05T09:00"}]
  night:
    timezone: Europe/Berlin
    layers:
      - name: night
        people: [cem]
        every: 1 week
        start: "2026-01-05T09:00"
        active: [{days: [mon, tue, wed, thu, fri, sat, sun], from: "22:00", to: "06:00"}]
policies:
  default: {steps: [{notify: ["schedule:primary"], wait: 5m}, {notify: ["person:cem"], wait: 5m}]}
  nights: {steps: [{notify: ["schedule:night", "room:#ops"], wait: 5m}]}
  both: {steps: [{notify: ["person:bo", "schedule:primary", "schedule:night"], wait: 5m}]}
  gone: {steps: [{notify: ["person:dee", "person:nobody"], wait: 5m}]}
  all: {steps: [{notify: ["everyone"], wait: 5m}]}
  lost: {steps: [{notify: ["schedule:lost"], wait: 5m}]}
`;

const catalogueFiles = [
  {
    file: "people.yaml",
    text: `people:
  - {id: ana, name: Ana}
  - {id: bo, name: Bo Lindqvist}
  - {id: cem, name: Cem}
  - {id: dee, name: Dee, left: 2026-01-13}
  - {id: eve, name: Eve, roles: [oncall]}
`,
  },
  {
    file: "services.yaml",
    text: `services:
  - {id: wiki, owner: ana}
  - {id: batch, owner: ana, escalation: nights}
  - {id: shop, owner: ana, escalation: both}
  - {id: vault, owner: ana, escalation: gone}
  - {id: mail, owner: ana, escalation: all}
  - {id: radio, owner: ana, escalation: lost}
  - {id: stray, owner: ana, escalation: unwritten}
`,
  },
];

/** The office as it is with this oncall.yaml, or with none. */
export function officeWith(text: string | undefined): Oncall {
  return oncallOf(text, parseCatalogue(catalogueFiles, []).catalogue);
}
