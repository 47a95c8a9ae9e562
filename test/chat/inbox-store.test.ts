import type { RootOperationNode } from "kysely";
import { describe, expect, it } from "vitest";
import type { Inbound } from "../../src/chat/inbox-item.ts";
import type { InboxLease, LeasedItem } from "../../src/chat/inbox-lease-store.ts";
import { aMessage } from "./a-message.ts";
import { nine, openChat } from "./open-chat.ts";

async function openInbox() {
  const chat = await openChat();
  const { db, inbox, clock } = chat;
  return {
    ...chat,
    take: (given: Partial<Inbound> & { readonly thread?: string } = {}) =>
      inbox.take(written(given), clock.now()),
    lease: () => inbox.lease(clock.now()),
    finish: (lease: InboxLease | undefined, outcome = "answer") =>
      db
        .transaction()
        .execute((transaction) => inbox.finish(transaction, given(lease), outcome, clock.now())),
    postpone: (lease: InboxLease | undefined, seconds: number) =>
      db
        .transaction()
        .execute((transaction) =>
          inbox.postpone(transaction, given(lease), clock.now().add({ seconds })),
        ),
    retry: (lease: InboxLease | undefined, seconds: number) =>
      inbox.retry(given(lease), clock.now().add({ seconds })),
  };
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("Nothing was leased");
  return value;
}

/** A message whose id is its dedup key, unless it is an edit. */
function written(message: Partial<Inbound> & { readonly thread?: string }): Inbound {
  const made = aMessage(message);
  return { ...made, message: { ...made.message, message: made.dedupKey } };
}

function edit(dedupKey: string, of: string, seconds: number, room = "r"): Partial<Inbound> {
  const message = { platform: "memory", workspace: "w", room, message: of } as const;
  return {
    dedupKey,
    edit: { of: message, revision: dedupKey },
    text: `version ${dedupKey}`,
    sentAt: nine.add({ seconds }),
  };
}

const keyOf = (leased: LeasedItem | undefined) =>
  leased && "item" in leased.found ? leased.found.item.dedupKey : undefined;

describe("the inbox", () => {
  it("gives back what it was given", async () => {
    const { take, lease, close } = await openInbox();
    const item = { ...edit("e", "m", 1), quoted: written({}).message, thread: "t" };
    await take(item);
    expect(await lease()).toEqual({
      id: 1,
      fence: 1,
      attempt: 1,
      found: { item: written(item) },
    });
    await close();
  });

  it("takes an item once, however often it is delivered", async () => {
    const { take, lease, finish, inboxStates, close } = await openInbox();
    expect(await Promise.all([take(), take()])).toEqual(["stored", "duplicate"]);
    await finish(await lease());
    expect(await take()).toBe("duplicate");
    expect(await inboxStates()).toEqual(["m1 answer"]);
    await close();
  });

  it("knows keys of one workspace from those of another", async () => {
    const { inbox, clock, take, close } = await openInbox();
    await take();
    const { message, ...rest } = aMessage();
    const elsewhere = { ...rest, message: { ...message, workspace: "w2" } };
    expect(await inbox.take(elsewhere, clock.now())).toBe("stored");
    await close();
  });

  it("keeps the order of a thread, and lets threads pass one another", async () => {
    const { take, lease, finish, close } = await openInbox();
    await take({ dedupKey: "a1", thread: "a" });
    await take({ dedupKey: "a2", thread: "a" });
    await take({ dedupKey: "b1", thread: "b" });
    const first = await lease();
    expect(keyOf(first)).toBe("a1");
    expect(keyOf(await lease())).toBe("b1");
    expect(await lease()).toBeUndefined();
    await finish(first);
    expect(keyOf(await lease())).toBe("a2");
    await close();
  });

  it("has a thread wait for the message that began it, and begins another with each message of a room", async () => {
    const { take, lease, finish, close } = await openInbox();
    await take({ dedupKey: "root" });
    await take({ dedupKey: "next", thread: "root" });
    await take({ dedupKey: "other" });
    const root = await lease();
    expect(keyOf(root)).toBe("root");
    expect(keyOf(await lease())).toBe("other");
    expect(await lease()).toBeUndefined();
    await finish(root);
    expect(keyOf(await lease())).toBe("next");
    await close();
  });

  it("takes the lines of a direct message one after the other", async () => {
    const { take, lease, close } = await openInbox();
    await take({ dedupKey: "one", roomKind: "dm" });
    await take({ dedupKey: "two", roomKind: "dm" });
    expect(keyOf(await lease())).toBe("one");
    expect(await lease()).toBeUndefined();
    await close();
  });

  it("has a thread wait for an item that is tried again", async () => {
    const { take, lease, retry, clock, close } = await openInbox();
    await take({ dedupKey: "a1", thread: "a" });
    await take({ dedupKey: "a2", thread: "a" });
    await retry(await lease(), 5);
    clock.advance({ milliseconds: 4_999 });
    expect(await lease()).toBeUndefined();
    clock.advance({ milliseconds: 1 });
    const again = await lease();
    expect([keyOf(again), again?.attempt]).toEqual(["a1", 2]);
    await close();
  });

  it("does not have a thread wait for an item that is postponed", async () => {
    const { take, lease, postpone, finish, clock, close } = await openInbox();
    await take({ dedupKey: "a1", thread: "a" });
    await take({ dedupKey: "a2", thread: "a" });
    await postpone(await lease(), 30);
    const second = await lease();
    expect(keyOf(second)).toBe("a2");
    clock.advance({ seconds: 30 });
    expect(await lease()).toBeUndefined(); // a2 is in work
    await finish(second);
    const first = await lease();
    expect([keyOf(first), first?.attempt]).toEqual(["a1", 1]);
    await close();
  });

  it("gives an item to another after 60 seconds, and takes nothing more from the first", async () => {
    const { take, lease, finish, retry, clock, inboxStates, close } = await openInbox();
    await take();
    const first = await lease();
    clock.advance({ milliseconds: 59_999 });
    expect(await lease()).toBeUndefined();
    clock.advance({ milliseconds: 1 });
    const second = await lease();
    expect([keyOf(second), second?.attempt]).toEqual(["m1", 2]);
    await expect(finish(first)).rejects.toThrow("passed to another");
    await retry(first, 0);
    expect(await inboxStates()).toEqual(["m1 working"]);
    await finish(second, "abstain");
    expect(await inboxStates()).toEqual(["m1 abstain"]);
    await close();
  });

  it("frees what a dead process had in work, and does not count that try", async () => {
    const { inbox, take, lease, close } = await openInbox();
    await take();
    await lease();
    await inbox.freeAll();
    expect((await lease())?.attempt).toBe(1);
    await close();
  });

  it("gives new items at once when the clock is set back", async () => {
    const { take, lease, clock, close } = await openInbox();
    await take();
    clock.set(nine.subtract({ hours: 1 }));
    expect(keyOf(await lease())).toBe("m1");
    await close();
  });

  it("has what is tried again wait for no clock that is set back, once it is hurried", async () => {
    const { inbox, take, lease, retry, clock, close } = await openInbox();
    await take();
    await retry(await lease(), 5);
    clock.set(nine.subtract({ hours: 1 }));
    expect(await lease()).toBeUndefined();
    await inbox.hurry(clock.now());
    expect(await lease()).toMatchObject({ attempt: 2 });
    await close();
  });

  it("frees what is in work a minute after it is hurried, whatever the clock said when it was taken up", async () => {
    const { inbox, take, lease, clock, close } = await openInbox();
    await take();
    await lease();
    clock.set(nine.subtract({ hours: 1 }));
    await inbox.hurry(clock.now());
    clock.advance({ milliseconds: 59_999 });
    expect(await lease()).toBeUndefined();
    clock.advance({ milliseconds: 1 });
    expect(await lease()).toMatchObject({ attempt: 2 });
    await close();
  });

  it("says so when a row holds no item", async () => {
    const { db, take, lease, close } = await openInbox();
    await take();
    await db.updateTable("inbox").set({ body: '{"kind":"telegram"}' }).execute();
    expect((await lease())?.found).toHaveProperty("fault");
    await close();
  });

  it("deletes the text of what is finished", async () => {
    const { take, lease, finish, everything, close } = await openInbox();
    await take({ text: "sesame" });
    expect(JSON.stringify(await everything())).toContain("sesame");
    await finish(await lease());
    expect(JSON.stringify(await everything())).not.toContain("sesame");
    await close();
  });

  it.each([
    ["slack", 48],
    ["matrix", 30 * 24],
    ["console", 48],
  ] as const)("of %s deletes what has been finished for %i hours", async (platform, hours) => {
    const { db, inbox, clock, lease, finish, close } = await openInbox();
    const { message, ...rest } = aMessage();
    await inbox.take({ ...rest, message: { ...message, platform } }, clock.now());
    clock.advance({ hours: 1_000 });
    expect(await inbox.sweep(clock.now())).toBe(0); // it is not finished
    await finish(await lease());
    const done = clock.now();
    expect(await inbox.sweep(done.add({ hours }).subtract({ milliseconds: 1 }))).toBe(0);
    expect(await inbox.sweep(done.add({ hours }))).toBe(1);
    expect(await db.selectFrom("inbox").selectAll().execute()).toEqual([]);
    await close();
  });
});

describe("an edit", () => {
  it.each([
    [["m", "e1", "e2"]],
    [["m", "e2", "e1"]],
    [["e1", "m", "e2"]],
    [["e1", "e2", "m"]],
    [["e2", "m", "e1"]],
    [["e2", "e1", "m"]],
  ])("leaves the newest version, in whatever order they come: %j", async (order) => {
    const { take, lease, inboxStates, everything, close } = await openInbox();
    const versions = new Map([
      ["m", { dedupKey: "m", text: "version m" }],
      ["e1", edit("e1", "m", 0)], // within the millisecond of the message
      ["e2", edit("e2", "m", 5)],
    ]);
    for (const key of order) await take(versions.get(key));
    expect((await inboxStates()).sort()).toEqual(["e1 silent:edited", "e2 new", "m silent:edited"]);
    expect(JSON.stringify(await everything())).not.toMatch(/version m|version e1/);
    expect(keyOf(await lease())).toBe("e2");
    expect(await lease()).toBeUndefined();
    await close();
  });

  it("waits for a version that is in work, which stays", async () => {
    const { take, lease, finish, inboxStates, close } = await openInbox();
    await take({ dedupKey: "m" });
    const first = await lease();
    await take(edit("e1", "m", 5));
    expect(await lease()).toBeUndefined();
    await finish(first);
    expect(keyOf(await lease())).toBe("e1");
    expect(await inboxStates()).toEqual(["m answer", "e1 working"]);
    await close();
  });

  it("changes nothing of another message, or of one with its id in another room", async () => {
    const { inbox, clock, take, inboxStates, close } = await openInbox();
    await take({ dedupKey: "m" });
    await take({ dedupKey: "n" });
    const { message, ...rest } = written(edit("e1", "m", 5, "r2"));
    await inbox.take({ ...rest, message: { ...message, room: "r2" } }, clock.now());
    expect(await inboxStates()).toEqual(["m new", "n new", "e1 new"]);
    await close();
  });
});

describe("the lease", () => {
  it("looks only at what is not finished", async () => {
    const { take, lease, interference, planOf, close } = await openInbox();
    const nodes: RootOperationNode[] = [];
    await take();
    interference.before = (node) => nodes.push(node);
    await take(edit("e1", "m1", 5));
    await lease();
    interference.before = undefined;
    const plans = await Promise.all(nodes.map(planOf));
    // Those in the order of their ids, up to the first that may be taken; and the few in work.
    expect(new Set(plans.flat().filter((step) => step.startsWith("SCAN")))).toEqual(
      new Set(["SCAN inbox USING INDEX inbox_working", "SCAN head USING INDEX inbox_new"]),
    );
    await close();
  });
});
