import { personSchema } from "../../src/knowledge/person.ts";
import { oncallOf } from "../../src/oncall/oncall.ts";
import type { OverlayRow } from "../../src/oncall/overlay.ts";
import { type Roster, rosterOf } from "../../src/oncall/roster.ts";
import { span } from "./rosters.ts";

export const people = [
  { id: "ana", name: "Ana", timezone: "Europe/Lisbon" },
  { id: "bo", name: "Bo" },
  { id: "cem", name: "Cem", timezone: "America/New_York" },
].map((person) => personSchema.parse(person));

/** Ana and Bo hand over on Mondays at nine in Berlin; Ana came on on 23 November 2026. */
export const weekly =
  "primary: {timezone: Europe/Berlin, layers: [{name: week, people: [ana, bo], every: 1 week, start: 2026-11-23T09:00}]}";

/** The roster of an oncall.yaml with these schedules. */
export function rosterWith(schedules: readonly string[], rows: readonly OverlayRow[] = []): Roster {
  const lines = schedules.map((line) => `  ${line}\n`).join("");
  return rosterOf(oncallOf(`schedules:\n${lines}`, { people, services: [] }), rows);
}

type Said = Partial<Pick<OverlayRow, "id" | "request" | "kind" | "other" | "asked" | "madeBy">>;

/** A change of `primary` that somebody made in chat. */
export function rowOf(person: string, start: string, end: string, said: Said = {}): OverlayRow {
  return {
    id: 7,
    request: `request-${said.id ?? 7}`,
    kind: "override",
    schedule: "primary",
    person,
    other: undefined,
    asked: undefined,
    madeBy: person,
    conversation: "here",
    ...said,
    ...span(start, end),
  };
}
