import { describe, expect, it, onTestFinished } from "vitest";
import { requiredScopes } from "../../../src/adapters/slack/manifest-scopes.ts";
import { BotError } from "../../../src/kernel/bot-error.ts";
import { openSlackOffice } from "./slack-office.ts";

/** Ada and Bob take turns by day from nine, Ada first; an hour a day nobody serves. */
const oncall = (more = "slack_group: oncall", room = "#ops") => `schedules:
  primary:
    timezone: UTC
    layers:
      - name: day
        people: [ada, bob]
        every: 1 day
        start: "2026-03-02T09:00"
        active: [{days: [mon, tue, wed, thu, fri, sat, sun], from: "09:00", to: "08:00"}]
    topic_room: "${room}"
    ${more}
policies: {default: {steps: [{notify: [schedule:primary], wait: 5m}]}}
`;

/** On 2 March 2026 at nine; the group holds Cleo and the topic is people's own. */
async function openDesk({
  more,
  room: named,
  ...scopes
}: {
  readonly more?: string;
  readonly room?: string;
  readonly scopes?: readonly string[];
}) {
  const office = await openSlackOffice({ oncall: oncall(more, named), ...scopes });
  const { slack, ops, cleo, faults, settle, close } = office;
  onTestFinished(close);
  const group = slack.addUserGroup("oncall", [cleo]);
  const room = slack.model.rooms.get(ops);
  if (!room) throw new Error("There is no such room.");
  room.topic = "Alarms";
  await settle();
  return {
    ...office,
    group,
    room,
    writes: () =>
      ["usergroups.users.update", "conversations.setTopic"].map(
        (method) => slack.calls(method).length,
      ),
    /** What the operator was told. */
    told: () =>
      faults.map((fault) => (fault instanceof BotError ? `${fault.code} ${fault.message}` : fault)),
    async at(when: string) {
      office.clock.set(when);
      await settle();
    },
  };
}

describe("who is on call, in Slack", () => {
  it("shows from the start, and changes once with the shift", async () => {
    const { group, room, ada, bob, writes, told, at } = await openDesk({});
    expect(group.users).toEqual([ada]);
    expect(room.topic).toBe("Alarms [On call: Ada]");
    await at("2026-03-02T20:00:00Z");
    expect(writes()).toEqual([1, 1]);
    room.topic = "Alarms, and deploys [On call: Ada] (ask!)";
    await at("2026-03-03T09:00:00Z");
    await at("2026-03-03T09:05:00Z");
    expect(group.users).toEqual([bob]);
    expect(room.topic).toBe("Alarms, and deploys [On call: Bob] (ask!)");
    expect(writes()).toEqual([2, 2]);
    expect(told()).toEqual([]);
  });

  it("shows an override that somebody makes in chat", async () => {
    const { slack, group, room, ada, bob, ops, settle, told, at } = await openDesk({});
    slack.say(bob, ops, `<@${slack.model.app.botUser}> override primary @bob 10:00 to 18:00`);
    await settle();
    expect(group.users).toEqual([ada]);
    await at("2026-03-02T10:00:00Z");
    expect(group.users).toEqual([bob]);
    expect(room.topic).toBe("Alarms [On call: Bob]");
    expect(told()).toEqual([]);
  });

  it("is not written again by another process, whatever stands beside it", async () => {
    const { room, restart, settle, writes, told } = await openDesk({});
    room.topic = `Since Monday: ${room.topic}`;
    await restart();
    await settle();
    expect(writes()).toEqual([1, 1]);
    expect(told()).toEqual([]);
  });

  it("is mended by another process where the shift has changed meanwhile", async () => {
    const { clock, group, room, bob, restart, settle } = await openDesk({});
    clock.set("2026-03-03T10:00:00Z");
    await restart();
    await settle();
    expect(group.users).toEqual([bob]);
    expect(room.topic).toBe("Alarms [On call: Bob]");
  });

  it("is nobody in the topic, while the group stays as it was and that is told", async () => {
    const { group, room, ada, at, told, writes } = await openDesk({});
    await at("2026-03-03T08:00:00Z");
    await at("2026-03-03T08:30:00Z");
    expect(room.topic).toBe("Alarms [On call: nobody]");
    expect(group.users).toEqual([ada]);
    expect(writes()).toEqual([1, 2]);
    expect(told()).toEqual([
      expect.stringMatching(/^DUTY_UNSHOWN oncall\.yaml:11 .*"oncall".* Nobody is on call/),
    ]);
  });

  it("waits as long as Slack wants, and is written once", async () => {
    const { slack, group, ada, bob, at, told, writes } = await openDesk({});
    slack.failNext("usergroups.users.update", { kind: "rate-limited", retryAfterSeconds: 600 });
    await at("2026-03-03T09:00:00Z");
    await at("2026-03-03T09:09:00Z");
    expect(group.users).toEqual([ada]);
    await at("2026-03-03T09:11:00Z");
    await at("2026-03-03T10:00:00Z");
    expect(group.users).toEqual([bob]);
    expect(writes()).toEqual([3, 2]);
    expect(told()).toEqual([]);
  });

  it("is given up after hours in which Slack fails, told once, and tried with the next hand-off", async () => {
    const { slack, clock, group, ada, at, settle, told } = await openDesk({});
    const before = slack.calls("usergroups.list").length;
    const mend = slack.failAlways("usergroups.list", { kind: "server-error" });
    await at("2026-03-03T09:00:00Z");
    for (let quarters = 0; quarters < 40; quarters += 1) {
      clock.advance({ minutes: 15 });
      await settle();
    }
    expect(slack.calls("usergroups.list").length - before).toBe(12);
    expect(told()).toEqual([expect.stringContaining("tried again with the next hand-off")]);
    mend();
    await at("2026-03-04T09:00:00Z");
    expect(group.users).toEqual([ada]);
    expect(told()).toHaveLength(1);
  });

  it("names the scopes that nobody granted, once, and shows what it may", async () => {
    const scopes = [...requiredScopes, "channels:read", "channels:write.topic", "im:history"];
    const { slack, room, at, told } = await openDesk({ scopes });
    await at("2026-03-03T09:00:00Z");
    await at("2026-03-04T09:00:00Z");
    expect(room.topic).toBe("Alarms [On call: Ada]");
    expect(told()).toEqual([expect.stringContaining("usergroups:read, usergroups:write")]);
    expect(slack.calls("usergroups.list")).toEqual([]);
  });

  it("names a group that Slack does not have, and where it is written, once", async () => {
    const { at, told } = await openDesk({ more: "slack_group: oncal" });
    await at("2026-03-03T09:00:00Z");
    await at("2026-03-04T09:00:00Z");
    expect(told()).toEqual([
      expect.stringMatching(
        /^DUTY_UNSHOWN oncall\.yaml:11 .*"oncal".* no user group @oncal: make one/,
      ),
    ]);
  });

  it("names a room that it does not see, once, and shows it there once it is invited", async () => {
    const given = { more: "", room: "#night" };
    const { slack, ada, at, told } = await openDesk(given);
    const { id } = slack.addRoom("night", [ada], { hasBot: false });
    const night = slack.model.rooms.get(id);
    for (const minute of ["02", "05", "10"]) await at(`2026-03-02T09:${minute}:00Z`);
    expect(told()).toEqual([
      expect.stringMatching(/^DUTY_UNSHOWN oncall\.yaml:10 .*"#night".* invite me/),
    ]);
    night?.members.add(slack.model.app.botUser);
    await at("2026-03-02T10:00:00Z");
    expect(night?.topic).toBe("[On call: Ada]");
    expect(told()).toHaveLength(1);
  });
});
