import { describe, expect, it } from "vitest";
import type { Handle } from "../../src/chat/handled.ts";
import { createInboxWorker, type InboxWorkerParts } from "../../src/chat/inbox-worker.ts";
import { aMessage } from "./a-message.ts";
import { aReply, echo, type NotedTables, openChat } from "./open-chat.ts";

async function openWorker(
  handle: Handle<NotedTables> = echo,
  { openForm, showHome }: Pick<InboxWorkerParts<NotedTables>, "openForm" | "showHome"> = {},
) {
  const chat = await openChat();
  const { inbox, clock } = chat;
  const worker = createInboxWorker({
    ...chat,
    handle,
    openForm,
    showHome,
    onFailed: (item, errorId) => [aReply(`failed:${item.dedupKey}`, `Error ${errorId}`)],
  });
  return {
    ...chat,
    ...worker,
    take: (given: Parameters<typeof aMessage>[0] = {}) => inbox.take(aMessage(given), clock.now()),
  };
}

describe("the inbox worker", () => {
  it("writes, queues and finishes an item", async () => {
    const { take, step, everything, inboxStates, outboxStates, close } = await openWorker();
    expect(await step()).toBe(false);
    await take({ text: "hello" });
    expect(await step()).toBe(true);
    expect(await step()).toBe(false);
    expect((await everything()).notes).toEqual([{ text: "hello" }]);
    expect(await inboxStates()).toEqual(["m1 answer"]);
    expect(await outboxStates()).toEqual(["answer:1 queued"]);
    await close();
  });

  it("writes everything or nothing, whichever statement it dies at", async () => {
    for (let statement = 1; ; statement += 1) {
      const { take, step, interference, everything, reported, clock, close } = await openWorker();
      await take();
      await step(); // the first one, so that the tables are not empty
      await take({ dedupKey: "m2", text: "hello" });
      const before = await everything();
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
      const after = await everything();
      if (survived) {
        expect(statement).toBeGreaterThan(5); // or nothing was tested
        await close();
        return;
      }
      expect([after.notes, after.outbox]).toEqual([before.notes, before.outbox]);
      expect(after.inbox[1]?.body).toEqual(before.inbox[1]?.body);
      clock.advance({ minutes: 1 });
      expect(await step()).toBe(true);
      expect(await everything()).toMatchObject({
        inbox: [{ state: "done" }, { state: "done", body: null }],
        outbox: [{ key: "answer:1" }, { key: "answer:2" }],
        notes: [{}, { text: "hello" }],
      });
      await close();
    }
  });

  describe("with a form to open", () => {
    const form = { id: "gap", title: "Gap", submit: "Send", instance: "1", fields: [] };
    const from = { platform: "memory", workspace: "test", room: "here" } as const;
    const opening: Handle<NotedTables> = async (item, id) => ({
      ...(await echo(item, id)),
      opens: { form, from },
    });

    it("opens it once all is written", async () => {
      const seen: unknown[] = [];
      const { take, step, inboxStates, close } = await openWorker(opening, {
        async openForm(opened, by, sentFrom) {
          seen.push(opened, by.dedupKey, sentFrom, ...(await inboxStates()));
        },
      });
      await take();
      await step();
      expect(seen).toEqual([form, "m1", from, "m1 answer"]);
      await close();
    });

    it("has handled the item all the same where it does not open, and reports that", async () => {
      const { take, step, inboxStates, reported, close } = await openWorker(opening, {
        async openForm() {
          throw new Error("too late");
        },
      });
      await take();
      await step();
      expect(await step()).toBe(false);
      expect(await inboxStates()).toEqual(["m1 answer"]);
      expect(reported).toHaveLength(1);
      await close();
    });
  });

  describe("with a home to show", () => {
    const shown: Handle<NotedTables> = async (item, id) => ({
      ...(await echo(item, id)),
      home: {
        for: { platform: "memory", workspace: "test", user: "ana" },
        sections: async () => [],
      },
    });

    it("shows it once all is written", async () => {
      const seen: unknown[] = [];
      const { take, step, inboxStates, close } = await openWorker(shown, {
        async showHome(home) {
          seen.push(home.for.user, ...(await home.sections()), ...(await inboxStates()));
        },
      });
      await take();
      await step();
      expect(seen).toEqual(["ana", "m1 answer"]);
      await close();
    });

    it("has handled the item all the same where it cannot be shown, and reports that", async () => {
      const { take, step, inboxStates, reported, close } = await openWorker(shown, {
        async showHome() {
          throw new Error("no");
        },
      });
      await take();
      await step();
      expect(await step()).toBe(false);
      expect(await inboxStates()).toEqual(["m1 answer"]);
      expect(reported).toHaveLength(1);
      await close();
    });
  });

  it("tries again after a fault, later and later, then tells the asker", async () => {
    const { take, step, clock, reported, inboxStates, everything, close } = await openWorker(
      async () => {
        throw new Error("no");
      },
    );
    await take({ text: "sesame" });
    for (const seconds of [1, 5, 30, 60]) {
      expect(await step()).toBe(true);
      clock.advance({ milliseconds: seconds * 1_000 - 1 });
      expect(await step()).toBe(false);
      clock.advance({ milliseconds: 1 });
    }
    expect(await step()).toBe(true);
    expect(await inboxStates()).toEqual(["m1 error"]);
    expect(reported.filter(([what]) => what === "handle")).toHaveLength(5);
    const errorId = reported.at(-1)?.[1];
    expect(errorId).toMatch(/^E-[0-9a-f]{6}$/);
    const { outbox } = await everything();
    expect(outbox).toMatchObject([{ key: "failed:m1", state: "queued" }]);
    expect(outbox[0]?.body).toContain(`Error ${errorId}`);
    expect(JSON.stringify(await everything())).not.toContain("sesame");
    await close();
  });

  it("undoes what a write did before it threw", async () => {
    let isBroken = true;
    const { take, step, clock, everything, close } = await openWorker(async (item, id) => {
      const { outcome, write } = await echo(item, id);
      return {
        outcome,
        async write(transaction) {
          const replies = await write(transaction);
          if (isBroken) throw new Error("no");
          return replies;
        },
      };
    });
    await take();
    await step();
    expect(await everything()).toMatchObject({ inbox: [{ state: "new" }], outbox: [], notes: [] });
    isBroken = false;
    clock.advance({ seconds: 1 });
    await step();
    expect((await everything()).notes).toHaveLength(1);
    await close();
  });

  it("handles an item that was in work at five deaths: none of them need be its fault", async () => {
    const { take, step, inbox, clock, inboxStates, close } = await openWorker();
    await take();
    for (let death = 0; death < 5; death += 1) {
      await inbox.lease(clock.now());
      await inbox.freeAll();
    }
    await step();
    expect(await inboxStates()).toEqual(["m1 answer"]);
    await close();
  });

  it("gives up an item that was in work at thirty deaths", async () => {
    let handled = 0;
    const { take, step, inbox, clock, inboxStates, outboxStates, close } = await openWorker(
      async (item, id) => {
        handled += 1;
        return echo(item, id);
      },
    );
    await take();
    for (let death = 0; death < 30; death += 1) {
      await inbox.lease(clock.now());
      await inbox.freeAll();
    }
    await step();
    expect(handled).toBe(0);
    expect(await inboxStates()).toEqual(["m1 error"]);
    expect(await outboxStates()).toEqual(["failed:m1 queued"]);
    await close();
  });

  it("goes on behind a row that holds no item", async () => {
    const { db, take, step, reported, inboxStates, close } = await openWorker();
    await take();
    await db.updateTable("inbox").set({ body: "{}" }).execute();
    await take({ dedupKey: "m2" });
    await step();
    await step();
    expect(await inboxStates()).toEqual(["m1 error", "m2 answer"]);
    expect(reported.map(([what]) => what)).toEqual(["inbox", "itemFailed"]);
    await close();
  });

  it("gives up an item even when it cannot be told", async () => {
    const chat = await openChat();
    const worker = createInboxWorker({
      ...chat,
      handle: async () => {
        throw new Error("no");
      },
      onFailed: () => {
        throw new Error("nor that");
      },
    });
    await chat.inbox.take(aMessage(), chat.clock.now());
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await worker.step();
      chat.clock.advance({ minutes: 1 });
    }
    expect(await chat.inboxStates()).toEqual(["m1 error"]);
    await chat.close();
  });

  it("keeps what a postponed item wrote, and handles it again when it is due", async () => {
    let isFirst = true;
    const { take, step, clock, inboxStates, everything, close } = await openWorker(
      async (item, id) => {
        const handled = await echo(item, id);
        if (!isFirst) return handled;
        isFirst = false;
        return {
          outcome: "silent:M5",
          postponeTo: clock.now().add({ minutes: 5 }),
          async write(transaction) {
            await transaction.insertInto("note").values({ text: "wait" }).execute();
            return [];
          },
        };
      },
    );
    await take({ text: "hello" });
    await step();
    expect(await step()).toBe(false);
    expect(await inboxStates()).toEqual(["m1 new"]);
    clock.advance({ minutes: 5 });
    await step();
    expect(await inboxStates()).toEqual(["m1 answer"]);
    expect((await everything()).notes).toEqual([{ text: "wait" }, { text: "hello" }]);
    await close();
  });
});
