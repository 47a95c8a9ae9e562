import { describe, expect, it } from "vitest";
import { parseOncallFile } from "../../src/oncall/oncall-file.ts";

const zone = "timezone: Europe/Berlin";

describe("oncall.yaml", () => {
  it("says who serves, how pages escalate and what must be heard of", () => {
    const file = parseOncallFile(`
schedules:
  primary:
    ${zone}
    layers:
      - name: office hours
        people: [ana]
        every: 12 hours
        start: "2026-01-05T09:00"
        until: "2027-01-05T09:00:30"
        active: [{days: [mon, sun], from: "22:00", to: "06:00"}]
policies:
  default:
    steps: [{notify: ["person:ana", "schedule:primary", "room:matrix:#ops:example.org", everyone], wait: 1d}]
    repeat: 0
heartbeats: {watchdog: {service: monitoring, every: 90s}}
`);
    expect(file.problems).toEqual([]);
    expect(file.schedules.map(({ schedule }) => schedule)).toEqual([
      {
        id: "primary",
        timeZone: "Europe/Berlin",
        layers: [
          {
            name: "office hours",
            people: ["ana"],
            every: { count: 12, unit: "hours" },
            start: Temporal.PlainDateTime.from("2026-01-05T09:00"),
            until: Temporal.PlainDateTime.from("2027-01-05T09:00:30"),
            active: [
              {
                days: [1, 7],
                from: Temporal.PlainTime.from("22:00"),
                to: Temporal.PlainTime.from("06:00"),
              },
            ],
          },
        ],
      },
    ]);
    expect(file.policies).toEqual([
      {
        id: "default",
        steps: [
          {
            notify: [
              { kind: "person", id: "ana" },
              { kind: "schedule", id: "primary" },
              { kind: "room", room: "matrix:#ops:example.org" },
              { kind: "everyone" },
            ],
            wait: Temporal.Duration.from({ hours: 24 }),
          },
        ],
        repeat: 0,
        thenEvery: Temporal.Duration.from({ minutes: 15 }),
        ackTimeout: Temporal.Duration.from({ minutes: 60 }),
        forward: [],
      },
    ]);
    expect(file.heartbeats).toEqual([
      {
        id: "watchdog",
        service: "monitoring",
        every: Temporal.Duration.from({ seconds: 90 }),
        grace: Temporal.Duration.from({ minutes: 0 }),
      },
    ]);
  });

  it("names where chat shows who is on call", () => {
    const { schedules, problems } = parseOncallFile(
      `schedules: {a: {${zone}, slack_group: oncall-a.b_2, topic_room: "slack:#ops"}, b: {${zone}}}`,
    );
    expect(problems).toEqual([]);
    expect(schedules.map(({ shownIn }) => shownIn)).toEqual([
      { slackGroup: "oncall-a.b_2", topicRoom: "slack:#ops" },
      { slackGroup: undefined, topicRoom: undefined },
    ]);
  });

  it.each([
    ["slack_group", '"@oncall"', "without the @"],
    ["slack_group", "Oncall", "small letters"],
    ["slack_group", '""', "small letters"],
    ["topic_room", "ops", '"#ops" or "slack:#ops"'],
    ["topic_room", '"room:#ops"', '"#ops" or "slack:#ops"'],
  ])("tells by file and line that %s is no %s", (key, value, expected) => {
    const { problems } = parseOncallFile(`schedules:\n  a:\n    ${zone}\n    ${key}: ${value}\n`);
    expect(problems).toEqual([
      expect.objectContaining({
        rule: "K003",
        file: "oncall.yaml",
        line: 4,
        message: expect.stringContaining(expected),
      }),
    ]);
  });

  it.each([
    ["on the wall clock", "2026-03-02T18:00", "2026-03-02T17:00:00Z"],
    ["with an offset", "2026-03-02T18:00:00-05:00", "2026-03-02T23:00:00Z"],
    ["with a Z", "2026-03-02T18:00Z", "2026-03-02T18:00:00Z"],
    ["at a time that comes twice: the first", "2026-10-25T02:30", "2026-10-25T00:30:00Z"],
    ["at a time that does not exist: after the gap", "2026-03-29T02:30", "2026-03-29T01:00:00Z"],
  ])("may begin an override %s", (_how, from, instant) => {
    const { schedules } = parseOncallFile(
      `schedules: {a: {${zone}, overrides: [{person: bo, from: "${from}", to: "2026-12-01T09:00"}]}}`,
    );
    expect(schedules[0]?.overlays.overrides).toEqual([
      {
        ref: "file:1",
        person: "bo",
        insteadOf: undefined,
        start: Temporal.Instant.from(instant),
        end: Temporal.Instant.from("2026-12-01T08:00:00Z"),
      },
    ]);
  });

  it("ends an overlay at the second of two times", () => {
    const { schedules } = parseOncallFile(
      `schedules: {a: {${zone}, swaps: [{person: bo, from: "2026-10-01T00:00", to: "2026-10-25T02:30"}]}}`,
    );
    expect(schedules[0]?.overlays.swaps[0]?.end).toEqual(
      Temporal.Instant.from("2026-10-25T01:30:00Z"),
    );
  });

  it("tells every fault with its place, and what is broken takes down only itself", () => {
    const file = parseOncallFile(`schedules:
  good: {${zone}}
  bad:
    timezone: Europe/Berlyn
    layers: [{name: a, people: [], every: 1 week, start: "2026-01-05"}]
policies:
  default: {steps: [{notify: [somebody], wait: soon}]}
heartbeats: {Watchdog: {service: a, every: 5m}}
`);
    expect(file.schedules.map(({ schedule }) => schedule.id)).toEqual(["good"]);
    expect(file.broken).toEqual({
      schedules: ["bad"],
      policies: ["default"],
      heartbeats: ["Watchdog"],
    });
    expect(file.problems.map(({ rule, line }) => `${line} ${rule}`)).toEqual([
      "4 K201",
      "5 K003",
      "5 K202",
      "7 K003",
      "7 K003",
      "8 K003",
    ]);
  });

  it("says how the times of an overlay may be written", () => {
    const { problems } = parseOncallFile(
      `schedules: {a: {${zone}, overrides: [{person: bo, from: tomorrow, to: "2026-12-01T09:00"}]}}`,
    );
    expect(problems.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'K202 "schedules.a.overrides[0].from" is "tomorrow": expected a date and time of the schedule\'s zone, such as 2026-01-05T09:00, or with an offset or Z, such as 2026-01-05T09:00Z.',
    ]);
  });

  it("numbers overlays as they stand, though one ends before it begins", () => {
    const backwards = '{person: bo, from: "2026-03-02T18:00", to: "2026-03-02T17:00"}';
    const forwards = '{person: bo, from: "2026-03-02T18:00", to: "2026-03-02T19:00"}';
    const file = parseOncallFile(
      `schedules: {a: {${zone}, overrides: [${backwards}, ${forwards}]}}`,
    );
    expect(file.schedules[0]?.overlays.overrides.map(({ ref }) => ref)).toEqual(["file:2"]);
    expect(file.problems.map(({ rule }) => rule)).toEqual(["K202"]);
  });
});
