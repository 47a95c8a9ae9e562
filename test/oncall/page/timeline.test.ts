import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "../../../src/oncall/page/actor.ts";
import {
  type Happening,
  type TimelineEntry,
  timelineEntrySchema,
} from "../../../src/oncall/page/timeline.ts";
import { timelineLine } from "../../../src/oncall/page/timeline-line.ts";
import { toldText } from "../../../src/oncall/page/told-text.ts";
import {
  ana,
  bo,
  clock,
  guest,
  held,
  inMinutes,
  monitor,
  opened,
  t0,
  taken,
  words,
} from "./page-of.ts";

const seconds = (count: number) => Temporal.Duration.from({ seconds: count });
const onTime = seconds(15);
const delivered = { person: "bo", via: "email", outcome: "accepted", lateBy: onTime } as const;
const since = { ackedBy: "ana", since: t0 };

const told: readonly (readonly [string, Actor, Happening])[] = [
  [
    "Guest paged for payments: checkout fails",
    guest,
    { event: "triggered", data: { service: "payments", urgency: "high", text: "checkout fails" } },
  ],
  [
    "prometheus paged, not urgent, after #11: disk is half full",
    monitor,
    { event: "triggered", data: { urgency: "low", text: "disk is half full", follows: 11 } },
  ],
  [
    "Silence opened the page for payments: no beat since 02:00",
    clock,
    {
      event: "triggered",
      data: { service: "payments", urgency: "high", text: "no beat since 02:00" },
    },
  ],
  ["Bo joined: search fails, too", bo, { event: "joined", data: { text: "search fails, too" } }],
  ["Turn 1 asks Ana.", clock, { event: "turn", data: { turn: 1, taken, lateBy: onTime } }],
  [
    "Turn 1 asks Ana. Late by 16 s.",
    clock,
    { event: "turn", data: { turn: 1, taken, lateBy: seconds(16) } },
  ],
  [
    "Turn 1 asks Ana. Late by 12 min.",
    clock,
    { event: "turn", data: { turn: 1, taken, lateBy: seconds(12 * 60 + 34) } },
  ],
  ["Bo escalated it: the next are asked now.", bo, { event: "escalated", data: {} }],
  ["Ana has it.", ana, { event: "acknowledged", data: {} }],
  ["Bo joined in; Ana has it since 02:00.", bo, { event: "joined-in", data: since }],
  ["Ana is still on it.", ana, { event: "still-on-it", data: {} }],
  ["Ana has it since 02:00 and was asked for a sign.", clock, { event: "reminded", data: since }],
  [
    "Ana acknowledged at 02:00, no sign since. Paging begins again.",
    clock,
    { event: "ack-timed-out", data: since },
  ],
  ["Ana handed it back. Paging begins again.", ana, { event: "handed-back", data: {} }],
  ["Ana snoozed it until 02:30.", ana, { event: "snoozed", data: { until: inMinutes(30) } }],
  ["The snooze is over. Paging begins again.", clock, { event: "woke", data: {} }],
  ["Ana gave it to Bo.", ana, { event: "reassigned", data: { person: "bo" } }],
  [
    "Ana gave it to the policy database.",
    ana,
    { event: "reassigned", data: { policy: "database" } },
  ],
  ["Ana added Cem.", ana, { event: "responder-added", data: { person: "cem" } }],
  ["Guest noted: disk is full", guest, { event: "noted", data: { text: "disk is full" } }],
  [
    "prometheus: some alerts are gone, 1 fires still.",
    monitor,
    { event: "alerts-gone", data: { left: 1 } },
  ],
  [
    "prometheus: some alerts are gone, 2 fire still.",
    monitor,
    { event: "alerts-gone", data: { left: 2 } },
  ],
  ["Ana resolved it.", ana, { event: "resolved", data: {} }],
  ["Guest resolved it: a test", guest, { event: "resolved", data: { text: "a test" } }],
  ["Bo opened it again.", bo, { event: "reopened", data: {} }],
  ["Sent to Bo by e-mail.", clock, { event: "delivered", data: delivered }],
  [
    "Sent to Bo by e-mail. Late by 2 min.",
    clock,
    { event: "delivered", data: { ...delivered, lateBy: seconds(120) } },
  ],
  [
    "Bo: e-mail did not answer: no answer. It is sent again, and may come twice.",
    clock,
    { event: "delivered", data: { ...delivered, outcome: "unknown", why: "no answer" } },
  ],
  [
    "Bo: e-mail failed: 550 no such user.",
    clock,
    { event: "delivered", data: { ...delivered, outcome: "refused", why: "550 no such user" } },
  ],
  [
    'Guest wanted "ack", which was refused: only a responder may.',
    guest,
    { event: "refused", data: { wanted: "ack", why: "only a responder may." } },
  ],
];

const entries = told.map(
  ([, actor, happened], index): TimelineEntry => ({
    page: 12,
    seq: index + 1,
    at: t0,
    actor,
    ...happened,
  }),
);

describe("the timeline of a page", () => {
  it.each(told)("says %j", (line, actor, happened) => {
    expect(timelineLine({ at: t0, actor, ...happened }, words)).toBe(line);
  });

  it.each(entries)("keeps $event as JSON, and reads it back as it was", (entry) => {
    const kept = JSON.stringify(z.encode(timelineEntrySchema, entry));
    expect(z.decode(timelineEntrySchema, JSON.parse(kept))).toEqual(entry);
  });
});

describe("what is told of an event", () => {
  const joined = {
    at: inMinutes(3),
    actor: bo,
    event: "joined",
    data: { text: "me, too" },
  } as const;

  it.each([
    ["line", opened, "#12: Bo joined: me, too"],
    ["joined", held, "You joined #12, opened by Guest 3 min ago. Ana has it since 02:00."],
    ["joined", opened, "You joined #12, opened by Guest 3 min ago. Nobody has it yet."],
    ["already", held, "#12: Ana has it since 02:00. It is noted that you joined in."],
  ] as const)("is for %s the whole of what they have to know", (what, page, text) => {
    expect(toldText(what, page, joined, words)).toBe(text);
  });

  it("asks whoever has the page for a sign", () => {
    const reminded = { at: inMinutes(60), actor: clock, event: "reminded", data: since } as const;
    expect(toldText("reminder", held, reminded, words)).toBe(
      "#12: Ana has it since 02:00 and was asked for a sign. Are you still on it?",
    );
  });
});
