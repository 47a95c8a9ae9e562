import { describe, expect, it } from "vitest";
import { parseCatalogue } from "../../../src/knowledge/catalogue.ts";
import type { Found } from "../../../src/knowledge/lint/check.ts";
import { rules } from "../../../src/knowledge/lint/rules.ts";
import { lintOncall } from "../../../src/oncall/lint/lint-oncall.ts";
import { oncallOf } from "../../../src/oncall/oncall.ts";

/** A Wednesday in a week of Ana's. */
const now = "2026-01-07T12:00:00Z";

const people = `people:
  - {id: ana, name: Ana, slack: U1, email: ana@example.org, timezone: Europe/Madrid, roles: [oncall]}
  - {id: bo, name: Bo, slack: U2, email: bo@example.org}
  - {id: cem, name: Cem, slack: U3, email: cem@example.org}
`;
const rota = `schedules:
  primary:
    timezone: Europe/Berlin
    layers:
      - {name: week, people: [ana, bo], every: 1 week, start: "2026-01-05T09:00"}
policies:
  default:
    steps:
      - {notify: ["schedule:primary"], wait: 5m}
      - {notify: ["person:cem", "room:#ops"], wait: 10m}
`;

type Files = { people?: string; oncall?: string; services?: string };
const sound: Files = { people, oncall: rota };

function stateOf({ people: written = people, oncall = rota, services }: Files) {
  const catalogueFiles = [
    { file: "people.yaml", text: written },
    ...(services === undefined ? [] : [{ file: "services.yaml", text: services }]),
  ];
  const { catalogue } = parseCatalogue(catalogueFiles, []);
  return { catalogueFiles, oncall: oncallOf(oncall, catalogue) };
}

const lint = (files: Files, before?: Files, at = now, days = 30) =>
  lintOncall({
    ...stateOf(files),
    before: before && stateOf(before).oncall,
    at: Temporal.Instant.from(at),
    days,
  });

const told = (found: readonly Found[]) =>
  found.map(({ rule, severity, file, line }) => {
    const weight = severity ?? rules[rule].severity;
    return `${rule} ${weight} ${file}:${line}`;
  });

/** The sound rota with something else in the place of something. */
const withRota = (...changes: readonly (readonly [from: string, to: string])[]): Files => ({
  oncall: changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, () => to);
  }, rota),
});
const layer = '- {name: week, people: [ana, bo], every: 1 week, start: "2026-01-05T09:00"}';
const overlay = (list: string, one: string) => withRota([layer, `${layer}\n    ${list}: [${one}]`]);
const second = '- {notify: ["person:cem", "room:#ops"], wait: 10m}';
const berlin = "timezone: Europe/Berlin";

describe("lint of on-call", () => {
  it("finds nothing in a sound rota", () => {
    expect(told(lint(sound))).toEqual([]);
    expect(told(lint(sound, sound))).toEqual([]);
  });

  it.each<[rule: string, what: string, files: Files, places: readonly string[], message: string]>([
    [
      "K002",
      "a key that nobody reads",
      withRota(["    layers:", "    layer:"]),
      ["K002 error oncall.yaml:4"],
      'Did you mean "layers"?',
    ],
    ["K001", "what is no YAML", { oncall: "schedules: [" }, ["K001 error oncall.yaml:1"], "YAML"],
    [
      "K003",
      "a policy without a step",
      { oncall: "policies: {default: {steps: []}}" },
      ["K003 error oncall.yaml:1"],
      "policies.default.steps",
    ],
    [
      "K200",
      "a person whom nobody knows",
      withRota(["[ana, bo]", "[ana, boo, bo]"]),
      ["K200 error oncall.yaml:5", "K221 error oncall.yaml:9"],
      'Did you mean "bo"?',
    ],
    [
      "K200",
      "a person of an override whom nobody knows",
      overlay("overrides", '{person: cemm, from: "2026-01-08T18:00", to: "2026-01-09T09:00"}'),
      ["K200 error oncall.yaml:6", "K221 error oncall.yaml:10"],
      'Did you mean "cem"?',
    ],
    [
      "K200",
      "a schedule that is not there",
      withRota(["schedule:primary", "schedule:primry"]),
      ["K200 error oncall.yaml:9", "K221 error oncall.yaml:9"],
      'Did you mean "primary"?',
    ],
    [
      "K200",
      "a service that is not there",
      {
        oncall: `${rota}heartbeats: {watchdog: {service: monitring, every: 5m, grace: 5m}}`,
        services: "services: [{id: monitoring, owner: ana}]",
      },
      ["K200 error oncall.yaml:11"],
      'Did you mean "monitoring"?',
    ],
    [
      "K200",
      "somebody who has left",
      { people: people.replace("cem@example.org", "cem@example.org, left: 2026-01-07") },
      ["K200 error oncall.yaml:10"],
      "2026-01-07",
    ],
    [
      "K201",
      "a zone that is none",
      withRota([berlin, "timezone: Europe/Berlyn"]),
      ["K201 error oncall.yaml:3"],
      'Did you mean "Europe/Berlin"?',
    ],
    [
      "K201",
      "an offset",
      withRota([berlin, 'timezone: "+01:00"']),
      ["K201 error oncall.yaml:3"],
      "Europe/Berlin",
    ],
    [
      "K201",
      "an old name",
      withRota([berlin, "timezone: US/Pacific"]),
      ["K201 warning oncall.yaml:3"],
      '"America/Los_Angeles"',
    ],
    [
      "K202",
      "a length that cannot be read",
      withRota(["1 week", "7 sleeps"]),
      ["K202 error oncall.yaml:5"],
      "1 week",
    ],
    [
      "K202",
      "a day that does not exist",
      withRota(["2026-01-05T09:00", "2026-02-30T09:00"]),
      ["K202 error oncall.yaml:5"],
      "exist",
    ],
    [
      "K202",
      "an override that ends before it begins",
      overlay("overrides", '{person: cem, from: "2026-01-09T18:00", to: "2026-01-09T09:00"}'),
      ["K202 error oncall.yaml:6"],
      'after "from"',
    ],
    [
      "K203",
      "a hand-off in the hour that is skipped, and one in the hour that comes twice",
      withRota(["1 week", "1 day"], ["T09:00", "T02:30"]),
      ["K203 warning oncall.yaml:5", "K203 warning oncall.yaml:5"],
      "2026-03-29 02:30",
    ],
    [
      "K220",
      "a gap in a schedule that a policy uses",
      withRota(["T09:00", 'T09:00", until: "2026-01-12T09:00']),
      ["K220 error oncall.yaml:2", "K221 error oncall.yaml:9"],
      "Nobody is on call",
    ],
    [
      "K220",
      "a gap in a schedule that none uses",
      withRota(["T09:00", 'T09:00", until: "2026-01-12T09:00'], ["schedule:primary", "person:ana"]),
      ["K220 warning oncall.yaml:2"],
      "no policy uses it",
    ],
    [
      "K221",
      "a step that asks nobody",
      withRota(['notify: ["schedule:primary"]', "notify: []"]),
      ["K221 error oncall.yaml:9"],
      "it is passed over",
    ],
    [
      "K221",
      "a policy of which no step reaches anybody",
      withRota(['notify: ["schedule:primary"]', "notify: []"], [`\n      ${second}`, ""]),
      ["K221 error oncall.yaml:7", "K221 error oncall.yaml:9"],
      "straight to everyone",
    ],
    [
      "K224",
      "two steps that reach the same one person",
      withRota([', "room:#ops"', ""], ["schedule:primary", "person:cem"]),
      ["K224 warning oncall.yaml:10", "K231 warning oncall.yaml:7"],
      "reach the same one person",
    ],
    [
      "K222",
      "somebody on call without an address",
      { people: people.replace("slack: U2, email: bo@example.org", "roles: []") },
      ["K221 error oncall.yaml:9", "K222 error people.yaml:3"],
      "cannot be notified",
    ],
    [
      "K222",
      "somebody whose rules name only what they do not have",
      {
        people: people.replace(
          "bo@example.org",
          "bo@example.org, notify: [{via: ntfy, after: 0m}]",
        ),
      },
      ["K221 error oncall.yaml:9", "K222 error people.yaml:3"],
      "no address for",
    ],
    [
      "K222",
      "somebody whom one chat alone reaches",
      { people: people.replace(", email: bo@example.org", "") },
      ["K222 warning people.yaml:3"],
      "slack alone",
    ],
    [
      "K224",
      "two weeks at a stretch",
      withRota(["1 week", "2 weeks"]),
      ["K224 warning oncall.yaml:2", "K224 warning oncall.yaml:2"],
      "over 7 days",
    ],
    [
      "K230",
      "no default policy",
      withRota(["  default:", "  main:"]),
      ["K230 error oncall.yaml:6"],
      '"default"',
    ],
    [
      "K230",
      "a policy that a service names",
      { services: "services: [{id: pay, owner: ana, escalation: defalt}]" },
      ["K230 error services.yaml:1"],
      'Did you mean "default"?',
    ],
    ["K230", "no wait to speak of", withRota(["5m", "59s"]), ["K230 error oncall.yaml:9"], "1m to"],
    ["K230", "a wait of days", withRota(["5m", "25h"]), ["K230 error oncall.yaml:9"], "to 24h"],
    [
      "K231",
      "a policy of one person",
      withRota([`\n      ${second}`, ""], ["schedule:primary", "person:cem"]),
      ["K231 warning oncall.yaml:7"],
      "while cem sleeps",
    ],
    [
      "K232",
      "a swap that nobody takes and that begins soon",
      overlay("swaps", '{person: ana, from: "2026-01-10T11:00", to: "2026-01-11T09:00"}'),
      ["K232 warning oncall.yaml:6"],
      "Nobody has taken",
    ],
    [
      "K232",
      "a swap of somebody who does not serve",
      overlay(
        "swaps",
        '{person: bo, taken_by: cem, from: "2026-01-08T09:00", to: "2026-01-09T09:00"}',
      ),
      ["K232 warning oncall.yaml:6"],
      "no effect",
    ],
  ])("finds %s: %s", (_rule, _what, files, places, message) => {
    const found = lint(files);
    expect(told(found).sort()).toEqual([...places].sort());
    expect(found.map((one) => one.message).join("\n")).toContain(message);
  });

  it.each<[what: string, files: Files]>([
    ["somebody who leaves later", { people: people.replace("U3,", "U3, left: 2027-01-01,") }],
    ["a zone that Node has by its old name", withRota([berlin, "timezone: Europe/Kyiv"])],
    ["UTC", withRota([berlin, "timezone: UTC"])],
    ["hand-offs at nine, whatever the clocks do", withRota(["1 week", "1 day"])],
    ["hand-offs by night on a Monday, when no clock changes", withRota(["T09:00", "T02:30"])],
    ["a week of 169 hours", {}],
    ["waits of a minute and a day", withRota(["5m", "1m"], ["10m", "24h"])],
    [
      "an open swap that is more than three days off",
      overlay("swaps", '{person: ana, from: "2026-01-10T14:00", to: "2026-01-11T09:00"}'),
    ],
    [
      "an overlay that is over",
      overlay("overrides", '{person: ana, from: "2026-01-06T09:00", to: "2026-01-07T09:00"}'),
    ],
    [
      "a swap that is taken",
      overlay(
        "swaps",
        '{person: ana, taken_by: cem, from: "2026-01-08T09:00", to: "2026-01-09T09:00"}',
      ),
    ],
    [
      "an override that has taken effect, and never ends",
      overlay("overrides", '{person: cem, from: "2026-01-06T09:00", to: "9999-12-31T00:00"}'),
    ],
    [
      "an override from the first of all years on",
      overlay("overrides", '{person: cem, from: "0000-01-01T00:00", to: "2026-01-07T14:00"}'),
    ],
  ])("does not mind %s", (_what, files) => {
    expect(told(lint(files))).toEqual([]);
  });

  it("tells a gap with its two ends in the schedule's zone", () => {
    const found = lint(withRota(["T09:00", 'T09:00", until: "2026-01-12T09:00']));
    expect(found.find(({ rule }) => rule === "K220")?.concerns).toEqual({
      schedule: "primary",
      start: "2026-01-12T09:00:00+01:00",
      end: "2026-02-06T13:00:00+01:00",
    });
  });
});

describe("one person alone", () => {
  const alone = "people: [{id: ana, slack: U1, roles: [oncall]}]";
  const nobody = "schedules: {primary: {timezone: Europe/Berlin, layers: []}}\n";
  const policy = (target: string) =>
    `policies: {default: {steps: [{notify: ["${target}"], wait: 5m}]}}`;

  it.each<[what: string, oncall: string]>([
    ["an empty oncall.yaml", ""],
    ["a schedule without layers", nobody],
    ["a schedule without layers in a policy", nobody + policy("schedule:primary")],
    ["a policy of one step", policy("person:ana")],
  ])("may have %s without an error", (_what, oncall) => {
    const found = told(lint({ people: alone, oncall }));
    expect(found.filter((one) => one.includes(" error "))).toEqual([]);
  });

  it("may have no oncall.yaml at all", () => {
    const { oncall, catalogueFiles } = stateOf({ people: alone });
    const none = oncallOf(undefined, oncall.catalogue);
    const at = Temporal.Instant.from(now);
    expect(lintOncall({ oncall: none, before: undefined, at, days: 30, catalogueFiles })).toEqual(
      [],
    );
  });

  it("has an error where nobody at all would hear of a page", () => {
    const found = lint({
      people: "people: [{id: ana, slack: U1}]",
      oncall: nobody + policy("schedule:primary"),
    });
    expect(told(found)).toContain("K221 error oncall.yaml:2");
  });
});

describe("lint of the pager itself", () => {
  const withPager = (files: Files, isWatched: boolean, lastTestAt?: string) =>
    lintOncall({
      ...stateOf(files),
      before: undefined,
      at: Temporal.Instant.from(now),
      days: 30,
      pager: {
        isWatched,
        lastTestAt: lastTestAt === undefined ? undefined : Temporal.Instant.from(lastTestAt),
      },
    });
  const today = "2026-01-07T11:00:00Z";

  it.each<[what: string, isWatched: boolean, lastTestAt: string | undefined, told: string[]]>([
    ["watched, and tried today", true, today, []],
    ["tried 31 days ago", true, "2025-12-07T12:00:00Z", []],
    [
      "tried a second earlier",
      true,
      "2025-12-07T11:59:59Z",
      ["No test page has reached anybody since 2025-12-07T11:59:59+00:00, over 31 days ago."],
    ],
    ["never tried", true, undefined, ["No test page has reached anybody yet."]],
    [
      "watched by nobody",
      false,
      today,
      ["AMA_HEARTBEAT_URL is not set: when AMA itself is dead, nobody hears of it."],
    ],
  ])("K233: tells of one that is %s", (_what, isWatched, lastTestAt, messages) => {
    const found = withPager(sound, isWatched, lastTestAt);
    expect(found.map(({ message }) => message)).toEqual(messages);
    expect(told(found)).toEqual(messages.map(() => "K233 warning oncall.yaml:6"));
  });

  it("K233: tells both, each as a finding of its own", () => {
    const found = withPager(sound, false);
    expect(new Set(found.map(({ about }) => about)).size).toBe(2);
  });

  it("K233: does not mind where nobody is ever paged", () => {
    expect(told(withPager({ oncall: "" }, false))).toEqual([]);
  });
});

describe("lint of a change", () => {
  const exchanged = withRota(["[ana, bo]", "[bo, ana]"]);

  it("K210: names who is on call now, who would be, and the start that keeps them", () => {
    const found = lint(exchanged, sound);
    expect(told(found)).toContain("K210 error oncall.yaml:2");
    expect(found.find(({ rule }) => rule === "K210")?.message).toBe(
      'The change moves "primary" now: ana is on call, and bo would be. start: "2026-01-12T09:00" in the layer "week" keeps ana.',
    );
    const kept = withRota(["[ana, bo]", "[bo, ana]"], ["2026-01-05T09:00", "2026-01-12T09:00"]);
    expect(told(lint(kept, sound))).toEqual([]);
  });

  it("K210: is a warning when an override of the same change means it", () => {
    const cover = overlay(
      "overrides",
      '{person: bo, from: "2026-01-07T09:00", to: "2026-01-08T09:00"}',
    );
    expect(told(lint(cover, sound))).toEqual([
      "K210 warning oncall.yaml:2",
      "K211 warning oncall.yaml:2",
    ]);
    expect(told(lint(cover, cover))).toEqual([]);
  });

  it("K211: tells the shifts of two weeks that change hands, and none beyond", () => {
    const soon = overlay(
      "overrides",
      '{person: cem, from: "2026-01-20T09:00", to: "2026-01-21T09:00"}',
    );
    expect(told(lint(soon, sound))).toEqual(["K211 warning oncall.yaml:2"]);
    const late = overlay(
      "overrides",
      '{person: cem, from: "2026-01-22T09:00", to: "2026-01-23T09:00"}',
    );
    expect(told(lint(late, sound))).toEqual([]);
  });

  it("K223: tells when a policy loses the last person that it reaches", () => {
    const only = withRota([`\n      ${second}`, ""], ["schedule:primary", "person:cem"]);
    const gone = {
      ...only,
      people: people.replace("slack: U3, email: cem@example.org", "roles: []"),
    };
    expect(told(lint(gone, only))).toContain("K223 error oncall.yaml:7");
    expect(told(lint(only, only))).not.toContain("K223 error oncall.yaml:7");
  });
});
