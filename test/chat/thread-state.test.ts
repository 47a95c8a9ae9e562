import { describe, expect, it } from "vitest";
import { z } from "zod";
import { principalKey } from "../../src/chat/conversation.ts";
import {
  afterInbound,
  afterReply,
  afterStop,
  noThread,
  threadStateSchema,
} from "../../src/chat/thread-state.ts";
import { account, aMessage, later, nine } from "./a-message.ts";

const ana = principalKey(account("ana"));
const pending = { ask: "reason-for-not-helpful", of: "a1", person: ana, until: later(10) };

describe("the state of a conversation", () => {
  it("comes back from its JSON as it was", () => {
    const written = afterReply(afterInbound(noThread, aMessage(), nine), {
      key: "answer:1",
      at: nine,
      counts: true,
      served: "restart-kafka",
      topic: { entry: "restart-kafka" },
      pending,
    });
    const json: unknown = JSON.parse(JSON.stringify(z.encode(threadStateSchema, written)));
    expect(threadStateSchema.parse(json)).toEqual(written);
  });
  it("keeps of each human the later line, in whatever order they come", () => {
    const two = afterInbound(noThread, aMessage({ sentAt: later(2) }), later(2));
    const one = afterInbound(two, aMessage({ sentAt: later(1) }), later(3));
    expect(one.humans).toEqual({ [ana]: { at: later(2), message: "m1" } });
  });
  it.each([
    ["an edit", aMessage({ edit: { of: aMessage().message, revision: "2" } })],
    ["a program", aMessage({ author: { ...aMessage().author, isBot: true } })],
  ])("is not changed by %s", (_, item) => {
    expect(afterInbound(noThread, item, nine)).toBe(noThread);
  });
  it("ends a stop with whatever speaks to us, and only with that", () => {
    const stopped = afterStop({ ...noThread, pending });
    expect(stopped).toEqual({ ...noThread, stopped: true });
    const staysOut = (addressed: "thread" | "none" | "mention" | "reply" | "dm") =>
      afterInbound(stopped, aMessage({ addressed }), nine).stopped;
    expect(staysOut("thread")).toBe(true);
    expect(staysOut("none")).toBe(true);
    expect(staysOut("mention")).toBe(false);
    expect(staysOut("reply")).toBe(false);
    expect(staysOut("dm")).toBe(false);
  });
  it("drops a question of ours when its time is over, and when we speak again", () => {
    const asked = { ...noThread, pending };
    expect(afterInbound(asked, aMessage(), later(9)).pending).toEqual(pending);
    expect(afterInbound(asked, aMessage(), later(10)).pending).toBeUndefined();
    expect(afterReply(asked, { key: "k", at: nine, counts: true }).pending).toBeUndefined();
  });
  it("counts replies for an hour, and none that does not count", () => {
    const first = afterReply(noThread, { key: "a", at: nine, counts: true });
    const page = afterReply(first, { key: "b", at: later(59), counts: false });
    expect(page).toMatchObject({ replies: [nine], lastReplyAt: later(59) });
    expect(afterReply(page, { key: "c", at: later(60), counts: true }).replies).toEqual([
      later(60),
    ]);
  });
});
