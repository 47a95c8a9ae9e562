import { describe, expect, it } from "vitest";
import type { Actor } from "../../../src/oncall/page/actor.ts";
import { decidePage } from "../../../src/oncall/page/decide-page.ts";
import type { Page } from "../../../src/oncall/page/page.ts";
import type { PageEvent, PageEventName } from "../../../src/oncall/page/page-event.ts";
import type { Right } from "../../../src/oncall/page/page-rights.ts";
import {
  ana,
  asksForSign,
  bo,
  clock,
  guest,
  held,
  inMinutes,
  minutes,
  monitor,
  opened,
  over,
  policy,
  snoozing,
  t0,
  taken,
  watched,
} from "./page-of.ts";

const ack: PageEvent = { event: "ack" };
const escalate: PageEvent = { event: "escalate" };
const handBack: PageEvent = { event: "hand-back" };
const snooze = (length: number): PageEvent => ({ event: "snooze", length: minutes(length) });
const toBo: PageEvent = { event: "reassign", to: { kind: "person", person: "bo" } };
const otherPolicy = { ...policy, id: "database" };
const toPolicy: PageEvent = { event: "reassign", to: { kind: "policy", policy: otherPolicy } };
const addCem: PageEvent = { event: "add-responder", person: "cem" };
const note: PageEvent = { event: "note", text: "disk is full" };
const resolve = (text?: string, gone: readonly string[] = []): PageEvent => ({
  event: "resolve",
  text,
  gone,
});
const reopen = (twin?: number): PageEvent => ({ event: "reopen", twin });
const turnDue = (due = t0, turn = 2, at = inMinutes(5)): PageEvent => ({
  event: "turn-due",
  due,
  taken,
  next: { turn, at },
});
const clockEvent = (event: "reminded" | "ack-timed-out" | "woke", due: Temporal.Instant) => ({
  event,
  due,
});

/** What is decided, by whom as what, some minutes after the page was opened. */
function decide(
  page: Page,
  event: PageEvent,
  by: Actor,
  rights: readonly Right[],
  minute = 3,
): ReturnType<typeof decidePage> {
  return decidePage(page, event, { by, rights, at: inMinutes(minute) });
}

function decided(...asked: Parameters<typeof decide>) {
  const decision = decide(...asked);
  if ("refused" in decision) throw new Error(decision.refused);
  return decision;
}

const seconds = (count: number) => Temporal.Duration.from({ seconds: count });
const responder = ["responder"] as const;
const requester = ["requester"] as const;
const cancel = { effect: "cancel-notifications" };
const turnNow = { effect: "notify-turn-due-now" };
const repaint = { effect: "repaint-status" };
const tell = (whom: string, what = "line") => ({ effect: "tell", whom, what });
const all = [tell("room"), tell("notified"), tell("requester")];
const again = [turnNow, tell("room"), tell("requester"), repaint];

describe("what can happen to a page that nobody has", () => {
  it("takes its next turn when that is due, and waits for the one after it", () => {
    const { page, entry, effects } = decided(opened, turnDue(), clock, ["clock"], 3);
    expect(page).toMatchObject({ state: "triggered", turn: 1, firstTurn: 1, version: 2 });
    expect(page.dueAt).toEqual(inMinutes(5));
    expect(entry).toMatchObject({ event: "turn", data: { turn: 1, taken, lateBy: seconds(180) } });
    expect(effects).toEqual([tell("room"), tell("requester"), repaint]);
  });

  it("passes over turns that reach nobody", () => {
    const { page } = decided(opened, turnDue(t0, 7, t0), clock, ["clock"], 0);
    expect(page.turn).toBe(6);
    expect(page.dueAt).toEqual(t0);
  });

  it("is never late by less than nothing, whatever the clock was set to", () => {
    const { entry } = decided(opened, turnDue(), clock, ["clock"], -30);
    expect(entry).toMatchObject({ data: { lateBy: minutes(0) } });
  });

  it.each([responder, requester])("has its next turn now when a %s escalates it", (right) => {
    const waiting: Page = { ...opened, turn: 1, dueAt: inMinutes(5) };
    const { page, entry, effects } = decided(waiting, escalate, bo, [right]);
    expect(page).toMatchObject({ state: "triggered", turn: 1 });
    expect(page.dueAt).toEqual(inMinutes(3));
    expect(entry).toMatchObject({ event: "escalated", actor: bo });
    expect(effects).toEqual([turnNow, tell("room"), repaint]);
  });

  it("is due since it was, when it is escalated after that", () => {
    expect(decided(opened, escalate, bo, responder).page.dueAt).toEqual(t0);
  });

  it("stops paging when a responder takes it, and all are told", () => {
    const { page, entry, effects } = decided(opened, ack, ana, responder);
    expect(page).toMatchObject({ state: "acknowledged", ackedBy: "ana", due: "remind" });
    expect([page.ackedAt, page.dueAt]).toEqual([inMinutes(3), inMinutes(63)]);
    expect(entry).toMatchObject({ event: "acknowledged", actor: ana, at: inMinutes(3) });
    expect(effects).toEqual([cancel, ...all, repaint]);
  });

  it.each([
    ["whoever asked for it", guest, ["requester", "in-home-room"]],
    ["a passer-by", guest, ["in-home-room"]],
  ] as const)(
    "goes on paging when %s acknowledges it, who may ask to be added",
    (_, by, rights) => {
      expect(decide(opened, ack, by, rights)).toMatchObject({
        refused:
          "#12 can only be acknowledged by a responder: that stops the pager, and it goes on until one does. Nothing has changed.",
        offer: "add-me",
      });
    },
  );

  it("is not offered to a monitor", () => {
    expect(decide(opened, ack, monitor, ["source"])).toMatchObject({ offer: undefined });
  });
});

describe("what can happen to a page that somebody has", () => {
  it("stays whose it is when somebody else takes it, too", () => {
    const { page, entry, effects } = decided(held, ack, bo, responder);
    expect(page).toEqual({ ...held, version: 2 });
    expect(entry).toMatchObject({ event: "joined-in", data: { ackedBy: "ana", since: t0 } });
    expect(effects).toEqual([tell("actor", "already"), repaint]);
  });

  it.each([
    ["before the reminder", held],
    ["after it", asksForSign],
  ])("gives whoever has it the whole time again for a sign %s", (_, page) => {
    const next = decided(page, ack, ana, ["responder", "acker"], 65);
    expect(next.page).toMatchObject({ ackedBy: "ana", ackedAt: t0, due: "remind" });
    expect(next.page.dueAt).toEqual(inMinutes(125));
    expect(next.entry.event).toBe("still-on-it");
  });

  it("stays snoozed when whoever has it presses an old button", () => {
    const { page } = decided(snoozing, ack, ana, ["responder", "acker"]);
    expect(page).toEqual({ ...snoozing, version: 2 });
  });

  it("asks for a sign, and then waits for ten minutes", () => {
    const event = clockEvent("reminded", inMinutes(60));
    const { page, entry, effects } = decided(held, event, clock, ["clock"], 61);
    expect(page).toMatchObject({ state: "acknowledged", ackedBy: "ana", due: "time-out" });
    expect(page.dueAt).toEqual(inMinutes(71));
    expect(entry).toMatchObject({ event: "reminded", data: { ackedBy: "ana", since: t0 } });
    expect(effects).toEqual([tell("acker", "reminder"), tell("room", "reminder"), repaint]);
  });

  it.each([
    ["without a sign", asksForSign, clockEvent("ack-timed-out", inMinutes(70)), clock, "clock"],
    ["when it is handed back", held, handBack, ana, "acker"],
    ["when its snooze is over", snoozing, clockEvent("woke", inMinutes(30)), clock, "clock"],
  ] as const)("begins its policy again %s", (_, before, event, by, right) => {
    const { page, effects } = decided({ ...before, turn: 4 }, event, by, [right], 90);
    expect(page).toMatchObject({ state: "triggered", due: "turn", turn: 4, firstTurn: 5 });
    expect([page.dueAt, page.ackedBy, page.snoozedUntil]).toEqual([
      inMinutes(90),
      undefined,
      undefined,
    ]);
    expect(effects).toEqual(again);
  });

  it("says who gave no sign since when", () => {
    const event = clockEvent("ack-timed-out", inMinutes(70));
    expect(decided(asksForSign, event, clock, ["clock"]).entry).toMatchObject({
      event: "ack-timed-out",
      data: { ackedBy: "ana", since: t0 },
    });
  });

  it.each([
    ["the turn before", opened, turnDue(inMinutes(-5))],
    ["a reminder before the last sign", held, clockEvent("reminded", inMinutes(59))],
    ["patience that was over earlier", asksForSign, clockEvent("ack-timed-out", inMinutes(69))],
    ["a shorter snooze", snoozing, clockEvent("woke", inMinutes(20))],
  ])("does not hear the clock on %s", (_, page, event) => {
    expect(decide(page, event, clock, ["clock"], 90)).toMatchObject({
      refused: "Something else has happened to the page since. Nothing has changed.",
    });
  });
});

describe("what can happen to a page until it is resolved", () => {
  it.each([
    ["nobody has", opened, bo, "bo", inMinutes(3)],
    ["somebody has, who keeps it", held, bo, "ana", t0],
  ] as const)("sleeps until the end of a snooze, where %s", (_, before, by, ackedBy, ackedAt) => {
    const { page, entry, effects } = decided(before, snooze(30), by, responder);
    expect(page).toMatchObject({ state: "acknowledged", due: "wake", ackedBy });
    expect([page.ackedAt, page.dueAt, page.snoozedUntil]).toEqual([
      ackedAt,
      inMinutes(33),
      inMinutes(33),
    ]);
    expect(entry).toMatchObject({ event: "snoozed", data: { until: inMinutes(33) } });
    expect(effects).toEqual([cancel, ...all, repaint]);
  });

  it.each([
    [4, false],
    [5, true],
    [24 * 60, true],
    [24 * 60 + 1, false],
  ])("can be snoozed for %i min: %s", (length, can) => {
    const decision = decide(held, snooze(length), bo, responder);
    expect("refused" in decision).toBe(!can);
  });

  it("tells for how long it can be snoozed", () => {
    expect(decide(held, snooze(1441), bo, responder)).toMatchObject({
      refused: "A page can be snoozed for 5 min to 24 h, not for 1 d 1 min. Nothing has changed.",
    });
  });

  it.each([
    ["nobody has", opened],
    ["somebody has", held],
  ])("notifies a person it is given to, and asks the policy after 5 min, where %s", (_, before) => {
    const { page, entry, effects } = decided({ ...before, turn: 2 }, toBo, ana, responder);
    expect(page).toMatchObject({ state: "triggered", turn: 3, firstTurn: 4, added: ["bo"] });
    expect(page.dueAt).toEqual(inMinutes(8));
    expect(entry).toMatchObject({ event: "reassigned", data: { person: "bo" } });
    const notify = { effect: "notify-person", person: "bo", turn: 3 };
    expect(effects).toEqual([cancel, notify, ...all, repaint]);
  });

  it.each([
    ["nobody has", opened],
    ["somebody has", held],
  ])("begins another policy, which it keeps, where %s", (_, before) => {
    const { page, entry, effects } = decided({ ...before, turn: 2 }, toPolicy, ana, responder);
    expect(page).toMatchObject({ state: "triggered", policy: otherPolicy, turn: 2, firstTurn: 3 });
    expect(page.dueAt).toEqual(inMinutes(3));
    expect(entry).toMatchObject({ event: "reassigned", data: { policy: "database" } });
    expect(effects).toEqual([cancel, turnNow, ...all, repaint]);
  });

  it.each([
    ["a responder", "responder", opened],
    ["whoever asked for it", "requester", opened],
    ["a responder", "responder", held],
    ["whoever asked for it", "requester", held],
  ] as const)("notifies whom %s adds, and goes on as before", (_, right, before) => {
    const { page, entry, effects } = decided({ ...before, turn: 2 }, addCem, bo, [right]);
    const own = { turn: 3, firstTurn: 2, added: ["cem"], version: 2 };
    expect(page).toEqual({ ...before, ...own });
    expect(entry).toMatchObject({ event: "responder-added", data: { person: "cem" } });
    const notify = { effect: "notify-person", person: "cem", turn: 3 };
    expect(effects).toEqual([notify, ...all, repaint]);
  });

  it.each([opened, held])("takes notes of anybody in its room", (before) => {
    const { page, entry, effects } = decided(before, note, guest, ["in-home-room"]);
    expect(page).toEqual({ ...before, version: 2 });
    expect(entry).toMatchObject({ event: "noted", data: { text: "disk is full" } });
    expect(effects).toEqual([]);
  });

  it("takes no note that says nothing", () => {
    const empty: PageEvent = { event: "note", text: " \n" };
    expect(decide(opened, empty, guest, ["in-home-room"])).toHaveProperty("refused");
  });

  it.each([
    ["a responder", opened, resolve(), bo, "responder"],
    ["a responder", held, resolve(), bo, "responder"],
    ["whoever asked for it and says why", opened, resolve("it was a test"), guest, "requester"],
    ["whoever asked for it and says why", held, resolve("it was a test"), guest, "requester"],
    ["its monitor, when no alert fires", watched(opened, []), resolve(), monitor, "source"],
    [
      "its last alert that goes",
      watched(held, ["a"]),
      resolve(undefined, ["a"]),
      monitor,
      "source",
    ],
  ] as const)("is resolved by %s", (_, before, event, by, right) => {
    const { page, entry, effects } = decided(before, event, by, [right]);
    expect(page).toMatchObject({ state: "resolved", dueAt: undefined, ackedBy: undefined });
    expect([page.resolvedAt, page.alerts]).toEqual([inMinutes(3), []]);
    expect(entry).toMatchObject({ event: "resolved", actor: by });
    expect(effects).toEqual([cancel, ...all, repaint]);
  });

  it.each([undefined, "", "  "])("is not resolved by whoever asked for it and says %j", (text) => {
    expect(decide(opened, resolve(text), guest, requester)).toMatchObject({
      refused: 'Say why it is over, as in "resolve it was a test". Nothing has changed.',
    });
  });

  it("needs no word of a responder who asked for it", () => {
    expect(decided(opened, resolve(), ana, ["responder", "requester"]).page.state).toBe("resolved");
  });

  it("goes on while one of its alerts fires", () => {
    const event = resolve(undefined, ["a", "z"]);
    const { page, entry } = decided(watched(opened, ["a", "b"]), event, monitor, ["source"]);
    expect(page).toMatchObject({ state: "triggered", alerts: ["b"], version: 2 });
    expect(entry).toMatchObject({ event: "alerts-gone", data: { left: 1 } });
  });

  it.each([
    ["an alert that is none of its own", ["a"], ["z"]],
    ["an alert that is gone already", [], ["a"]],
    ["none, while one fires", ["a"], []],
  ])("does not hear its monitor on %s", (_, firing, gone) => {
    const decision = decide(watched(opened, firing), resolve("", gone), monitor, ["source"]);
    expect(decision).toHaveProperty("refused");
  });
});

describe("what can happen to a resolved page", () => {
  const dayMinutes = 24 * 60;

  it.each([
    ["responder", 0],
    ["responder", dayMinutes],
    ["requester", dayMinutes],
  ] as const)("begins its policy again when a %s opens it %i min later", (right, minute) => {
    const { page, entry, effects } = decided({ ...over, turn: 2 }, reopen(), bo, [right], minute);
    expect(page).toMatchObject({ state: "triggered", turn: 2, firstTurn: 3 });
    expect([page.dueAt, page.resolvedAt]).toEqual([inMinutes(minute), undefined]);
    expect(entry.event).toBe("reopened");
    expect(effects).toEqual([turnNow, ...all, repaint]);
  });

  it("stays resolved after a day, and nothing else is left to do", () => {
    expect(decide(over, reopen(), bo, responder, dayMinutes + 1)).toEqual({
      refused: "#12 is resolved for more than 24 h. Open a new page. Nothing has changed.",
      allowed: [],
      offer: undefined,
    });
  });

  it("stays resolved while another page is open about the same", () => {
    expect(decide(over, reopen(14), bo, responder)).toMatchObject({
      refused: "#14 is open about the same: go on there. Nothing has changed.",
    });
  });
});

const states = {
  triggered: watched(opened, ["a"]),
  "acknowledged, not yet reminded": watched(held, ["a"]),
  "acknowledged, reminded": watched(asksForSign, ["a"]),
  "acknowledged, snoozed": watched(snoozing, ["a"]),
  resolved: watched(over, ["a"]),
} as const;
type StateName = keyof typeof states;

const dueOf = (page: Page) => page.dueAt ?? t0;
const events: Readonly<Record<PageEventName, (page: Page) => PageEvent>> = {
  "turn-due": (page) => turnDue(dueOf(page)),
  reminded: (page) => clockEvent("reminded", dueOf(page)),
  "ack-timed-out": (page) => clockEvent("ack-timed-out", dueOf(page)),
  woke: (page) => clockEvent("woke", dueOf(page)),
  escalate: () => escalate,
  ack: () => ack,
  "hand-back": () => handBack,
  snooze: () => snooze(30),
  reassign: () => toBo,
  "add-responder": () => addCem,
  note: () => note,
  resolve: () => resolve("it is over", ["a"]),
  reopen: () => reopen(),
};

const actors: Readonly<Record<Right | "stranger", Actor>> = {
  responder: bo,
  requester: guest,
  source: monitor,
  clock,
  acker: ana,
  "in-home-room": guest,
  stranger: guest,
};

/** All pairs that count, and for whom. */
const held3 = ["not yet reminded", "reminded", "snoozed"].map((how) => `acknowledged, ${how}`);
const open = ["triggered", ...held3];
const counts: readonly (readonly [PageEventName, readonly string[], readonly Right[]])[] = [
  ["turn-due", ["triggered"], ["clock"]],
  ["escalate", ["triggered"], ["responder", "requester"]],
  ["ack", open, ["responder"]],
  ["reminded", ["acknowledged, not yet reminded"], ["clock"]],
  ["ack-timed-out", ["acknowledged, reminded"], ["clock"]],
  ["hand-back", held3, ["acker"]],
  ["snooze", open, ["responder"]],
  ["woke", ["acknowledged, snoozed"], ["clock"]],
  ["reassign", open, ["responder"]],
  ["add-responder", open, ["responder", "requester"]],
  ["note", open, ["in-home-room", "responder", "requester", "source"]],
  ["resolve", open, ["responder", "requester", "source"]],
  ["reopen", ["resolved"], ["responder", "requester"]],
];

const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>) =>
  Object.keys(table).filter((name): name is Name => name in table);
const allowedFor = (state: StateName, right: Right | "stranger"): readonly string[] =>
  counts
    .filter(([, in_, by]) => in_.includes(state) && by.some((one) => one === right))
    .map(([event]) => event);

/** A human who wants what responders may do then hears how to become one. */
const isOffered = (state: StateName, event: PageEventName, right: Right | "stranger") =>
  right !== "clock" && right !== "source" && allowedFor(state, "responder").includes(event);

const pairs = namesOf<StateName>(states).flatMap((state) =>
  namesOf<PageEventName>(events).flatMap((event) =>
    namesOf<Right | "stranger">(actors).map((right) => ({
      state,
      event,
      right,
      does: allowedFor(state, right).includes(event) ? "counts" : "is refused",
    })),
  ),
);

describe("every pair of a page and an event", () => {
  it.each(pairs)("$state: $event by a $right $does", ({ state, event, right, does }) => {
    const page = states[state];
    const before = JSON.stringify(page);
    const rights = right === "stranger" ? [] : [right];
    const decision = decide(page, events[event](page), actors[right], rights);
    if (does === "counts") {
      expect(decision).toMatchObject({ page: { number: 12, version: 2 } });
    } else {
      expect(decision).toEqual({
        refused: expect.stringMatching(/^#12 .+ Nothing has changed\.$/),
        allowed: allowedFor(state, right),
        offer: isOffered(state, event, right) ? "add-me" : undefined,
      });
    }
    expect(JSON.stringify(page)).toBe(before);
  });
});
