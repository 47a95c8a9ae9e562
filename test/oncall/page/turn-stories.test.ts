import { describe, expect, it } from "vitest";
import { nobodyReachedText, reachText } from "../../../src/oncall/page/reach-text.ts";
import { planTurn } from "../../../src/oncall/page/turn.ts";
import type { TurnGiven, TurnPlan } from "../../../src/oncall/page/turn-plan.ts";
import { createStoppedClock } from "../../support/stopped-clock.ts";
import { instant } from "../rosters.ts";
import { night, people, policySaying, rosterSaying, turnOf, weekly } from "./turn-office.ts";

/** Runs the turns of a page as they become due, until an instant; nobody answers. */
function* unanswered(said: Partial<TurnGiven>, until: Temporal.Instant) {
  const clock = createStoppedClock(said.at ?? night);
  for (let turn = 1; Temporal.Instant.compare(clock.now(), until) < 0; ) {
    const given = turnOf({ ...said, turn, at: clock.now() });
    const plan = planTurn(given);
    yield { plan, given };
    clock.set(plan.nextDueAt);
    turn = plan.nextTurn;
  }
}

const story = (said: Partial<TurnGiven>, until: Temporal.Instant) =>
  [...unanswered(said, until)].map(({ plan, given }) => told(plan, given.at));

const told = ({ step, people: asked, rooms }: TurnPlan, at: Temporal.Instant) =>
  [
    night.until(at).total("minutes"),
    step.kind === "step" ? `step ${step.index + 1}` : "everybody",
    ...asked.map(({ person }) => person),
    ...rooms,
  ].join(" ");

describe("a page at 03:00 while everybody sleeps", () => {
  const day = story({}, night.add({ hours: 24 }));

  it("goes through all rounds, then asks everybody", () => {
    expect(day.slice(0, 6)).toEqual([
      "0 step 1 ana",
      "5 step 2 cem #ops",
      "15 step 1 ana",
      "20 step 2 cem #ops",
      "30 everybody ana cem bo #ops #oncall",
      "45 everybody ana cem bo #ops #oncall",
    ]);
  });

  it("asks everybody every 15 minutes for the rest of the day, and never stops", () => {
    expect(day).toHaveLength(4 + 94);
    expect(day.at(-1)).toBe("1425 everybody ana cem bo #ops #oncall");
  });

  it("says when it asks everybody for the first time, and that it asks them again", () => {
    const said = (turn: number) => planTurn(turnOf({ turn })).said;
    const everybody = 'Ana (on call for "primary"), Cem, Bo, #ops and #oncall';
    const again = "Unless somebody has it by then, it asks again in 15 min.";
    expect(said(3)).toMatch(/^Step 1 of 2 \(round 2 of 2\) asks Ana/);
    expect(said(4)).toMatch(/Unless somebody has it by then, it asks everybody in 10 min\.$/);
    expect(said(5)).toBe(
      `All steps are through and nobody has it, so this asks everybody: ${everybody}. ${again}`,
    );
    expect(said(6)).toBe(`Nobody has it yet, so this asks everybody again: ${everybody}. ${again}`);
  });
});

describe("a page to an empty schedule", () => {
  const hollow = policySaying(
    '{steps: [{notify: ["schedule:hollow"]}, {notify: ["person:cem"], wait: 10m}], repeat: 0}',
  );

  it("is with the next step in the same instant", () => {
    expect(story({ policy: hollow }, night.add({ minutes: 11 }))).toEqual([
      "0 step 1",
      "0 step 2 cem",
      "10 everybody cem ana bo #oncall",
    ]);
  });

  it("is with everybody at once where no step reaches anybody", () => {
    const policy = policySaying(
      '{steps: [{notify: ["schedule:hollow"]}, {notify: ["person:dee"]}, {notify: []}], repeat: 10}',
    );
    expect(story({ policy }, night.add({ minutes: 16 }))).toEqual([
      "0 everybody ana bo cem #oncall",
      "15 everybody ana bo cem #oncall",
    ]);
    expect(planTurn(turnOf({ policy })).said).toBe(
      'No step reaches anybody, so this asks everybody: Ana, Bo, Cem and #oncall. Nobody is on call for "hollow". Dee has left. Unless somebody has it by then, it asks again in 15 min.',
    );
  });

  it("goes on with its steps once one of them reaches somebody", () => {
    const policy = policySaying('{steps: [{notify: ["schedule:hollow"]}], repeat: 2}');
    expect(planTurn(turnOf({ policy })).step.kind).toBe("everybody");
    const filled = weekly.replace(
      "hollow: {timezone: Europe/Berlin}",
      "hollow: {timezone: Europe/Berlin, layers: [{name: a, people: [bo], every: 1 week, start: 2026-01-05T09:00}]}",
    );
    const roster = rosterSaying(filled);
    expect(told(planTurn(turnOf({ policy, turn: 2, roster })), night)).toBe("0 step 1 bo");
  });

  it("is said and tried again where nobody is left at all", () => {
    const known = people.filter(({ id }) => ["dee", "eve"].includes(id));
    const policy = policySaying('{steps: [{notify: ["schedule:hollow", "person:eve"]}]}');
    const roster = rosterSaying("schedules: {hollow: {timezone: Europe/Berlin}}", known);
    const given = turnOf({ policy, roster, oncallRoom: undefined });
    const plan = planTurn(given);
    expect(plan).toMatchObject({ isEmpty: true, people: [], rooms: [] });
    expect(plan.nextDueAt).toEqual(night.add({ minutes: 15 }));
    const text =
      'Nobody is notified of #12 now. Nobody is on call for "hollow". Eve has no address that is in use here. Unless somebody has it by then, it asks again in 15 min. If it cannot wait, call somebody, or say "add #12 @name".';
    expect(nobodyReachedText(plan, given)).toBe(text);
    expect(reachText(plan, given)).toBe(text);
    const inRoom = turnOf({ policy, roster });
    expect(nobodyReachedText(planTurn(inRoom), inRoom)).toContain("It only stands in #oncall.");
  });
});

describe("a roster that changes while a page runs", () => {
  it("counts for the turns after it, while the steps stay those of the page", () => {
    const roster = rosterSaying(weekly.replace("[ana, bo]", "[bo, ana]"));
    expect(told(planTurn(turnOf({ turn: 1 })), night)).toBe("0 step 1 ana");
    expect(told(planTurn(turnOf({ turn: 3, roster })), night)).toBe("0 step 1 bo");
  });

  it("takes out somebody who is removed while being paged, and names them", () => {
    const roster = rosterSaying(
      weekly,
      people.filter(({ id }) => id !== "ana"),
    );
    const plan = planTurn(turnOf({ turn: 3, roster }));
    expect(plan).toMatchObject({ isEmpty: true, unreachable: [{ person: "ana", why: "unknown" }] });
    expect(plan.said).toBe(
      'Step 1 of 2 (round 2 of 2) asks nobody. "ana" is not in people.yaml. Now step 2 asks Cem and #ops.',
    );
  });
});

describe("a low page at night", () => {
  const low = { urgency: "low" } as const;

  it("lets somebody sleep till eight, then counts their rules and its wait from there", () => {
    const given = turnOf(low);
    const plan = planTurn(given);
    expect(plan.people[0]?.notifications).toMatchObject([
      { via: "slack", dueAt: instant("2026-11-25T07:00:00Z") },
      { via: "email", dueAt: instant("2026-11-25T07:05:00Z") },
    ]);
    expect(plan.nextDueAt).toEqual(instant("2026-11-25T07:05:00Z"));
    expect(plan.said).toBe(
      'Step 1 of 2 asks Ana (on call for "primary"). It is not urgent, so Ana hears of it on Wed 25 Nov 08:00 (Europe/Madrid, +01:00). Unless somebody has it by then, step 2 asks Cem and #ops on Wed 25 Nov 07:05 (UTC, +00:00).',
    );
    expect(reachText(plan, given)).toContain(
      "Ana hears of it by Slack on Wed 25 Nov 08:00 (Europe/Madrid, +01:00), by e-mail on Wed 25 Nov 08:05 (Europe/Madrid, +01:00).",
    );
  });

  it("asks once in the night, not through all rounds", () => {
    expect(story(low, instant("2026-11-25T07:04:00Z"))).toEqual(["0 step 1 ana"]);
  });

  it("comes at eight by the clock in the night in which clocks go back", () => {
    const at = instant("2026-10-25T00:30:00Z"); // the first 02:30 in Madrid
    const policy = policySaying('{steps: [{notify: ["person:ana"], wait: 10m}]}');
    const plan = planTurn(turnOf({ ...low, at, policy }));
    expect(plan.people[0]?.notifications[0]?.dueAt).toEqual(instant("2026-10-25T07:00:00Z"));
    expect(plan.nextDueAt).toEqual(instant("2026-10-25T07:10:00Z"));
  });

  it("is with the first who is awake, and waits from then", () => {
    const policy = policySaying('{steps: [{notify: ["person:ana", "person:bo"], wait: 10m}]}');
    const at = instant("2026-11-25T21:00:00Z"); // 22:00 in Madrid, 16:00 in New York
    const plan = planTurn(turnOf({ ...low, at, policy }));
    expect(plan.people.map(({ from }) => from)).toEqual([instant("2026-11-26T07:00:00Z"), at]);
    expect(plan.nextDueAt).toEqual(at.add({ minutes: 10 }));
    expect(plan.said).toMatch(/step 1 asks Ana and Bo in 10 min\.$/);
  });

  it("waits for a morning and an answer together no longer than a day", () => {
    const policy = policySaying('{steps: [{notify: ["person:ana"], wait: 20h}]}');
    const at = instant("2026-11-25T19:00:00Z");
    expect(planTurn(turnOf({ ...low, at, policy })).nextDueAt).toEqual(at.add({ hours: 24 }));
  });

  it("moves what its rules would bring after twenty to the morning", () => {
    const at = instant("2026-11-25T18:58:00Z");
    const [first, second] = planTurn(turnOf({ ...low, at })).people[0]?.notifications ?? [];
    expect(first?.dueAt).toEqual(at);
    expect(second?.dueAt).toEqual(instant("2026-11-26T07:00:00Z"));
  });
});

describe("whoever asks for a page", () => {
  it("is told whom it reaches and how, and what comes next", () => {
    const given = turnOf();
    expect(reachText(planTurn(given), given)).toBe(
      'This asks Ana (on call for "primary"). Ana hears of it by Slack and ntfy now, by e-mail in 5 min. Unless somebody has it by then, step 2 asks Cem and #ops in 5 min.',
    );
  });

  it("is told of a later step by what it says, since whom it means is seen when it runs", () => {
    const policy = policySaying(
      '{steps: [{notify: ["person:cem"]}, {notify: ["schedule:primary", "everyone"]}]}',
    );
    const given = turnOf({ policy });
    expect(reachText(planTurn(given), given)).toContain(
      'step 2 asks whoever is on call for "primary" and everybody in 5 min.',
    );
  });

  it("is told whom it does not reach", () => {
    const policy = policySaying('{steps: [{notify: ["person:cem", "person:eve"]}], repeat: 0}');
    const given = turnOf({ policy });
    expect(reachText(planTurn(given), given)).toBe(
      "This asks Cem. Cem hears of it by Slack and webhook now. Eve has no address that is in use here. Unless somebody has it by then, it asks everybody in 5 min.",
    );
  });

  it("is told at once of an empty step, and what follows it", () => {
    const given = turnOf({ roster: rosterSaying("schedules: {}") });
    expect(reachText(planTurn(given), given)).toBe(
      'Nobody is notified of #12 now. There is no schedule "primary" any more. Now step 2 asks Cem and #ops. If it cannot wait, call somebody, or say "add #12 @name".',
    );
  });
});
