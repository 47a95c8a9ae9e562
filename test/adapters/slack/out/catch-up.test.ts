import { describe, expect, it } from "vitest";
import { requiredScopes } from "../../../../src/adapters/slack/manifest-scopes.ts";
import type { ChatPlatform } from "../../../../src/chat/chat-platform.ts";
import { saying } from "../../../contract/core-bench.ts";
import { openSlackBench } from "./slack-bench.ts";

async function missed(platform: ChatPlatform, since: Temporal.Instant): Promise<readonly string[]> {
  const items = await Array.fromAsync(platform.missedSince(since));
  return items.map((item) => {
    if (item.kind !== "message" || !item.replay) throw new Error("It is no message of before.");
    return `${item.addressed}: ${item.text}`;
  });
}

describe("what was written in Slack while we were away", () => {
  it("is what people wrote since, in all rooms and threads, oldest first", async () => {
    const { slack, platform, clock, ops, ada, bob, room } = await openSlackBench();
    const other = slack.addRoom("other", [ada, bob], { kind: "private" });
    const { ts } = slack.say(ada, ops.room, "old");
    clock.advance("PT1S");
    const since = clock.now();
    const later = (said: () => unknown) => {
      clock.advance("PT1M");
      said();
    };
    later(() => slack.mention(ada, ops.room, "first"));
    later(() => slack.tell(bob, "second"));
    later(() => slack.say(bob, ops.room, "third", { thread: ts }));
    later(() => slack.say(bob, other.id, "fourth"));
    await platform.send(saying(room(other.id), "of ours"), "n1");
    expect(await missed(platform, since)).toEqual([
      "mention: first",
      "dm: second",
      "none: third",
      "none: fourth",
    ]);
  });

  it("is looked for in threads that began a day before, and in no older ones", async () => {
    const { slack, platform, clock, ops, ada, bob } = await openSlackBench();
    const old = slack.say(ada, ops.room, "old");
    clock.advance("PT1H");
    const young = slack.say(ada, ops.room, "young");
    clock.advance("PT23H30M");
    const since = clock.now();
    slack.say(bob, ops.room, "in the old thread", { thread: old.ts });
    slack.say(bob, ops.room, "in the young thread", { thread: young.ts });
    expect(await missed(platform, since)).toEqual(["none: in the young thread"]);
  });

  it("is only what the scopes let us read", async () => {
    const { slack, platform, ops, ada, faults, clock } = await openSlackBench({
      scopes: [...requiredScopes],
    });
    const since = clock.now();
    slack.mention(ada, ops.room, "in the room");
    slack.tell(ada, "alone");
    expect(await missed(platform, since)).toEqual(["dm: alone"]);
    expect(faults).toEqual([]);
  });

  it("is read in the other rooms, too, when one may not be read", async () => {
    const { slack, platform, ops, ada, faults, clock } = await openSlackBench();
    const since = clock.now();
    slack.mention(ada, ops.room, "in the room");
    slack.tell(ada, "alone");
    slack.failAlways(
      "conversations.history",
      { kind: "refused", error: "access_denied" },
      ops.room,
    );
    expect(await missed(platform, since)).toEqual(["dm: alone"]);
    expect(faults).toHaveLength(1);
  });
});
