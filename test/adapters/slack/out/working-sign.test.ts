import { describe, expect, it } from "vitest";
import { openSlackBench } from "./slack-bench.ts";

describe("the sign in Slack that we are at it", () => {
  it("is a reaction in a room, and goes again", async () => {
    const { slack, platform, ops, ada } = await openSlackBench();
    const { ts } = slack.say(ada, ops.room, "question");
    const reactions = () => slack.seen(ada, ops.room)[0]?.reactions;
    await platform.working({ ...ops, message: ts }, true);
    expect(reactions()).toEqual({ eyes: [slack.model.app.botUser] });
    await platform.working({ ...ops, message: ts }, false);
    expect(reactions()).toEqual({});
  });

  it("is a status in a direct room, and goes again", async () => {
    const { slack, platform, room, ada } = await openSlackBench();
    const { room: direct, ts } = slack.tell(ada, "question");
    await platform.working({ ...room(direct), message: ts }, true);
    expect([...slack.model.statuses.values()]).toEqual(["is looking…"]);
    await platform.working({ ...room(direct), message: ts }, false);
    expect(slack.model.statuses.size).toBe(0);
    expect(slack.calls("reactions.add")).toEqual([]);
  });

  it("is a reaction in a direct room, too, where the plan has no status", async () => {
    const { slack, platform, room, ada } = await openSlackBench();
    slack.failAlways("assistant.threads.setStatus", { kind: "refused", error: "not_allowed" });
    const { room: direct, ts } = slack.tell(ada, "question");
    const on = { ...room(direct), message: ts };
    await platform.working(on, true);
    expect(slack.seen(ada, direct)[0]?.reactions).toHaveProperty("eyes");
    await platform.working(on, false);
    expect(slack.seen(ada, direct)[0]?.reactions).toEqual({});
  });

  it("is left out where it cannot be shown, and at a command", async () => {
    const { slack, platform, ops, ada } = await openSlackBench();
    slack.failAlways("reactions.add", { kind: "server-error" });
    const { ts } = slack.say(ada, ops.room, "question");
    await platform.working({ ...ops, message: ts }, true);
    await platform.working({ ...ops, message: "c:1.trigger" }, true);
    expect(slack.calls("reactions.add")).toHaveLength(1);
  });
});
