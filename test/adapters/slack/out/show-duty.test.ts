import { describe, expect, it } from "vitest";
import { requiredScopes } from "../../../../src/adapters/slack/manifest-scopes.ts";
import { openSlackBench } from "./slack-bench.ts";

const shown = { shown: true };
const refused = (words: string) => ({ refused: expect.stringContaining(words) });

async function openDesk(scopes?: readonly string[]) {
  const bench = await openSlackBench(scopes ? { scopes } : {});
  const { slack, platform, ops, ada } = bench;
  const group = slack.addUserGroup("oncall", [ada]);
  return {
    ...bench,
    group,
    topic: (id = ops.room) => slack.model.rooms.get(id)?.topic,
    write(words: string) {
      const room = slack.model.rooms.get(ops.room);
      if (room) room.topic = words;
    },
    inGroup: (users: readonly string[], handle = "oncall") =>
      platform.showDuty?.({ kind: "group", handle, users }),
    inTopic: (who: string, room = ops) => platform.showDuty?.({ kind: "topic", room, who }),
  };
}

describe("a user group of Slack", () => {
  it("holds whoever is on call, and is left alone while it does", async () => {
    const { slack, group, inGroup, ada, bob } = await openDesk();
    expect(await inGroup([bob])).toEqual(shown);
    expect(group.users).toEqual([bob]);
    expect(await inGroup([bob])).toEqual(shown);
    expect(slack.calls("usergroups.users.update")).toHaveLength(1);
    expect(await inGroup([ada, bob])).toEqual(shown);
    group.users = [bob, ada];
    expect(await inGroup([ada, bob])).toEqual(shown);
    expect(slack.calls("usergroups.users.update")).toHaveLength(2);
  });

  it("is named where there is none of that handle", async () => {
    const { inGroup, bob } = await openDesk();
    expect(await inGroup([bob], "oncal")).toEqual(refused("no user group @oncal"));
  });

  it("is not asked for without the scopes, which are named", async () => {
    const { slack, inGroup, bob } = await openDesk([...requiredScopes, "usergroups:read"]);
    expect(await inGroup([bob])).toEqual(refused("usergroups:write"));
    expect(slack.calls("usergroups.list")).toEqual([]);
  });

  it("tells where to allow it, when only admins may change it", async () => {
    const { slack, inGroup, bob } = await openDesk();
    const fault = { kind: "refused", error: "permission_denied" } as const;
    slack.failNext("usergroups.users.update", fault);
    expect(await inGroup([bob])).toEqual(refused("Permissions, User Groups"));
  });

  it.each([
    ["too many calls", { kind: "rate-limited", retryAfterSeconds: 30 }, 30_000],
    ["a fault of Slack's own", { kind: "server-error" }, 0],
    ["a lost answer", { kind: "broken", when: "after" }, 0],
  ] as const)("waits after %s", async (_what, fault, retryInMs) => {
    const { slack, inGroup, bob } = await openDesk();
    slack.failNext("usergroups.users.update", fault);
    expect(await inGroup([bob])).toEqual({ retryInMs });
    expect(await inGroup([bob])).toEqual(shown);
  });
});

describe("the topic of a room of Slack", () => {
  it("says who is on call beside what people wrote, and is left alone while it does", async () => {
    const { slack, topic, write, inTopic } = await openDesk();
    write("Deploys &amp; alarms");
    expect(await inTopic("Ada & <!here>")).toEqual(shown);
    expect(topic()).toBe("Deploys &amp; alarms [On call: Ada &amp; &lt;!here&gt;]");
    expect(await inTopic("Ada & <!here>")).toEqual(shown);
    expect(slack.calls("conversations.setTopic")).toHaveLength(1);
    write("Alarms only [On call: Ada]");
    await inTopic("nobody");
    expect(topic()).toBe("Alarms only [On call: nobody]");
  });

  it("stays as it is where people's words fill it", async () => {
    const { topic, write, inTopic } = await openDesk();
    write("w".repeat(245));
    expect(await inTopic("Ada")).toEqual(refused("shorten it"));
    expect(topic()).toBe("w".repeat(245));
  });

  it("is not written without the scope for its kind of room", async () => {
    const scopes = [...requiredScopes, "channels:read", "groups:read", "channels:write.topic"];
    const { slack, room, inTopic, topic, ada } = await openDesk(scopes);
    const { id } = slack.addRoom("board", [ada], { kind: "private" });
    expect(await inTopic("Ada", room(id))).toEqual(refused("groups:write.topic"));
    expect(topic(id)).toBe("");
    expect(await inTopic("Ada")).toEqual(shown);
  });

  it("asks to be invited where it is not in the room", async () => {
    const { slack, room, inTopic, ada } = await openDesk();
    const { id } = slack.addRoom("elsewhere", [ada], { hasBot: false });
    expect(await inTopic("Ada", room(id))).toEqual(refused("invite me"));
  });
});
