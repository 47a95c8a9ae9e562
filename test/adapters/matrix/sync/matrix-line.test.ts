import { describe, expect, it } from "vitest";
import type { CryptoStore } from "../../../../src/adapters/matrix/store/open-crypto-store.ts";
import { useMatrixOffices } from "../matrix-office.ts";

const openOffice = useMatrixOffices();

describe("the line to a homeserver", () => {
  it("logs in once, shows its recovery key once, and is the same device after a restart", async () => {
    const office = await openOffice();
    const first = office.line();
    const device = (await first.up()).getDeviceId();
    expect(first.recoveryKeys).toEqual([expect.stringMatching(/^E\w{3}( \w{4}){11}$/)]);
    expect(first.health()).toEqual({
      state: "up",
      syncAgeMs: 0,
      isCrossSigningReady: true,
      unreadable: 0,
      unreadableRate: 0,
    });
    await first.stop(1_000);
    expect(first.health()).toMatchObject({ state: "stopped", syncAgeMs: undefined });
    const again = office.line({ password: undefined });
    expect((await again.up()).getDeviceId()).toBe(device);
    expect(again.recoveryKeys).toEqual([]);
    expect(office.server.calls("login")).toHaveLength(1);
    expect(office.server.faultsAtEnd()).toEqual([]);
    expect(office.server.keyConflicts()).toBe(0);
    expect([...first.faults, ...again.faults, ...first.lines, ...again.lines]).toEqual([]);
  });

  it("asks for nothing that an earlier process asked for, whose answer the homeserver may have kept", async () => {
    const office = await openOffice();
    const first = office.line();
    await first.up();
    await first.stop(1_000);
    await office.line().up();
    const filters = office.server.calls("filter").map(({ given }) => JSON.stringify(given));
    expect(new Set(filters).size).toBe(2);
  });

  it("hands on what happens in rooms as it happened", async () => {
    const { server, ada, ama, room, line } = await openOffice();
    const bot = line();
    await bot.up();
    const said = server.say(ada, room, "hello");
    server.react(ada, said, "👍");
    server.redact(ada, said);
    const other = server.openDirectRoom(ada, ama);
    const replacement = server.upgrade(ada, room);
    server.invite(ada, replacement.id, ama);
    const isAbout = (type: string, more: object = {}) =>
      expect.objectContaining({ event: expect.objectContaining({ type, room, ...more }) });
    const isInvite = (to: string) =>
      expect.objectContaining({
        event: expect.objectContaining({
          ...{ room: to, sender: ada, type: "m.room.member", stateKey: ama },
          id: expect.stringMatching(/^invite:/),
          content: expect.objectContaining({ membership: "invite" }),
        }),
      });
    await bot.when(
      () =>
        bot.taken.some(({ event }) => event.type === "m.room.tombstone") &&
        [other.id, replacement.id].every((id) => bot.taken.some(({ event }) => event.room === id)),
    );
    const kinds = [
      isAbout("m.room.message", { id: said.id, sender: ada, wasEncrypted: false }),
      isAbout("m.reaction"),
      isAbout("m.room.redaction", { redacts: said.id }),
      isAbout("m.room.tombstone", { stateKey: "" }),
      ...[isInvite(other.id), isInvite(replacement.id)],
    ];
    for (const kind of kinds) expect(bot.taken).toContainEqual(kind);
    expect(bot.taken.every(({ replay }) => !replay)).toBe(true);
    expect(bot.faults).toEqual([]);
  });

  it("asks for nothing further while something cannot be written down, and then goes on in order", async () => {
    const { server, ada, ama, room, line, timers } = await openOffice();
    let isFull = false;
    const bot = line({
      async take() {
        if (isFull) throw new Error("the disk is full");
      },
    });
    await bot.up();
    await server.caughtUp(ama);
    isFull = true;
    server.say(ada, room, "one");
    await bot.when(() => bot.faults.length === 1);
    const syncs = server.calls("sync").length;
    server.say(ada, room, "two");
    expect(bot.health()).toMatchObject({
      state: "down",
      reason: "What people wrote cannot be written down: I try again.",
    });
    timers.pass(1_000);
    await bot.when(() => bot.faults.length === 2);
    expect(server.calls("sync")).toHaveLength(syncs);
    isFull = false;
    timers.pass(5_000);
    await bot.when(() => bot.texts().length === 2);
    expect(bot.texts()).toEqual(["one", "two"]);
    await bot.when(() => bot.health().state === "up");
  });

  it("keeps no position behind something that was not written down", async () => {
    const { server, ada, ama, room, line } = await openOffice();
    let isFull = false;
    const bot = line({
      async take() {
        if (isFull) throw new Error("the disk is full");
      },
    });
    await bot.up();
    await server.caughtUp(ama);
    isFull = true;
    server.say(ada, room, "one");
    await bot.when(() => bot.faults.length === 1);
    await bot.stop(50);
    const again = line({ gaps: bot.gaps });
    await again.up();
    await again.when(() => again.texts().includes("one"));
  });

  it("keeps its position every ten seconds, so that after a kill little comes again", async () => {
    const { server, ada, ama, room, line, clock } = await openOffice();
    const stores: CryptoStore[] = [];
    const network = (store: CryptoStore) => {
      stores.push(store);
      return store;
    };
    const first = line({ network });
    await first.up();
    clock.advance({ milliseconds: 9_999 });
    server.say(ada, room, "one");
    await first.when(() => first.texts().includes("one"));
    await stores.at(-1)?.abandon();

    const second = line({ network, gaps: first.gaps });
    await second.up();
    await second.when(() => second.texts().includes("one"));
    await server.caughtUp(ama);
    clock.advance({ seconds: 10 });
    const two = server.say(ada, room, "two");
    await expect.poll(async () => (await second.gaps.cursors()).get(room)).toBe(two.id);
    await stores.at(-1)?.abandon();

    const third = line({ network, gaps: second.gaps });
    await third.up();
    server.say(ada, room, "three");
    await third.when(() => third.texts().includes("three"));
    expect(third.texts()).toEqual(["three"]);
    expect(server.keyConflicts()).toBe(0);
  });

  it("reads what a sync left out, oldest first, once, and remembers nothing of it afterwards", async () => {
    const { server, ada, room, line } = await openOffice();
    const first = line();
    await first.up();
    server.say(ada, room, "before");
    await first.when(() => first.texts().includes("before"));
    await first.stop(1_000);
    const missed = Array.from({ length: 320 }, (_, at) => `missed ${at}`);
    for (const text of missed) server.say(ada, room, text);
    const again = line({ gaps: first.gaps });
    await again.up();
    await again.when(() => again.texts().length === missed.length);
    const replayed = again.taken.filter(({ replay }) => replay);
    expect(replayed.map(({ event }) => event.content.body)).toEqual(missed.slice(0, 220));
    expect(again.texts().toSorted()).toEqual(missed.toSorted());
    await again.stop(1_000);
    expect(await again.gaps.all()).toEqual([]);
  });

  it("goes on with a gap that a kill left open", async () => {
    const { server, ada, room, line } = await openOffice();
    const first = line();
    await first.up();
    server.say(ada, room, "before");
    await first.when(() => first.texts().includes("before"));
    await first.stop(1_000);
    for (let at = 0; at < 120; at += 1) server.say(ada, room, `missed ${at}`);
    const broken = server.failAlways("messages", { kind: "server-error", status: 502 });
    const second = line({ gaps: first.gaps });
    await second.up();
    await second.when(() => second.faults.length > 0);
    await second.stop(1_000);
    expect(await second.gaps.all()).toEqual([expect.objectContaining({ room })]);
    broken();
    const third = line({ gaps: second.gaps });
    await third.up();
    await third.when(() => third.texts().length === 20);
    expect(third.texts()).toEqual(Array.from({ length: 20 }, (_, at) => `missed ${at}`));
    await third.stop(1_000);
    expect(await third.gaps.all()).toEqual([]);
  });

  it("says why it could not connect until it can, and not only between two tries", async () => {
    const { line, server, pass } = await openOffice();
    server.failNext("login", { kind: "broken", when: "before" });
    const bot = line();
    bot.start();
    await bot.when(() => bot.health().state === "down");
    const { reason } = bot.health();
    expect(reason).toContain("cannot be reached");
    const login = server.holdNext("login");
    pass({ seconds: 1 });
    await login.arrived;
    expect(bot.health()).toMatchObject({ state: "down", reason });
    login.release();
    await bot.when(() => bot.health().state === "up");
  });

  it("makes no identity that nobody sees, and another one only for whoever wants that", async () => {
    const { line, server, ama } = await openOffice();
    const unseen = line({ setup: undefined });
    unseen.start();
    await unseen.when(() => unseen.health().state === "down");
    expect(unseen.health().reason).toBe(
      'The account of the bot is not set up yet: stop the bot, and run "ama matrix setup" once.',
    );
    await unseen.stop(1_000);
    const seen = line();
    await seen.up();
    await seen.stop(1_000);
    const later = line({ setup: undefined });
    await later.up();
    await later.stop(1_000);
    expect([seen.recoveryKeys.length, server.identityChanges(ama)]).toEqual([1, 0]);
    const showRecoveryKey = (key: string) => void seen.recoveryKeys.push(key);
    const anew = line({ setup: { isAnew: true, showRecoveryKey } });
    await anew.up();
    await anew.stop(1_000);
    expect([seen.recoveryKeys.length, server.identityChanges(ama)]).toEqual([2, 1]);
  });

  it("finds again where it was when its keys are lost and only the recovery key is left", async () => {
    const { server, ada, room, line, emptyFolder } = await openOffice();
    const first = line();
    await first.up();
    server.say(ada, room, "before");
    await first.when(() => first.texts().includes("before"));
    await first.stop(1_000);
    for (let at = 0; at < 60; at += 1) server.say(ada, room, `missed ${at}`);
    const refused = line({ folder: emptyFolder() });
    refused.start();
    await refused.when(() => refused.health().state === "down");
    expect(refused.health().reason).toBe(
      'The account of the bot has an identity, and this device is not part of it: set MATRIX_RECOVERY_KEY, or run "ama matrix setup --new-identity" to give the account a new one.',
    );
    expect(refused.taken).toEqual([]);
    await refused.stop(1_000);

    const [recoveryKey] = first.recoveryKeys;
    const again = line({ folder: emptyFolder(), recoveryKey, gaps: first.gaps });
    await again.up();
    await again.when(() => again.texts().length === 60);
    expect(again.texts().toSorted()).toEqual(
      Array.from({ length: 60 }, (_, at) => `missed ${at}`).toSorted(),
    );
    expect(again.health().isCrossSigningReady).toBe(true);
    expect(server.faultsAtEnd()).toEqual([]);
  });

  it("says that it is refused, and tries again every five minutes", async () => {
    const { server, ama, line, timers } = await openOffice();
    const bot = line();
    await bot.up();
    await server.caughtUp(ama);
    server.revoke(ama);
    await bot.when(() => bot.health().state === "down");
    expect(bot.health().reason).toBe(
      "The homeserver no longer knows the device of the bot: move the file of its keys away, set MATRIX_PASSWORD and MATRIX_RECOVERY_KEY, and a new device is made.",
    );
    expect(bot.client() === undefined).toBe(true);
    expect(timers.waiting()).toContain(300_000);
    expect(bot.faults).toEqual([]);
  });

  it("refuses an old copy of its keys", async () => {
    const { line, pass, server, ada, room } = await openOffice();
    let behind = 0;
    const network = (store: CryptoStore): CryptoStore => ({
      ...store,
      commits: () => store.commits() - behind,
    });
    const bot = line({ network });
    await bot.up();
    server.say(ada, room, "one more");
    await bot.when(() => bot.texts().length === 1);
    pass({ minutes: 10 });
    await bot.stop(1_000);
    behind = 1_000;
    bot.start();
    await bot.when(() => bot.health().state === "down");
    expect(bot.health().reason).toMatch(
      /^The file of keys is an old copy, \d+ commits behind what device "AMA[A-Z]{9}" has done since: move it away and set MATRIX_PASSWORD and MATRIX_RECOVERY_KEY, and a new device is made\.$/,
    );
  });
});

describe("a client that cannot go on", () => {
  /** Has each sync bring something that the encryption cannot take in, while `isSpoilt`. */
  function spoiling(isSpoilt: () => boolean) {
    return (store: CryptoStore): CryptoStore => ({
      ...store,
      async fetch(input, init) {
        const answer = await store.fetch(input, init);
        if (!isSpoilt() || !String(input).includes("/sync?") || !answer.ok) return answer;
        const body = { ...Object(await answer.json()), device_lists: { changed: ["nonsense"] } };
        return Response.json(body);
      },
    });
  }

  it("is thrown away and made anew from the disk, and what it had not acknowledged comes again", async () => {
    const { server, ada, ama, room, line, timers } = await openOffice();
    let isSpoilt = false;
    const bot = line({ network: spoiling(() => isSpoilt) });
    const client = await bot.up();
    await server.caughtUp(ama);
    isSpoilt = true;
    server.say(ada, room, "hello");
    await bot.when(() => bot.health().state === "down");
    expect(bot.health().reason).toBe(
      "The client of Matrix failed: I make another one from what is on the disk.",
    );
    expect(bot.faults).toHaveLength(1);
    expect(timers.waiting()).toContain(1_000);
    isSpoilt = false;
    timers.pass(1_000);
    await bot.when(() => bot.health().state === "up");
    expect(bot.client() === client).toBe(false);
    await bot.when(() => bot.texts().includes("hello"));
    expect(bot.recoveryKeys).toHaveLength(1);
  });

  it("lets pass what fails twice at the same position, and tells of it", async () => {
    const { server, ada, ama, room, line, timers } = await openOffice();
    let isSpoilt = false;
    const bot = line({ network: spoiling(() => isSpoilt) });
    await bot.up();
    await server.caughtUp(ama);
    isSpoilt = true;
    server.say(ada, room, "hello");
    for (const [failures, ms] of [
      [1, 1_000],
      [2, 2_000],
    ] as const) {
      await bot.when(() => bot.faults.length === failures && bot.health().state === "down");
      if (bot.texts().includes("hello")) break;
      timers.pass(ms);
    }
    await bot.when(() => bot.texts().includes("hello"));
    expect(bot.faults.length).toBeGreaterThan(1);
  });

  it("waits longer each time", async () => {
    const { line, timers } = await openOffice();
    const bot = line({
      network() {
        throw new Error("the file is gone");
      },
    });
    bot.start();
    for (const [at, ms] of [1_000, 2_000, 4_000, 8_000, 16_000].entries()) {
      await bot.when(() => bot.faults.length === at + 1);
      expect(timers.waiting()).toEqual([ms]);
      timers.pass(ms);
    }
  });

  it("leaves nothing of what it had in memory when the disk takes no more", async () => {
    const { server, ada, ama, room, line, timers } = await openOffice();
    const broken = new AbortController();
    let lives = 0;
    const bot = line({
      network(store) {
        lives += 1;
        return lives === 1 ? { ...store, broken: broken.signal } : store;
      },
    });
    await bot.up();
    await server.caughtUp(ama);
    broken.abort(new Error("the disk is full"));
    expect(bot.client() === undefined).toBe(true);
    await bot.when(() => bot.health().state === "down");
    timers.pass(1_000);
    await bot.when(() => bot.health().state === "up");
    server.say(ada, room, "hello");
    await bot.when(() => bot.texts().includes("hello"));
    expect(lives).toBe(2);
  });
});
