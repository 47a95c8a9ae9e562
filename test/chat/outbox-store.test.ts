import type { RootOperationNode } from "kysely";
import { describe, expect, it } from "vitest";
import type { Conversation, MessageRef, PlatformName } from "../../src/chat/conversation.ts";
import type { OutboxLease } from "../../src/chat/outbox-lease-store.ts";
import { aReply, openChat } from "./open-chat.ts";

const all: readonly PlatformName[] = ["memory", "slack", "matrix", "console"];

function room(name: string, given: Partial<Conversation> = {}): Conversation {
  return { platform: "memory", workspace: "w", room: name, ...given };
}

function messageIn(where: Conversation, message: string): MessageRef {
  return { ...where, message };
}

async function openOutbox() {
  const chat = await openChat();
  const { outbox, clock } = chat;
  const lease = async (platforms = all) => (await outbox.lease(clock.now(), platforms)).leased;
  const sent = (leased: OutboxLease | undefined, message = "s1", where = room("r")) => {
    if (leased === undefined) throw new Error("Nothing was leased");
    return outbox.sent(leased, messageIn(where, message), clock.now());
  };
  return {
    ...chat,
    lease,
    sent,
    /** Keys in the order in which they go out, when all goes well. */
    async order() {
      const keys: string[] = [];
      for (let leased = await lease(); leased !== undefined; leased = await lease()) {
        keys.push(leased.key);
        await sent(leased, `s-${leased.key}`);
      }
      return keys;
    },
  };
}

describe("the outbox", () => {
  it("gives back what it was given", async () => {
    const { queue, lease, clock, close } = await openOutbox();
    const reply = aReply("a", "text", {
      to: room("r", { thread: "t" }),
      doc: [
        {
          heading: [
            { text: "Restart", bold: true },
            { link: "https://x.test", runs: [] },
          ],
        },
        { list: [[{ p: [{ text: "one", code: true }] }]], ordered: true, start: 3 },
        { tasks: [{ body: [{ divider: true }], done: false }] },
        { quote: [{ code: "ls", lang: "sh" }] },
        { table: [[[{ text: "cell" }]]] },
        { callout: "danger", body: [{ p: [] }] },
      ],
      actions: [
        {
          id: "ack",
          label: "Acknowledge",
          style: "primary",
          value: "v1",
          confirm: "Sure?",
          allowed: { people: [] },
          once: true,
          opens: "form",
          emoji: "✅",
          words: ["ack"],
        },
      ],
      audience: { only: { platform: "memory", workspace: "w", user: "ana" } },
      notAfter: clock.now().add({ hours: 1 }),
    });
    await queue(reply);
    expect(await lease()).toMatchObject({ found: { reply }, edits: undefined, attempts: 0 });
    await close();
  });

  it("refuses a reply that it could not give back", async () => {
    const { queue, outboxStates, close } = await openOutbox();
    const blocks = [{ marquee: [] }];
    await expect(
      queue(JSON.parse(JSON.stringify({ ...aReply("a"), doc: blocks }))),
    ).rejects.toThrow();
    expect(await outboxStates()).toEqual([]);
    await close();
  });

  it("takes a key once", async () => {
    const { queue, lease, sent, outboxStates, close } = await openOutbox();
    await queue(aReply("a", "first"), aReply("a", "second"));
    const leased = await lease();
    expect(leased?.found).toMatchObject({ reply: { doc: [{ p: [{ text: "first" }] }] } });
    await sent(leased);
    await queue(aReply("a", "third"));
    expect(await outboxStates()).toEqual(["a sent"]);
    await close();
  });

  it("sends pages before alerts, answers and infos, each in their order", async () => {
    const { queue, order, close } = await openOutbox();
    for (const importance of ["info", "answer", "alert", "page"] as const) {
      await queue(aReply(`${importance} 1`, "", { importance }));
      await queue(aReply(`${importance} 2`, "", { importance }));
    }
    expect(await order()).toEqual([
      "page 1",
      "page 2",
      "alert 1",
      "alert 2",
      "answer 1",
      "answer 2",
      "info 1",
      "info 2",
    ]);
    await close();
  });

  it("sends one at a time into a room, its threads included; other rooms do not wait", async () => {
    const { queue, lease, sent, close } = await openOutbox();
    await queue(aReply("r1"), aReply("r2", "", { to: room("r", { thread: "t" }) }));
    await queue(aReply("q1", "", { to: room("q") }));
    await queue(aReply("page", "", { importance: "page" }));
    const page = await lease();
    expect(page?.key).toBe("page");
    expect((await lease())?.key).toBe("q1");
    expect(await lease()).toBeUndefined();
    await sent(page);
    expect((await lease())?.key).toBe("r1");
    expect(await lease()).toBeUndefined();
    await close();
  });

  it("gives only what is for the platforms that ask", async () => {
    const { queue, lease, close } = await openOutbox();
    await queue(aReply("a"), aReply("b", "", { to: room("r", { platform: "matrix" }) }));
    expect((await lease(["matrix"]))?.key).toBe("b");
    expect(await lease(["matrix", "console"])).toBeUndefined();
    await close();
  });

  it("has a room wait for one that is put off, but no page", async () => {
    const { queue, outbox, lease, sent, order, clock, close } = await openOutbox();
    await queue(aReply("a1"), aReply("a2"), aReply("alert", "", { importance: "alert" }));
    await queue(aReply("q", "", { to: room("q") }));
    const alert = await lease();
    await outbox.retry(alert ?? fail(), clock.now().add({ seconds: 5 }));
    expect(await order()).toEqual(["q"]);
    await queue(aReply("page", "", { importance: "page" }));
    const page = await lease();
    expect(page?.key).toBe("page");
    await sent(page);
    clock.advance({ milliseconds: 4_999 });
    expect(await lease()).toBeUndefined();
    clock.advance({ milliseconds: 1 });
    expect(await order()).toEqual(["alert", "a1", "a2"]);
    await close();
  });

  it("sends one a second into a room of Slack, and pages at once", async () => {
    const { queue, lease, sent, clock, close } = await openOutbox();
    const slack = room("r", { platform: "slack" });
    await queue(aReply("a", "", { to: slack }), aReply("b", "", { to: slack }));
    await queue(aReply("c", "", { to: room("q", { platform: "slack" }) }));
    await sent(await lease());
    await sent(await lease());
    expect(await lease()).toBeUndefined();
    await queue(aReply("page", "", { to: slack, importance: "page" }));
    const page = await lease();
    expect(page?.key).toBe("page");
    clock.advance({ milliseconds: 500 });
    await sent(page);
    clock.advance({ milliseconds: 999 });
    expect(await lease()).toBeUndefined();
    clock.advance({ milliseconds: 1 });
    expect((await lease())?.key).toBe("b");
    await close();
  });

  it("has an expired lease sent again with its nonce, after a look", async () => {
    const { queue, lease, sent, outboxStates, clock, close } = await openOutbox();
    await queue(aReply("a"));
    const first = await lease();
    expect(first).toMatchObject({ lookUp: false, attempts: 0 });
    clock.advance({ milliseconds: 29_999 });
    expect(await lease()).toBeUndefined();
    clock.advance({ milliseconds: 1 });
    const second = await lease();
    expect(second).toMatchObject({ nonce: first?.nonce, lookUp: true, attempts: 1 });
    await sent(first);
    expect(await outboxStates()).toEqual(["a sending"]); // the first has no say any more
    await sent(second);
    expect(await outboxStates()).toEqual(["a sent"]);
    await close();
  });

  it("does not count against a reply that its process was killed", async () => {
    const { queue, outbox, lease, close } = await openOutbox();
    await queue(aReply("a"));
    await lease();
    await outbox.freeAll();
    expect(await lease()).toMatchObject({ lookUp: true, attempts: 0 });
    await close();
  });

  it.each([
    ["info", true],
    ["answer", true],
    ["alert", false],
    ["page", false],
  ] as const)("drops an %s that is too late: %s", async (importance, isDropped) => {
    const { queue, outbox, clock, close } = await openOutbox();
    const notAfter = clock.now().add({ minutes: 5 });
    await queue(aReply("a", "sesame", { importance, notAfter, to: room("a") }));
    await queue(aReply("b", "sesame", { importance, notAfter, to: room("b") }));
    clock.advance({ minutes: 5 });
    expect((await outbox.lease(clock.now(), all)).leased?.key).toBe("a");
    clock.advance({ milliseconds: 1 });
    const { leased, cancelled } = await outbox.lease(clock.now(), all);
    expect([leased?.key, cancelled]).toEqual(isDropped ? [undefined, ["b"]] : ["b", []]);
    await close();
  });

  it("deletes the text of what is out, and knows its message", async () => {
    const { queue, outbox, lease, sent, everything, close } = await openOutbox();
    await queue(aReply("a", "sesame", { to: room("r", { thread: "t" }) }));
    expect(await outbox.sentAs("a")).toBeUndefined();
    const message = messageIn(room("r", { thread: "t" }), "s1");
    await sent(await lease(), "s1", room("r", { thread: "t" }));
    expect(JSON.stringify(await everything())).not.toContain("sesame");
    expect(await outbox.sentAs("a")).toEqual(message);
    expect(await outbox.byMessage(message)).toBe("a");
    expect(await outbox.byMessage(messageIn(room("r"), "s1"))).toBe("a");
    expect(await outbox.byMessage(messageIn(room("q"), "s1"))).toBeUndefined();
    expect(await outbox.sentAs("b")).toBeUndefined();
    await close();
  });
});

describe("a new version of a reply", () => {
  it("takes the place of one that is not out, and goes out as a message", async () => {
    const { queue, outbox, lease, sent, order, outboxStates, everything, close } =
      await openOutbox();
    await queue(aReply("a", "sesame"), aReply("b"), aReply("c"));
    await queue(aReply("a2", "new", { updateOf: "a" }), aReply("a3", "newest", { updateOf: "a2" }));
    expect(JSON.stringify(await everything())).not.toContain("sesame");
    const leased = await lease();
    expect(leased).toMatchObject({ key: "a3", edits: undefined });
    await sent(leased, "s-a");
    expect(await outbox.sentAs("a")).toEqual(messageIn(room("r"), "s-a"));
    expect(await order()).toEqual(["b", "c"]);
    expect(await outboxStates()).toEqual([
      "a superseded",
      "b sent",
      "c sent",
      "a2 superseded",
      "a3 sent",
    ]);
    await close();
  });

  it("edits one that is out, by whichever version it is named", async () => {
    const { queue, outbox, lease, sent, close } = await openOutbox();
    await queue(aReply("a"));
    await sent(await lease(), "s-a");
    await queue(aReply("a2", "", { updateOf: "a" }));
    const second = await lease();
    expect(second?.edits).toEqual(messageIn(room("r"), "s-a"));
    await sent(second, "s-a");
    await queue(aReply("a3", "", { updateOf: "a2" }));
    const third = await lease();
    expect(third?.edits).toEqual(messageIn(room("r"), "s-a"));
    await sent(third, "s-a");
    expect(await outbox.byMessage(messageIn(room("r"), "s-a"))).toBe("a3");
    await close();
  });

  it("waits for one that may be out, even as a page", async () => {
    const { queue, outbox, lease, sent, clock, close } = await openOutbox();
    await queue(aReply("a"));
    await outbox.unsure((await lease()) ?? fail(), clock.now().add({ seconds: 1 }));
    await queue(aReply("a2", "", { updateOf: "a", importance: "page" }));
    expect(await lease()).toBeUndefined();
    clock.advance({ seconds: 1 });
    const first = await lease();
    expect(first).toMatchObject({ key: "a", lookUp: true });
    await sent(first, "s-a");
    expect(await lease()).toMatchObject({ key: "a2", edits: messageIn(room("r"), "s-a") });
    await close();
  });

  it("waits as long as the one did whose place it takes", async () => {
    const { queue, outbox, lease, clock, close } = await openOutbox();
    await queue(aReply("a"));
    await outbox.retry((await lease()) ?? fail(), clock.now().add({ seconds: 9 }));
    await queue(aReply("a2", "", { updateOf: "a" }));
    clock.advance({ milliseconds: 8_999 });
    expect(await lease()).toBeUndefined();
    clock.advance({ milliseconds: 1 });
    expect((await lease())?.key).toBe("a2");
    await close();
  });

  it("is the first where nothing is known of the one before", async () => {
    const { queue, lease, close } = await openOutbox();
    await queue(aReply("a2", "", { updateOf: "a" }));
    expect(await lease()).toMatchObject({ key: "a2", edits: undefined });
    await close();
  });
});

describe("the lease", () => {
  it("looks only at what is not out", async () => {
    const { queue, lease, interference, planOf, close } = await openOutbox();
    const nodes: RootOperationNode[] = [];
    await queue(aReply("a"));
    interference.before = (node) => nodes.push(node);
    await queue(aReply("a2", "", { updateOf: "a" }));
    await lease();
    interference.before = undefined;
    const plans = await Promise.all(nodes.map(planOf));
    // Those on their way; and those that wait, in their order, up to the first that may be taken.
    expect(new Set(plans.flat().filter((step) => step.startsWith("SCAN")))).toEqual(
      new Set(["SCAN outbox USING INDEX outbox_sending", "SCAN head USING INDEX outbox_queued"]),
    );
    await close();
  });
});

function fail(): never {
  throw new Error("Nothing was leased");
}
