import type { Actor } from "../../../src/oncall/page/actor.ts";
import { type NewPage, openPage } from "../../../src/oncall/page/open-page.ts";
import type { Page, PageIn } from "../../../src/oncall/page/page.ts";
import { acknowledged, resolved } from "../../../src/oncall/page/page-standing.ts";
import type { PageWords } from "../../../src/oncall/page/page-words.ts";
import type { TurnTaken } from "../../../src/oncall/page/timeline.ts";
import type { Policy } from "../../../src/oncall/policy.ts";

/** Monday night, when everybody's pager is loud. */
export const t0 = Temporal.Instant.from("2026-11-30T02:00:00Z");
export const inMinutes = (minutes: number): Temporal.Instant => t0.add({ minutes });
export const minutes = (count: number) => Temporal.Duration.from({ minutes: count });

export const ana: Actor = { kind: "person", person: "ana", principal: '["slack","T","U1"]' };
export const bo: Actor = { kind: "person", person: "bo", principal: '["slack","T","U2"]' };
export const guest: Actor = { kind: "account", principal: '["slack","T","U9"]' };
export const monitor: Actor = { kind: "source", source: "prometheus" };
export const clock: Actor = { kind: "clock" };

export const policy: Policy = {
  id: "default",
  steps: [
    { notify: [{ kind: "schedule", id: "primary" }], wait: minutes(5) },
    {
      notify: [
        { kind: "person", id: "bo" },
        { kind: "room", room: "#ops" },
      ],
      wait: minutes(10),
    },
  ],
  repeat: 2,
  thenEvery: minutes(15),
  ackTimeout: minutes(60),
  forward: ["pagerduty"],
};

export const asked: NewPage = {
  number: 12,
  service: "payments",
  policy,
  urgency: "high",
  dedupKey: "chat",
  text: "checkout fails",
  by: guest,
  source: undefined,
  alerts: [],
  follows: undefined,
  home: '["slack","T","C1",null]',
  at: t0,
};

export const opened: PageIn<"triggered"> = openPage(asked).page;

/** Ana has it since `t0`. */
export const held: PageIn<"acknowledged"> = acknowledged(opened, "ana", t0, {
  due: "remind",
  dueAt: inMinutes(60),
});
export const asksForSign: PageIn<"acknowledged"> = acknowledged(opened, "ana", t0, {
  due: "time-out",
  dueAt: inMinutes(70),
});
export const snoozing: PageIn<"acknowledged"> = acknowledged(opened, "ana", t0, {
  due: "wake",
  dueAt: inMinutes(30),
});
export const over: PageIn<"resolved"> = resolved(opened, t0);

/** A page whose alerts a monitor watches. */
export const watched = (page: Page, alerts: readonly string[]): Page => ({
  ...page,
  source: "prometheus",
  alerts,
});

export const taken: TurnTaken = {
  people: ["ana"],
  rooms: [],
  unreachable: [],
  schedules: [{ schedule: "primary", state: "read", person: "ana" }],
  said: "Turn 1 asks Ana.",
};

const names: Readonly<Record<string, string>> = { ana: "Ana", bo: "Bo", cem: "Cem" };
export const words: PageWords = {
  person: (id) => names[id] ?? id,
  account: () => "Guest",
  time: (at) => at.toZonedDateTimeISO("UTC").toPlainTime().toString({ smallestUnit: "minute" }),
};
