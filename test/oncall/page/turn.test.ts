import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planTurn } from "../../../src/oncall/page/turn.ts";
import { turnAfterDowntime } from "../../../src/oncall/page/turn-after-downtime.ts";
import { stepOfTurn } from "../../../src/oncall/page/turn-number.ts";
import { planPerson } from "../../../src/oncall/page/turn-people.ts";
import type { TurnPlan } from "../../../src/oncall/page/turn-plan.ts";
import { instant } from "../rosters.ts";
import {
  night,
  people,
  policySaying,
  rosterSaying,
  turnOf,
  twoSteps,
  weekly,
} from "./turn-office.ts";

const askedBy = ({ people: asked }: TurnPlan) =>
  asked.map(({ person, by }) => `${person} ${by.kind === "schedule" ? by.schedule : by.kind}`);
const minutesAhead = ({ nextDueAt }: TurnPlan, at = night) => at.until(nextDueAt).total("minutes");

describe("the number of a turn", () => {
  const step = (index: number, round: number) => ({ kind: "step", index, round });
  const everybody = (time: number) => ({ kind: "everybody", why: "rounds-through", time });
  it.each([
    ["the first step", 1, 0, step(0, 1)],
    ["the last step of a round", 2, 0, step(1, 1)],
    ["the first step of the next round", 3, 0, step(0, 2)],
    ["the last step of the last round", 4, 0, step(1, 2)],
    ["everybody after it", 5, 0, everybody(1)],
    ["everybody for ever", 100, 0, everybody(96)],
    ["the first step again, where the policy began anew", 8, 7, step(0, 1)],
    ["everybody, as often as then", 12, 7, everybody(1)],
  ])("means %s", (_reason, turn, turnsBefore, means) => {
    expect(stepOfTurn(twoSteps, turn, turnsBefore)).toEqual(means);
  });
});

describe("a turn", () => {
  it("notifies whoever is on call now, by their own rules, and waits for an answer", () => {
    const plan = planTurn(turnOf());
    expect(askedBy(plan)).toEqual(["ana primary"]);
    expect(plan.people[0]?.notifications).toEqual([
      { via: "slack", dueAt: night, key: "page:12:1:ana:1" },
      { via: "ntfy", dueAt: night, key: "page:12:1:ana:2" },
      { via: "email", dueAt: night.add({ minutes: 5 }), key: "page:12:1:ana:3" },
    ]);
    expect(plan).toMatchObject({ isEmpty: false, nextTurn: 2, rooms: [], unreachable: [] });
    expect(minutesAhead(plan)).toBe(5);
    expect(plan.said).toBe(
      'Step 1 of 2 asks Ana (on call for "primary"). Unless somebody has it by then, step 2 asks Cem and #ops in 5 min.',
    );
  });

  it("belongs to the incoming person from the instant of a hand-off on", () => {
    const handoff = instant("2026-11-30T08:00:00Z");
    expect(askedBy(planTurn(turnOf({ at: handoff.subtract({ seconds: 1 }) })))).toEqual([
      "ana primary",
    ]);
    expect(askedBy(planTurn(turnOf({ at: handoff })))).toEqual(["bo primary"]);
  });

  it("asks each person and room once, by what is written first", () => {
    const policy = policySaying(
      '{steps: [{notify: ["room:#ops", "person:bo", "schedule:primary", "person:ana", "everyone", "room:#ops"]}]}',
    );
    const plan = planTurn(turnOf({ policy }));
    expect(askedBy(plan)).toEqual(["bo policy", "ana primary", "cem everyone"]);
    expect(plan.rooms).toEqual(["#ops"]);
  });

  it.each([
    [
      "is not there",
      "person:zed",
      [],
      { person: "zed", why: "unknown" },
      '"zed" is not in people.yaml.',
    ],
    ["has left", "person:dee", [], { person: "dee", why: "left" }, "Dee has left."],
    [
      "has no address on what runs",
      "person:eve",
      [],
      { person: "eve", why: "no-address" },
      "Eve has no address that is in use here.",
    ],
  ])("names somebody who %s, and counts them as nobody", (_reason, target, rooms, whom, said) => {
    const policy = policySaying(`{steps: [{notify: ["${target}"]}, {notify: ["person:cem"]}]}`);
    const plan = planTurn(turnOf({ policy }));
    expect(plan).toMatchObject({ isEmpty: true, people: [], rooms, unreachable: [whom] });
    expect(plan.nextDueAt).toEqual(night);
    expect(plan.said).toBe(`Step 1 of 2 asks nobody. ${said} Now step 2 asks Cem.`);
  });

  it("names somebody whom a low page may not ring", () => {
    const known = people.map((one) => (one.id === "cem" ? { ...one, slack: undefined } : one));
    const plan = planTurn(turnOf({ turn: 2, urgency: "low", roster: rosterSaying(weekly, known) }));
    expect(plan.unreachable).toMatchObject([{ person: "cem", why: "unused" }]);
    expect(plan.rooms).toEqual(["#ops"]);
    expect(plan.said).toContain("Cem cannot be notified: none of the ways");
  });

  it("with no more than a room waits as one with people does", () => {
    const policy = policySaying('{steps: [{notify: ["room:#ops"], wait: 7m}]}');
    const plan = planTurn(turnOf({ policy }));
    expect(plan.isEmpty).toBe(false);
    expect(minutesAhead(plan)).toBe(7);
  });

  it("does not count a room in which nothing can be said", () => {
    const policy = policySaying('{steps: [{notify: ["room:#ops"]}, {notify: ["person:cem"]}]}');
    const plan = planTurn(turnOf({ policy, lostRooms: ["#ops"] }));
    expect(plan).toMatchObject({ isEmpty: true, rooms: [], lostRooms: ["#ops"] });
    expect(plan.said).toContain("Nothing can be said in #ops.");
  });

  it("waits a minute at least, however short its policy says", () => {
    const policy = policySaying('{steps: [{notify: ["person:cem"], wait: 0s}]}');
    expect(minutesAhead(planTurn(turnOf({ policy })))).toBe(1);
  });

  it.each([
    ["is gone", "schedules: {}", [], "gone", undefined, 'There is no schedule "primary" any more.'],
    [
      "cannot be read",
      "schedules: {primary: {timezone: Europe/Berlin, layers: 7}}",
      [],
      "broken",
      undefined,
      'The schedule "primary" cannot be read.',
    ],
    [
      "stands in a file that cannot be read",
      "schedules: [",
      [],
      "broken",
      undefined,
      'The schedule "primary" cannot be read.',
    ],
    [
      "has nobody",
      "schedules: {primary: {timezone: Europe/Berlin}}",
      [],
      "read",
      undefined,
      'Nobody is on call for "primary".',
    ],
    [
      "is in force as it was last good",
      weekly,
      ["primary"],
      "kept",
      "ana",
      'The schedule "primary" cannot be read any more, so its last good version holds.',
    ],
  ])("says that a schedule %s", (_reason, text, kept, state, person, said) => {
    const plan = planTurn(turnOf({ roster: rosterSaying(text), kept }));
    expect(plan.schedules).toEqual([{ schedule: "primary", state, person }]);
    expect(plan.isEmpty).toBe(person === undefined);
    expect(plan.said).toContain(said);
  });

  it("asks who was added with the first step of each round, and with everybody", () => {
    const asks = (turn: number) => askedBy(planTurn(turnOf({ turn, added: ["bo", "cem"] })));
    expect(asks(1)).toEqual(["ana primary", "bo added", "cem added"]);
    expect(asks(2)).toEqual(["cem policy"]);
    expect(asks(3)).toEqual(["ana primary", "bo added", "cem added"]);
    expect(asks(5)).toEqual(["ana primary", "cem policy", "bo everyone"]);
  });

  it("asks the people of a new round by keys of its own", () => {
    const keys = [1, 3].map((turn) => planTurn(turnOf({ turn })).people[0]?.notifications[0]?.key);
    expect(keys).toEqual(["page:12:1:ana:1", "page:12:3:ana:1"]);
  });

  it("has a next one ahead, in bounded time, on every roster and in every night", () => {
    const wait = fc.constantFrom("0s", "1m", "5m", "3h", "1d", "3d");
    const named = ["ana", "bo", "dee", "eve", "zed"].map((id) => `person:${id}`);
    const others = ["primary", "hollow", "gone"].map((id) => `schedule:${id}`);
    const target = fc.constantFrom(...named, ...others, "room:#ops", "everyone");
    const step = fc.record({ notify: fc.array(target, { maxLength: 3 }), wait });
    const policy = fc
      .record({
        steps: fc.array(step, { minLength: 1, maxLength: 4 }),
        repeat: fc.integer({ min: 0, max: 3 }),
        then_every: fc.constantFrom("5m", "60m"),
      })
      .map((fields) => policySaying(JSON.stringify(fields)));
    const given = fc.record({
      policy,
      turn: fc.integer({ min: 1, max: 30 }),
      at: fc
        .integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 11) })
        .map(Temporal.Instant.fromEpochMilliseconds),
      urgency: fc.constantFrom("high" as const, "low" as const),
      oncallRoom: fc.constantFrom(undefined, "#oncall"),
    });
    const roster = rosterSaying(weekly);
    fc.assert(
      fc.property(given, (said) => {
        const {
          at,
          urgency,
          policy: { steps, thenEvery },
        } = said;
        let plan = planTurn(turnOf({ ...said, roster }));
        for (let passed = 0; plan.nextDueAt.equals(at); passed += 1) {
          expect(plan).toMatchObject({ isEmpty: true, step: { kind: "step" } });
          expect(passed).toBeLessThan(steps.length);
          plan = planTurn(turnOf({ ...said, roster, turn: plan.nextTurn }));
        }
        const hours = at.until(plan.nextDueAt).total("hours");
        const { step: ran } = plan;
        const length = ran.kind === "step" ? steps[ran.index]?.wait : thenEvery;
        const longest = [length?.total("hours") ?? 0, 1 / 60, urgency === "low" ? 24 : 0];
        expect(hours).toBeGreaterThan(0);
        expect(hours).toBeLessThanOrEqual(Math.max(...longest));
      }),
    );
  });
});

describe("somebody who is asked apart from a turn", () => {
  it("hears of it by keys that no turn has", () => {
    const given = { ...turnOf(), people, occasion: "v7" };
    expect(planPerson("bo", given)).toMatchObject({
      name: "Bo",
      notifications: [{ via: "email", dueAt: night, key: "page:12:v7:bo:1" }],
    });
    expect(planPerson("dee", given)).toEqual({ person: "dee", name: "Dee", why: "left" });
  });
});

describe("a turn after downtime", () => {
  const lateTurn = (late: Temporal.DurationLike) =>
    turnAfterDowntime({ ...turnOf({ turn: 2 }), dueAt: night.subtract(late) });

  it.each([
    ["under a minute", { seconds: 59 }, undefined],
    ["a minute", { minutes: 1 }, "Late by 1 min."],
    ["twelve minutes and a bit", { minutes: 12, seconds: 40 }, "Late by 12 min."],
    ["three days", { hours: 72 }, "Late by 3 d."],
    ["before it is due, the clock having been set back", { hours: -1 }, undefined],
  ])("of %s is one turn, and says how late", (_reason, late, said) => {
    const { said: told, lateBy, ...plan } = lateTurn(late);
    const { said: punctual, ...onTime } = planTurn(turnOf({ turn: 2 }));
    expect(plan).toEqual(onTime);
    expect(told).toBe(said === undefined ? punctual : `${said} ${punctual}`);
    expect(lateBy === undefined).toBe(said === undefined);
  });

  it("waits from when it runs", () => {
    expect(minutesAhead(lateTurn({ hours: 72 }))).toBe(10);
  });
});
