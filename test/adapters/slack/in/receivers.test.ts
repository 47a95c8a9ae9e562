import { setImmediate } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { hearSlackFaults } from "../../../../src/adapters/slack/in/slack-faults.ts";
import { createSocketReceiver } from "../../../../src/adapters/slack/in/socket-receiver.ts";
import { message } from "./payloads.ts";
import { openSocketBench } from "./socket-bench.ts";

/** Both sockets up, the first for a minute. */
async function openBoth(given: Parameters<typeof openSocketBench>[0] = {}) {
  const bench = await openSocketBench(given);
  await bench.receivers.start();
  bench.timers.pass(60_000);
  await bench.sockets.connected(2);
  await bench.until(() => bench.timers.waiting().filter((ms) => ms === 60_000).length === 1);
  return bench;
}

/** One socket that was lost so often, each time as soon as it was up. */
async function openAndLose(times: number) {
  const bench = await openSocketBench();
  const { receivers, sockets, timers, until } = bench;
  const loseNext = async ({ afterMs = 0 } = {}) => {
    await until(() => receivers.health().state === "up");
    timers.pass(afterMs);
    sockets.sockets()[0]?.reset();
    await until(() => receivers.health().state === "down");
    await setImmediate();
  };
  await receivers.start();
  for (let losses = 1; losses <= times; losses += 1) await loseNext();
  return { ...bench, loseNext };
}

describe("the sockets to Slack", () => {
  it("are two, the second a minute after the first", async () => {
    const { receivers, sockets, timers, tokens } = await openSocketBench();
    await receivers.start();
    expect(receivers.health()).toEqual({ state: "up" });
    timers.pass(59_999);
    expect(tokens).toHaveLength(1);
    timers.pass(1);
    await sockets.connected(2);

    expect(sockets.openCount()).toBe(2);
    expect(tokens).toEqual(["Bearer xapp-1-secret", "Bearer xapp-1-secret"]);
  });

  it("take in what comes on either, once, and acknowledge it each time", async () => {
    const { deliver, deliveries, sendTo, stored, until } = await openBoth();
    sendTo(0);
    const first = deliver(message("one", { ts: "1.000001" }));
    await first.acked;
    sendTo(1);
    deliveries.deliverAgain(first);
    deliveries.deliverAgain(first, "same-envelope");
    await deliver(message("two", { ts: "1.000002" })).acked;
    await until(() => true);

    expect(stored).toMatchObject([{ text: "one" }, { text: "two" }]);
    expect(first.envelopes.map(({ acks }) => acks.length)).toEqual([1, 2]);
  });

  it("leave unacknowledged what cannot be written down, and log nothing of it", async () => {
    const broken = Promise.withResolvers<void>();
    const { receivers, deliver, sockets, faults, logged } = await openSocketBench({
      async intake() {
        broken.resolve();
        throw new Error("The database is full.");
      },
    });
    await receivers.start();
    const delivery = deliver(message("a secret"));
    await broken.promise;
    await receivers.stop();
    await sockets.allClosed();

    expect(delivery.envelopes[0]?.acks).toEqual([]);
    expect(faults).toMatchObject([{ message: "The database is full." }]);
    expect(logged.join()).not.toContain("a secret");
  });

  it.each(["nonsense", '{"type":"of another kind"}', Buffer.from([1, 2, 3])])(
    "stay up when Slack sends what nobody knows: %s",
    async (frame) => {
      const { receivers, sockets, deliver, stored } = await openSocketBench();
      await receivers.start();
      sockets.sockets()[0]?.sendGarbage(frame);
      await deliver(message("hi")).acked;

      expect(stored).toHaveLength(1);
    },
  );

  it("stay up when Slack holds events back, which is heard", async () => {
    const { receivers, sockets, deliver, stored } = await openSocketBench();
    await receivers.start();
    const heard = Promise.withResolvers<string>();
    withoutOthers("unhandledRejection");
    onTestFinished(hearSlackFaults(process, ({ kind }) => heard.resolve(kind)));
    sockets.rateLimit();

    expect(await heard.promise).toBe("flooded");
    await deliver(message("hi")).acked;
    expect(stored).toHaveLength(1);
  });
});

describe("a socket that is lost", () => {
  it.each([
    ["by Slack's warning", "warning"],
    ["to be renewed", "refresh_requested"],
    ["since sockets were switched off", "link_disabled"],
    ["by the network", undefined],
  ] as const)("%s is made anew at once, while the other one hears", async (_why, reason) => {
    const { sockets, deliver, stored, sendTo, timers, until } = await openBoth();
    const [first] = sockets.sockets();
    if (reason) first?.disconnect(reason);
    else first?.reset();
    await until(() => timers.waiting()[0] === 0);
    sendTo(1);
    await deliver(message("meanwhile")).acked;
    timers.pass(0);
    await sockets.connected(2);

    expect(stored).toMatchObject([{ text: "meanwhile" }]);
  });

  it("without a word is found by its pings", async () => {
    const { sockets, timers, until } = await openBoth({ pongWithinMs: 60 });
    sockets.sockets()[0]?.freeze();
    await until(() => timers.waiting()[0] === 0);
    timers.pass(0);
    await sockets.connected(3);

    expect(sockets.sockets()).toHaveLength(3);
  });

  it("and says that it is none for 60 s is made anew", async () => {
    const { alone, sockets, timers } = await openSocketBench();
    const receiver = createSocketReceiver(alone);
    onTestFinished(() => receiver.stop());
    await receiver.start();
    const [socket] = sockets.sockets();
    // It sends its close frame, and nobody answers.
    socket?.disconnect("refresh_requested");
    socket?.freeze();
    let looks = 0;
    for (; receiver.state().state === "up"; looks += 1) {
      timers.pass(15_000);
      await setImmediate();
    }

    expect(receiver.state().state).toBe("connecting");
    expect(looks).toBeGreaterThanOrEqual(4);
    timers.pass(2_000);
  });

  it("soon after it came up is made anew at once the first time, since Slack let us in", async () => {
    const { timers } = await openAndLose(1);

    expect(timers.waiting()[0]).toBe(0);
  });

  it("soon after it came up again and again is made anew later and later, so that nothing spins", async () => {
    const { receivers, timers, loseNext } = await openAndLose(1);
    const waits: (number | undefined)[] = [];
    for (let losses = 1; losses <= 3; losses += 1) {
      timers.pass(timers.waiting()[0] ?? 0);
      await loseNext();
      waits.push(timers.waiting()[0]);
    }

    expect(waits).toEqual([5_000, 10_000, 20_000]);
    expect(receivers.health()).toMatchObject({ reason: expect.stringContaining("connect again") });
  });

  it("waits only until it would have stood long enough", async () => {
    const { timers, loseNext } = await openAndLose(1);
    timers.pass(0);
    await loseNext({ afterMs: 4_000 });

    expect(timers.waiting()[0]).toBe(1_000);
  });

  it("after it stood for longer than that wait is made anew at once, however often", async () => {
    const { timers, loseNext } = await openAndLose(1);
    const waits: (number | undefined)[] = [];
    for (let losses = 1; losses <= 4; losses += 1) {
      timers.pass(timers.waiting()[0] ?? 0);
      await loseNext({ afterMs: 6_000 });
      waits.push(timers.waiting()[0]);
    }

    expect(waits).toEqual([0, 0, 0, 0]);
  });
});

describe("a socket that does not come up", () => {
  it.each([
    ["invalid_auth", "SLACK_APP_TOKEN"],
    ["account_inactive", "SLACK_APP_TOKEN"],
    ["missing_scope", "lacks a scope"],
    ["internal_error", '"internal_error"'],
  ])(
    "for %s makes us red with the next move, and is tried again later and later",
    async (error, part) => {
      const { receivers, openNext, timers, until, logged } = await openSocketBench();
      openNext({ error }, { error }, { error });
      const waits: (number | undefined)[] = [];
      await receivers.start();
      for (let tries = 1; tries <= 3; tries += 1) {
        await until(() => receivers.health().state === "down");
        await setImmediate();
        const [waitMs = 0] = timers.waiting();
        waits.push(waitMs);
        expect(receivers.health()).toMatchObject({ reason: expect.stringContaining(part) });
        timers.pass(waitMs);
      }
      await until(() => receivers.health().state === "up");

      expect(waits).toEqual([5_000, 10_000, 20_000]);
      expect(logged.join()).not.toContain("xapp-1-secret");
    },
  );

  it("for a broken network is tried again, and nothing is thrown where nobody catches it", async () => {
    const { receivers, openNext, timers, until, faults } = await openSocketBench();
    openNext("breaks");
    await receivers.start();
    expect(receivers.health()).toMatchObject({ reason: expect.stringContaining("network") });
    timers.pass(5_000);
    await until(() => receivers.health().state === "up");

    expect(faults).toEqual([]);
  });

  it("for want of a greeting is given up after 15 s", async () => {
    const { receivers, sockets, timers, until } = await openSocketBench();
    sockets.scriptNext({ hello: false });
    const started = receivers.start();
    while (sockets.openCount() === 0) await setImmediate();
    timers.pass(14_999);
    expect(receivers.health()).toEqual({ state: "starting" });
    timers.pass(1);
    expect(receivers.health()).toMatchObject({ reason: expect.stringContaining("15 s") });
    await started;
    timers.pass(5_000);
    await until(() => receivers.health().state === "up");

    expect(sockets.sockets()).toHaveLength(1);
  });
});

describe("stopping", () => {
  it("settles with every socket closed", async () => {
    const { receivers, sockets, timers } = await openBoth();
    await receivers.stop();
    await sockets.allClosed();

    expect(receivers.health()).toEqual({ state: "stopped" });
    expect(timers.waiting()).toEqual([]);
  });

  it("cuts off a peer that does not answer after 2 s", async () => {
    const { receivers, sockets, timers } = await openSocketBench();
    await receivers.start();
    sockets.sockets()[0]?.freeze();
    const stopped = receivers.stop();
    timers.pass(2_000);
    await stopped;

    expect(receivers.health()).toEqual({ state: "stopped" });
  });

  it.each(["hangs", "ok"] as const)(
    "while it asks where to connect to (%s) leaves no socket behind",
    async (opening) => {
      const { receivers, openNext, asked, sockets } = await openSocketBench();
      openNext(opening);
      const started = receivers.start();
      await asked(1);
      await Promise.all([receivers.stop(), started]);
      await sockets.allClosed();

      expect(sockets.openCount()).toBe(0);
    },
  );
});

/** The test runner's own listeners would take what is thrown for a failure. */
function withoutOthers(event: "unhandledRejection"): void {
  const others = process.rawListeners(event) as NodeJS.UnhandledRejectionListener[];
  process.removeAllListeners(event);
  onTestFinished(() => {
    for (const one of others) process.on(event, one);
  });
}
