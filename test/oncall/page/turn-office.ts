import { personSchema } from "../../../src/knowledge/person.ts";
import { oncallOf } from "../../../src/oncall/oncall.ts";
import type { OverlayRow } from "../../../src/oncall/overlay.ts";
import type { TurnGiven } from "../../../src/oncall/page/turn-plan.ts";
import { rosterOf } from "../../../src/oncall/roster.ts";
import { instant } from "../rosters.ts";

/** Who is reached how: Ana by rules of her own, Bo by mail, Cem by whatever is known; Dee has left, Eve has no address. */
export const people = [
  {
    id: "ana",
    name: "Ana",
    timezone: "Europe/Madrid",
    slack: "U1",
    ntfy: "env:ANA",
    email: "ana@example.org",
    notify: [
      { via: "chat", after: "0m" },
      { via: "ntfy", after: "0m" },
      { via: "email", after: "5m" },
    ],
  },
  { id: "bo", name: "Bo", timezone: "America/New_York", email: "bo@example.org" },
  { id: "cem", name: "Cem", slack: "U3", webhook: "env:CEM", roles: ["oncall"] },
  { id: "dee", name: "Dee", slack: "U4", left: "2026-01-13" },
  { id: "eve", name: "Eve", matrix: "@eve:example.org" },
].map((person) => personSchema.parse(person));

/** Ana and Bo share the weeks of Berlin; Ana came on on Monday 23 November 2026. */
export const weekly = `schedules:
  primary:
    timezone: Europe/Berlin
    layers: [{name: week, people: [ana, bo], every: 1 week, start: "2026-11-23T09:00"}]
  hollow: {timezone: Europe/Berlin}
`;

export const rosterSaying = (
  text: string,
  known = people,
  rows: readonly OverlayRow[] = [],
): TurnGiven["roster"] => rosterOf(oncallOf(text, { people: known, services: [] }), rows);

/** A policy as oncall.yaml writes it. */
export function policySaying(text: string): TurnGiven["policy"] {
  const { file } = oncallOf(`policies: {default: ${text}}`, { people, services: [] });
  const [policy] = file.policies;
  if (!policy) throw new Error(`${text} is no policy: ${file.problems[0]?.message}`);
  return policy;
}

/** Primary, then Cem and #ops; twice, then everybody every 15 minutes. */
export const twoSteps = policySaying(
  '{steps: [{notify: ["schedule:primary"], wait: 5m}, {notify: ["person:cem", "room:#ops"], wait: 10m}], repeat: 1}',
);

/** The night of Wednesday 25 November, 03:00 in Madrid. */
export const night = instant("2026-11-25T02:00:00Z");

/** The first turn of page 12 in that night, unless said otherwise. */
export function turnOf(said: Partial<TurnGiven> = {}): TurnGiven {
  return {
    page: 12,
    policy: twoSteps,
    turn: 1,
    turnsBefore: 0,
    at: night,
    urgency: "high",
    ways: () => ["slack", "ntfy", "email", "webhook"],
    timeZone: "UTC",
    roster: rosterSaying(weekly),
    kept: [],
    added: [],
    oncallRoom: "#oncall",
    lostRooms: [],
    ...said,
  };
}
