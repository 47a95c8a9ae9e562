import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChatTables } from "../../src/chat/chat-tables.ts";
import { createHeardStore, type HeardStore } from "../../src/chat/heard-store.ts";
import { createListener } from "../../src/chat/listener.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { inMemory, openStorage, type Storage } from "../../src/storage/open-storage.ts";
import { createStoppedTimers } from "../adapters/slack/in/stopped-timers.ts";
import { createMemoryPlatform, type MemoryPlatform } from "../support/memory-platform.ts";
import { createStoppedClock, type StoppedClock } from "../support/stopped-clock.ts";

const aSecond = Temporal.Duration.from("PT1S");
const minutes = (count: number) => Temporal.Duration.from({ minutes: count });

let storage: Storage<ChatTables>;
let heard: HeardStore;
let clock: StoppedClock;
let memory: MemoryPlatform;
beforeEach(async () => {
  storage = await openStorage<ChatTables>(inMemory);
  await migrateStorage(storage);
  heard = createHeardStore(storage.db);
  clock = createStoppedClock("2026-11-25T09:00:00Z");
  memory = createMemoryPlatform({ clock });
});
afterEach(() => storage.close());

/** A listener with timers that stand still; what it takes in is a list, without what it has. */
function listen() {
  const timers = createStoppedTimers();
  const taken: string[] = [];
  const faults: unknown[] = [];
  let failures = 0;
  const listener = createListener({
    platform: memory.platform,
    heard,
    async intake(item) {
      if (item.kind !== "message") return "duplicate";
      if (item.replay && failures > 0) {
        failures -= 1;
        throw new Error("The disk is full.");
      }
      if (taken.includes(item.text)) return "duplicate";
      taken.push(item.text);
      return "stored";
    },
    clock,
    fault: (error) => faults.push(error),
    later: timers.later,
  });
  return {
    listener,
    timers,
    taken,
    faults,
    failNext(count: number) {
      failures = count;
    },
    async pass(count: number) {
      clock.advance(minutes(count));
      for (let minute = 0; minute < count; minute += 1) {
        timers.pass(60_000);
        await listener.caughtUp();
      }
    },
  };
}

/** Somebody writes where nobody delivers it. */
async function missed(text: string) {
  memory.breakConnection();
  await memory.say("ana", memory.dm("ana"), text);
}

describe("a listener", () => {
  it("takes in nothing of what was before it heard for the first time", async () => {
    await missed("long ago");
    const { listener, taken } = listen();
    await listener.start();
    expect(taken).toEqual([]);
    expect(await heard.until("memory")).toEqual(clock.now());
  });

  it("takes in what was written since the one before it heard, in the order of time", async () => {
    const first = listen();
    await first.listener.start();
    await first.listener.stop(aSecond);
    for (const text of ["one", "two"]) {
      clock.advance("PT3H");
      await missed(text);
    }
    const { listener, taken } = listen();
    await listener.start();
    expect(taken).toEqual(["one", "two"]);
  });

  it("takes in what was lost a little before anybody knew", async () => {
    const first = listen();
    await missed("nobody delivers it");
    await first.listener.start();
    await first.listener.stop(aSecond);
    clock.advance("PT4M");
    const { listener, taken } = listen();
    await listener.start();
    expect(taken).toEqual(["nobody delivers it"]);
  });

  it("knows each minute how far it has heard, and no further than it was connected", async () => {
    const { listener, pass } = listen();
    await listener.start();
    await pass(3);
    expect(await heard.until("memory")).toEqual(clock.now());
    const lost = clock.now();
    memory.breakConnection();
    await pass(3);
    expect(await heard.until("memory")).toEqual(lost);
    await memory.restore();
    await listener.caughtUp();
    expect(await heard.until("memory")).toEqual(clock.now());
  });

  it("tries again what it could not take in, later by itself and sooner when it is back again", async () => {
    const { listener, timers, taken, faults, failNext } = listen();
    await listener.start();
    const start = clock.now();
    await missed("a");
    failNext(4);
    // The platform delivers by itself, in vain as well.
    await memory.restore();
    await listener.caughtUp();
    expect({ taken, faults: faults.length }).toEqual({ taken: [], faults: 1 });
    timers.pass(1_000);
    await listener.caughtUp();
    expect({ taken, faults: faults.length }).toEqual({ taken: [], faults: 2 });
    clock.advance("PT1M");
    expect(await heard.until("memory")).toEqual(start);
    memory.breakConnection();
    failNext(1);
    await memory.restore();
    await listener.caughtUp();
    expect({ taken, faults: faults.length }).toEqual({ taken: ["a"], faults: 2 });
    expect(await heard.until("memory")).toEqual(clock.now());
  });

  it("goes on from where the one before it was killed while it took in what was missed", async () => {
    const first = listen();
    await first.listener.start();
    await missed("a");
    clock.advance("PT10M");
    first.failNext(2);
    await memory.restore();
    await first.listener.caughtUp();
    expect(first.faults).toHaveLength(1);
    // Meanwhile it hears what is said now.
    await memory.say("ana", memory.dm("ana"), "b");
    expect(first.taken).toEqual(["b"]);
    const { listener, taken } = listen();
    await listener.start();
    expect(taken).toEqual(["a", "b"]);
  });

  it("says why it could not be started, and can be stopped all the same", async () => {
    const faults: unknown[] = [];
    const start = () => Promise.reject(new Error("The port is taken."));
    const platform = { ...memory.platform, start };
    const fault = (error: unknown) => faults.push(error);
    const parts = { platform, heard, intake: async () => "stored" as const, clock, fault };
    const listener = createListener(parts);
    await listener.start();
    expect(faults).toMatchObject([{ message: "The port is taken." }]);
    await listener.stop(aSecond);
    expect(await heard.until("memory")).toBeUndefined();
  });

  it("waits for nothing once it is stopped", async () => {
    const { listener, timers } = listen();
    await listener.start();
    expect(timers.waiting()).toHaveLength(1);
    await listener.stop(aSecond);
    expect(timers.waiting()).toEqual([]);
  });
});
