import { describe, expect, it } from "vitest";
import { silentHeartbeats } from "../../../src/oncall/paging/silent-heartbeats.ts";
import type { Heartbeat } from "../../../src/oncall/policy.ts";

const noon = Temporal.Instant.from("2026-11-25T12:00:00Z");
const at = (duration: string) => noon.add(duration);

const heartbeat = (id: string, every: string, grace: string): Heartbeat => ({
  id,
  service: "payments",
  every: Temporal.Duration.from(every),
  grace: Temporal.Duration.from(grace),
});
const cron = heartbeat("cron", "PT5M", "PT1M");
const backup = heartbeat("backup", "PT24H", "PT1H");

type Look = {
  readonly heard?: Readonly<Record<string, string>>;
  readonly listening?: string;
  readonly now: string;
};

/** Ids of those that are silent; times count from noon. */
const silentIn = ({ heard = { cron: "PT0S", backup: "PT0S" }, listening = "-PT24H", now }: Look) =>
  silentHeartbeats(
    [cron, backup],
    new Map(Object.entries(heard).map(([id, since]) => [id, at(since)])),
    at(listening),
    at(now),
  ).map(({ id }) => id);

describe("a heartbeat", () => {
  it.each([
    ["PT0S", []],
    ["PT5M", []],
    ["PT5M59.999S", []],
    ["PT6M", ["cron"]],
    ["PT24H59M", ["cron"]],
    ["PT25H", ["cron", "backup"]],
  ])("is silent from its time and its grace on: %s after it was heard", (now, silent) => {
    expect(silentIn({ now })).toEqual(silent);
  });

  it("tells since when it is silent", () => {
    const silent = silentHeartbeats([cron], new Map([["cron", noon]]), noon, at("PT6M"));
    expect(silent).toEqual([{ ...cron, since: noon }]);
  });

  it("that nobody has begun to wait for is not silent", () => {
    expect(silentIn({ heard: {}, now: "PT48H" })).toEqual([]);
  });

  it("that was heard later than now, since a clock was set back, is not silent", () => {
    expect(silentIn({ heard: { cron: "PT1H" }, now: "PT0S" })).toEqual([]);
  });

  it.each([
    ["just before it could be heard again", "PT3H5M59S", []],
    ["when it should have been", "PT3H6M", ["cron"]],
  ])("that was due while nobody listened has time to be heard: %s", (_when, now, silent) => {
    expect(silentIn({ heard: { cron: "PT0S" }, listening: "PT3H", now })).toEqual(silent);
  });

  it.each([
    ["PT30H9M59S", []],
    ["PT30H10M", ["backup"]],
  ])("that comes seldom has ten minutes after a start, not a day: at %s", (now, silent) => {
    expect(silentIn({ heard: { backup: "PT0S" }, listening: "PT30H", now })).toEqual(silent);
  });
});
