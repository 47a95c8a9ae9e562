import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SendOutcome } from "../../src/chat/chat-platform.ts";
import type { PlatformName } from "../../src/chat/conversation.ts";
import type { Inbound } from "../../src/chat/inbox-item.ts";
import { aMessage } from "./a-message.ts";
import { aReply, echo, nine, openChat } from "./open-chat.ts";
import { createScriptedPlatform } from "./scripted-platform.ts";

/** A message, told by its key, as in `a2`: the second in thread a. */
function said(key: string, platform: PlatformName = "memory"): Inbound {
  const made = aMessage({ dedupKey: key, text: key, thread: key.slice(0, 1) });
  return { ...made, message: { ...made.message, platform, message: key } };
}

function edited(key: string, revision: number): Inbound {
  const made = said(key);
  return {
    ...made,
    dedupKey: `${key}.${revision}`,
    text: `${key}.${revision}`,
    edit: { of: made.message, revision: String(revision) },
    sentAt: nine.add({ seconds: revision }),
  };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("the core of chat", () => {
  it("says once what was delivered many times", async () => {
    const { core, close } = await openChat();
    const { platform, texts } = createScriptedPlatform();
    const { intake, settle } = core([platform]);
    expect(await Promise.all([intake(said("a1")), intake(said("a1"))])).toEqual([
      "stored",
      "duplicate",
    ]);
    await settle();
    expect(await intake(said("a1"))).toBe("duplicate");
    await settle();
    expect(texts()).toEqual(["You said: a1"]);
    await close();
  });

  it("tells the asker of a failure, under the id that is reported", async () => {
    const { core, clock, reported, close } = await openChat();
    const { platform, texts } = createScriptedPlatform();
    const { intake, settle } = core([platform], async () => {
      throw new Error("no");
    });
    await intake(said("a1"));
    for (let minute = 0; minute < 5; minute += 1) {
      await settle();
      clock.advance({ minutes: 1 });
    }
    expect(texts()).toEqual([`Error ${reported.at(-1)?.[1]}`]);
    await close();
  });

  it("does the same whatever the order in which threads are heard", async () => {
    const keys = ["a1", "a2", "a3", "b1", "b2", "c1"];
    const nextOf = (thread: string, from: readonly string[]) =>
      from.find((key) => key.startsWith(thread));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(keys, { minLength: keys.length }), async (order) => {
        const { core, close } = await openChat();
        const { platform, texts } = createScriptedPlatform();
        const { intake, settle } = core([platform]);
        const left = [...keys];
        for (const [index, turn] of order.entries()) {
          const key = nextOf(turn.slice(0, 1), left) ?? "";
          left.splice(left.indexOf(key), 1);
          await intake(said(key));
          if (index % 2 === 0) await settle();
        }
        await settle();
        for (const thread of ["a", "b", "c"]) {
          const inOrder = keys.filter((key) => key.startsWith(thread));
          expect(texts().filter((text) => text.startsWith(`You said: ${thread}`))).toEqual(
            inOrder.map((key) => `You said: ${key}`),
          );
        }
        await close();
      }),
      { numRuns: 12 },
    );
  });

  it("answers the newest version of each message, whatever the order in which they come", async () => {
    const versions = [said("a1"), edited("a1", 1), edited("a1", 2), said("b1"), edited("b1", 1)];
    const items = [...versions, said("a2"), said("c1")];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(items, { minLength: items.length }), async (order) => {
        const { core, everything, close } = await openChat();
        const { platform, texts } = createScriptedPlatform();
        const { intake, settle } = core([platform]);
        for (const item of order) await intake(item);
        await settle();
        expect(texts().sort()).toEqual(
          ["a1.2", "a2", "b1.1", "c1"].map((key) => `You said: ${key}`),
        );
        const { inbox } = await everything();
        expect(inbox.map((row) => `${row.dedup_key} ${row.outcome}`).sort()).toEqual([
          "a1 silent:edited",
          "a1.1 silent:edited",
          "a1.2 answer",
          "a2 answer",
          "b1 silent:edited",
          "b1.1 answer",
          "c1 answer",
        ]);
        await close();
      }),
      { numRuns: 12 },
    );
  });
});

describe("the core of chat, once started", () => {
  /** Lets everything happen that waits for no answer and for no time. */
  const idle = () => vi.advanceTimersByTimeAsync(0);

  it("works on what comes in without waiting for its timer", async () => {
    vi.useFakeTimers();
    const { core, close } = await openChat();
    const { platform, texts } = createScriptedPlatform();
    const { intake, start, stop } = core([platform]);
    await start();
    await intake(said("a1"));
    await idle();
    expect(texts()).toEqual(["You said: a1"]);
    await stop();
    await close();
  });

  it("finds what has become due, and what others have queued", async () => {
    vi.useFakeTimers();
    const { core, queue, clock, close } = await openChat();
    const { platform, texts } = createScriptedPlatform("memory", {
      outcomes: [{ retryInMs: 1_000 }],
    });
    const { start, stop, wake } = core([platform]);
    await start();
    await queue(aReply("a"));
    wake();
    await idle();
    expect(texts()).toEqual(["a"]);
    clock.advance({ seconds: 1 });
    await queue(aReply("b"));
    await vi.advanceTimersByTimeAsync(250);
    expect(texts()).toEqual(["a", "a", "b"]);
    await stop();
    await close();
  });

  it("lets no platform wait for another, and no room for another", async () => {
    vi.useFakeTimers();
    const { core, queue, close } = await openChat();
    const slow = createScriptedPlatform("matrix", {
      outcomes: Array.from({ length: 10 }, () => Promise.withResolvers<SendOutcome>().promise),
    });
    const quick = createScriptedPlatform("memory");
    const { start, stop } = core([slow.platform, quick.platform]);
    const where = { platform: "matrix", workspace: "w" } as const;
    for (const room of ["1", "2", "3", "4", "5", "6"]) {
      await queue(aReply(`m${room}`, `m${room}`, { to: { ...where, room } }));
    }
    await queue(aReply("x"), aReply("y"));
    await start();
    await idle();
    expect(quick.texts()).toEqual(["x", "y"]);
    expect(slow.texts()).toEqual(["m1", "m2", "m3", "m4"]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(slow.texts()).toEqual(["m1", "m2", "m3", "m4", "m5", "m6"]);
    const stopped = stop();
    await vi.advanceTimersByTimeAsync(10_000);
    await stopped;
    await close();
  });

  it("goes on after a fault of the database", async () => {
    vi.useFakeTimers();
    const { core, interference, reported, close } = await openChat();
    const { platform, texts } = createScriptedPlatform();
    const { intake, start, stop } = core([platform]);
    await start();
    await intake(said("a1"));
    interference.before = () => {
      throw new Error("disk full");
    };
    await idle();
    await vi.advanceTimersByTimeAsync(250);
    expect(reported).toContainEqual(["inbox", "Error: disk full"]);
    expect(reported).toContainEqual(["outbox", "Error: disk full"]);
    interference.before = undefined;
    await vi.advanceTimersByTimeAsync(250);
    expect(texts()).toEqual(["You said: a1"]);
    await stop();
    await close();
  });

  it("takes over what an earlier process had in work, and looks before it sends again", async () => {
    vi.useFakeTimers();
    const { core, inbox, outbox, queue, clock, close } = await openChat();
    const { platform, calls, texts } = createScriptedPlatform();
    const { start, stop } = core([platform]);
    await inbox.take(said("a1"), clock.now());
    await inbox.lease(clock.now());
    await queue(aReply("a"));
    await outbox.lease(clock.now(), ["memory"]);
    await start();
    await idle();
    expect(calls.map(({ call }) => call)).toEqual(["findSent", "send", "send"]);
    expect(texts()).toEqual(["a", "You said: a1"]);
    await stop();
    await close();
  });

  it("forgets what is long finished", async () => {
    vi.useFakeTimers();
    const { core, clock, inboxStates, close } = await openChat();
    const { intake, settle, start, stop } = core([createScriptedPlatform().platform]);
    await intake(said("a1"));
    await settle();
    clock.advance({ hours: 48 });
    await start();
    expect(await inboxStates()).toEqual([]);
    await stop();
    await close();
  });

  it("finishes what is in work when it is stopped, and takes up nothing more", async () => {
    vi.useFakeTimers();
    const { core, inboxStates, outboxStates, close } = await openChat();
    const { platform, texts } = createScriptedPlatform();
    const gate = Promise.withResolvers<void>();
    const { intake, start, stop } = core([platform], async (item, id) => {
      await gate.promise;
      return echo(item, id);
    });
    await start();
    await intake(said("a1"));
    await intake(said("a2"));
    await idle();
    let isStopped = false;
    const stopped = stop().then(() => {
      isStopped = true;
    });
    await idle();
    expect(isStopped).toBe(false);
    gate.resolve();
    await stopped;
    expect(await inboxStates()).toEqual(["a1 answer", "a2 new"]);
    expect(await outboxStates()).toEqual(["answer:1 sent"]);
    expect(texts()).toEqual(["You said: a1"]);
    await stop();
    await close();
  });
});
