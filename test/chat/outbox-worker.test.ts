import { afterEach, describe, expect, it, vi } from "vitest";
import type { SendOutcome } from "../../src/chat/chat-platform.ts";
import { createOutboxWorker } from "../../src/chat/outbox-worker.ts";
import { aReply, openChat } from "./open-chat.ts";
import { createScriptedPlatform } from "./scripted-platform.ts";

type Script = Parameters<typeof createScriptedPlatform>[1];

async function openWorker(script: Script = {}) {
  const chat = await openChat();
  const scripted = createScriptedPlatform("memory", script);
  const worker = createOutboxWorker({ ...chat, platforms: [scripted.platform] });
  return {
    ...chat,
    ...scripted,
    ...worker,
    called: () => scripted.calls.map(({ call }) => call),
    async settle() {
      while (await worker.step());
    },
  };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("the outbox worker", () => {
  it("sends a reply, and edits its message for a new version", async () => {
    const { queue, step, shown, called, close } = await openWorker();
    expect(await step()).toBe(false);
    await queue(aReply("a", "old"));
    expect(await step()).toBe(true);
    await queue(aReply("a2", "new", { updateOf: "a" }));
    expect(await step()).toBe(true);
    expect(await step()).toBe(false);
    expect([shown(), called()]).toEqual([["new"], ["send", "edit"]]);
    await close();
  });

  it("sends no secret while the platform does not say who reads it", async () => {
    const { queue, settle, called, reported, close } = await openWorker();
    await queue({ ...aReply("a"), doc: [{ secret: { recipe: "key", of: "a" } }] });
    await settle();
    expect(called()).toEqual([]);
    expect(reported).toEqual([["send", "Error: nobody should ask this"]]);
    await close();
  });

  it("waits as long as the platform says, and loses nothing of the order", async () => {
    const { queue, settle, shown, calls, clock, close } = await openWorker({
      outcomes: [{ retryInMs: 7_000 }, { retryInMs: 0.5 }],
    });
    await queue(aReply("a"), aReply("b"));
    await settle();
    clock.advance({ milliseconds: 6_999 });
    await settle();
    expect(calls).toHaveLength(1);
    clock.advance({ milliseconds: 1 });
    await settle();
    expect(shown()).toEqual([]);
    clock.advance({ milliseconds: 1 });
    await settle();
    expect(shown()).toEqual(["a", "b"]);
    expect(new Set(calls.slice(0, 3).map(({ nonce }) => nonce)).size).toBe(1);
    await close();
  });

  it("never gives up a reply that is put off", async () => {
    const outcomes = Array.from({ length: 50 }, () => ({ retryInMs: 1_000 }));
    const { queue, settle, shown, clock, close } = await openWorker({ outcomes });
    await queue(aReply("a"));
    for (let second = 0; second <= 50; second += 1) {
      await settle();
      clock.advance({ seconds: 1 });
    }
    expect(shown()).toEqual(["a"]);
    await close();
  });

  it.each([
    ["finds one that got through, and does not send it again", "lost", undefined, ["findSent"]],
    ["sends again what did not", { unknown: true }, undefined, ["findSent", "send"]],
    ["sends again where nobody can tell", "lost", "cannot-tell", ["findSent", "send"]],
    ["takes a throw for no answer", "throw", undefined, ["findSent", "send"]],
  ] as const)("%s", async (_what, outcome, found, then) => {
    const { queue, settle, outboxStates, called, calls, clock, close } = await openWorker({
      outcomes: [outcome],
      ...(found === undefined ? {} : { found }),
    });
    await queue(aReply("a"), aReply("b"));
    await settle();
    expect(called()).toEqual(["send"]);
    clock.advance({ milliseconds: 1_000 });
    await settle();
    expect(called()).toEqual(["send", ...then, "send"]);
    expect(new Set(calls.slice(0, -1).map(({ nonce }) => nonce)).size).toBe(1);
    expect(await outboxStates()).toEqual(["a sent", "b sent"]);
    await close();
  });

  it("makes an edit again without a look", async () => {
    const { queue, settle, shown, called, clock, close } = await openWorker({
      outcomes: ["sent", { unknown: true }],
    });
    await queue(aReply("a", "old"));
    await settle();
    await queue(aReply("a2", "new", { updateOf: "a" }));
    await settle();
    clock.advance({ seconds: 1 });
    await settle();
    expect([shown(), called()]).toEqual([["new"], ["send", "edit", "edit"]]);
    await close();
  });

  it.each([
    ["answer", ["a failed no-answer"]],
    ["page", ["a queued"]],
  ] as const)("after many tries without an answer: %s", async (importance, states) => {
    const outcomes = Array.from({ length: 40 }, (): SendOutcome => ({ unknown: true }));
    const { queue, settle, outboxStates, clock, close } = await openWorker({ outcomes });
    await queue(aReply("a", "", { importance }));
    for (let minute = 0; minute < 20; minute += 1) {
      await settle();
      clock.advance({ minutes: 1 });
    }
    expect(await outboxStates()).toEqual(states);
    await close();
  });

  it("gives up what is refused, and says why", async () => {
    const { queue, settle, outboxStates, shown, reported, close } = await openWorker({
      outcomes: [{ refused: "gone" }],
    });
    await queue(aReply("a"), aReply("b"));
    await settle();
    expect(await outboxStates()).toEqual(["a failed gone", "b sent"]);
    expect(reported).toEqual([["replyFailed", "a: gone"]]);
    expect(shown()).toEqual(["b"]);
    await close();
  });

  it("sends what is refused for its form as plain text, once", async () => {
    const { queue, settle, outboxStates, calls, reported, close } = await openWorker({
      outcomes: [{ refused: "bad-format" }, { refused: "bad-format" }, { refused: "bad-format" }],
    });
    const doc = [{ heading: [{ text: "Title" }] }, { code: "ls" }];
    await queue(aReply("a", "", { doc }), aReply("b", "", { doc }));
    await settle();
    expect(await outboxStates()).toEqual(["a failed bad-format", "b sent"]);
    expect(calls.map(({ reply }) => reply?.doc)).toEqual([
      doc,
      [{ p: [{ text: "Title\n\n    ls" }] }],
      doc,
      [{ p: [{ text: "Title\n\n    ls" }] }],
    ]);
    expect(reported.map(([what]) => what)).toEqual(["replyPlain", "replyFailed", "replyPlain"]);
    await close();
  });

  it("goes on behind a row that holds no reply", async () => {
    const { db, queue, settle, outboxStates, close } = await openWorker();
    await queue(aReply("a"));
    await db.updateTable("outbox").set({ body: "{}" }).execute();
    await queue(aReply("b"));
    await settle();
    expect(await outboxStates()).toEqual(["a failed unreadable", "b sent"]);
    await close();
  });

  it("says what it dropped as too late", async () => {
    const { queue, settle, reported, shown, clock, close } = await openWorker();
    await queue(aReply("a", "", { notAfter: clock.now().subtract({ seconds: 1 }) }));
    await settle();
    expect([reported, shown()]).toEqual([[["replyCancelled", "a"]], []]);
    await close();
  });

  it("takes ten seconds without an answer for none", async () => {
    vi.useFakeTimers();
    const { promise } = Promise.withResolvers<SendOutcome>();
    const { queue, step, outboxStates, everything, close } = await openWorker({
      outcomes: [promise],
    });
    await queue(aReply("a"));
    const stepped = step();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(await outboxStates()).toEqual(["a sending"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await stepped).toBe(true);
    expect((await everything()).outbox).toMatchObject([{ state: "queued", look_up: 1 }]);
    await close();
  });

  it("does not send when its lease has all but expired in the meantime", async () => {
    const { queue, next, called, clock, close } = await openWorker();
    await queue(aReply("a"));
    const job = await next(["memory"]);
    clock.advance({ milliseconds: 20_001 }); // the process stood still
    await job?.();
    expect(called()).toEqual([]);
    clock.advance({ seconds: 10 });
    await (await next(["memory"]))?.();
    expect(called()).toEqual(["findSent", "send"]);
    await close();
  });

  it("sends once, whichever statement it dies at", async () => {
    for (let statement = 1; ; statement += 1) {
      const { queue, step, settle, shown, interference, outboxStates, reported, clock, close } =
        await openWorker();
      await queue(aReply("a"));
      let count = 0;
      interference.before = () => {
        count += 1;
        if (count >= statement) throw new Error("killed");
      };
      const survived = await step().then(
        () => reported.length === 0,
        () => false,
      );
      interference.before = undefined;
      clock.advance({ minutes: 1 });
      await settle();
      expect([shown(), await outboxStates()]).toEqual([["a"], ["a sent"]]);
      await close();
      if (survived) {
        expect(statement).toBeGreaterThan(4); // or nothing was tested
        return;
      }
    }
  });
});
