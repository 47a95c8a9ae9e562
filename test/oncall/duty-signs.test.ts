import { describe, expect, it } from "vitest";
import { personSchema } from "../../src/knowledge/person.ts";
import { dutySigns } from "../../src/oncall/duty-signs.ts";
import { oncallOf } from "../../src/oncall/oncall.ts";
import type { OverlayRow } from "../../src/oncall/overlay.ts";
import { rosterOf } from "../../src/oncall/roster.ts";
import { rowOf } from "./notices-roster.ts";
import { instant } from "./rosters.ts";

const people = [
  { id: "ana", name: "Ana", slack: "U0ANA" },
  { id: "bo", slack: "U0BO" },
  { id: "cem", name: "Cem" },
].map((person) => personSchema.parse(person));

const byDay = (one: string, more: string) =>
  `{timezone: UTC, layers: [{name: day, people: [${one}], every: 1 day, start: 2026-03-02T09:00}], ${more}}`;

function shown(schedules: string, at: string, rows: readonly OverlayRow[] = []) {
  const roster = rosterOf(oncallOf(`schedules: {${schedules}}`, { people, services: [] }), rows);
  return dutySigns(roster, instant(at));
}

const primary = `primary: ${byDay("ana, bo, cem", 'slack_group: oncall, topic_room: "#ops"')}`;

describe("what shows who is on call", () => {
  it("is nothing where oncall.yaml names no place", () => {
    expect(shown(`primary: ${byDay("ana", "")}`, "2026-03-02T10:00Z")).toEqual([]);
  });

  it.each([
    ["a moment before a hand-off", "2026-03-03T08:59:59Z", ["U0ANA"], "Ana"],
    ["at the hand-off", "2026-03-03T09:00Z", ["U0BO"], "bo"],
    ["when somebody without an account serves", "2026-03-04T09:00Z", [], "Cem"],
  ])("says %s who serves then", (_when, at, users, who) => {
    expect(shown(primary, at)).toEqual([
      { kind: "group", at: ["schedules", "primary", "slack_group"], handle: "oncall", users },
      { kind: "topic", at: ["schedules", "primary", "topic_room"], room: "#ops", who },
    ]);
  });

  it("counts what was said in chat, and says that nobody serves", () => {
    const override = rowOf("bo", "2026-03-02T10:00Z", "2026-03-02T12:00Z");
    expect(shown(primary, "2026-03-02T11:00Z", [override])).toMatchObject([
      { users: ["U0BO"] },
      { who: "bo" },
    ]);
    const empty = 'primary: {timezone: UTC, slack_group: oncall, topic_room: "#ops"}';
    expect(shown(empty, "2026-03-02T11:00Z")).toMatchObject([{ users: [] }, { who: "nobody" }]);
  });

  it("is all of them in a place that several schedules share", () => {
    const second = `second: ${byDay("ana", 'slack_group: oncall, topic_room: "#ops"')}`;
    const third = 'third: {timezone: UTC, slack_group: oncall, topic_room: "#ops"}';
    expect(shown(`${primary}, ${second}, ${third}`, "2026-03-02T10:00Z")).toMatchObject([
      { users: ["U0ANA"] },
      { who: "Ana (primary), Ana (second), nobody (third)" },
    ]);
    expect(shown(`${primary}, ${second}`, "2026-03-03T10:00Z")).toMatchObject([
      { users: ["U0BO", "U0ANA"] },
      { who: "bo (primary), Ana (second)" },
    ]);
  });
});
