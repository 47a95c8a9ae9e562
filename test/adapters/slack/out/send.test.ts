import { describe, expect, it } from "vitest";
import { requiredScopes } from "../../../../src/adapters/slack/manifest-scopes.ts";
import type { Doc } from "../../../../src/chat/doc.ts";
import { pressable, saying } from "../../../contract/core-bench.ts";
import type { SlackFault } from "../../../support/fake-slack/scripted-faults.ts";
import { openSlackBench, type SlackBench } from "./slack-bench.ts";

/** Three messages' worth. */
const long: Doc = ["a", "b", "c"].map((letter) => ({ p: [{ text: letter.repeat(11_000) }] }));
const letters = ({ slack, ada, ops }: SlackBench, thread?: string) =>
  slack.seen(ada, ops.room, thread).map(({ text }) => text[0]);

/** Lets the first post go through, and not the one after it. */
function failSecond({ slack }: SlackBench, fault: SlackFault): void {
  const held = slack.holdNext("chat.postMessage", "after");
  void held.arrived.then(() => {
    slack.failNext("chat.postMessage", fault);
    held.release();
  });
}

describe("a reply in Slack", () => {
  it("is posted with its nonce, its text, and no previews of links", async () => {
    const { slack, platform, ops, ada } = await openSlackBench();
    const outcome = await platform.send(saying(ops, "a <b> & c"), "n1");
    expect(outcome).toEqual({ sent: { ...ops, message: slack.seen(ada, ops.room)[0]?.ts } });
    expect(slack.seen(ada, ops.room)).toMatchObject([{ text: "a &lt;b&gt; &amp; c" }]);
    const [call] = slack.calls("chat.postMessage");
    expect(call?.given).toMatchObject({ unfurl_links: "false", unfurl_media: "false" });
    expect(slack.model.messages[0]?.metadata).toEqual({
      event_type: "ama_outbox",
      event_payload: { nonce: "n1", part: 0, parts: 1 },
    });
  });

  it("goes into the thread it is for, and to the main line too where it is a broadcast", async () => {
    const { slack, platform, ops, ada } = await openSlackBench();
    const { ts } = slack.say(ada, ops.room, "question");
    const thread = { ...ops, thread: ts };
    const outcome = await platform.send(saying(thread, "quiet"), "n1");
    expect(outcome).toMatchObject({ sent: { thread: ts } });
    await platform.send(saying(thread, "loud", { broadcast: true }), "n2");
    const texts = (where?: string) => slack.seen(ada, ops.room, where).map(({ text }) => text);
    expect(texts(ts)).toEqual(["question", "quiet", "loud"]);
    expect(texts()).toEqual(["question", "loud"]);
  });

  it("goes to a person where they talk to the bot alone, when the room is the person", async () => {
    const { slack, platform, room, ada } = await openSlackBench();
    const direct = slack.directRoom(ada).id;
    const outcome = await platform.send(saying(room(ada), "for the home tab"), "n1");
    expect(outcome).toMatchObject({ sent: { room: direct } });
    expect(slack.seen(ada, direct)).toHaveLength(1);
  });

  it("is posted once, however often it is sent, also at the same time", async () => {
    const { slack, platform, ops, ada } = await openSlackBench();
    const send = () => platform.send(saying(ops, "once"), "n1");
    const [first, second] = await Promise.all([send(), send()]);
    expect(second).toEqual(first);
    expect(await send()).toEqual(first);
    expect(slack.seen(ada, ops.room)).toHaveLength(1);
  });

  it.each([
    ["is to wait", { kind: "rate-limited", retryAfterSeconds: 7 }, { retryInMs: 7_000 }, 0],
    [
      "is refused as it is",
      { kind: "refused", error: "invalid_blocks" },
      { refused: "bad-format" },
      0,
    ],
    [
      "has no room any more",
      { kind: "refused", error: "channel_not_found" },
      { refused: "gone" },
      0,
    ],
    ["is not let in", { kind: "refused", error: "not_in_channel" }, { refused: "no-access" }, 0],
    ["is too long", { kind: "refused", error: "msg_too_long" }, { refused: "too-large" }, 0],
    ["meets a server error", { kind: "server-error" }, { unknown: true }, 0],
    [
      "may be out, and is, after a server error",
      { kind: "server-error", when: "after" },
      { unknown: true },
      1,
    ],
    ["may be out, and is not", { kind: "broken", when: "before" }, { unknown: true }, 0],
    ["may be out, and is", { kind: "broken", when: "after" }, { unknown: true }, 1],
  ] as const)("%s", async (_what, fault, outcome, seen) => {
    const { slack, platform, ops, ada } = await openSlackBench();
    slack.failNext("chat.postMessage", fault);
    expect(await platform.send(saying(ops, "text"), "n1")).toEqual(outcome);
    expect(slack.seen(ada, ops.room)).toHaveLength(seen);
    expect(slack.calls("chat.postMessage")).toHaveLength(1);
  });

  it("waits while nobody listens at the other end", async () => {
    const { slack, platform, ops, again } = await openSlackBench();
    await slack.stop();
    // The connection of before is known to be gone once it was tried.
    await platform.linkTo({ ...ops, message: "1700000000.000100" });
    expect(await platform.send(saying(ops, "text"), "n1")).toEqual({ retryInMs: 5_000 });
    await slack.start();
    expect(await (await again()).send(saying(ops, "text"), "n1")).toHaveProperty("sent");
  });

  it("is not held up in one room by the limit of another", async () => {
    const { slack, platform, ops, room, ada, bob } = await openSlackBench();
    const other = room(slack.addRoom("other", [ada, bob]).id);
    slack.failAlways("chat.postMessage", { kind: "rate-limited", retryAfterSeconds: 60 }, ops.room);
    const outcomes = await Promise.all([
      platform.send(saying(ops, "here"), "n1"),
      platform.send(saying(other, "there"), "n2"),
    ]);
    expect(outcomes).toMatchObject([{ retryInMs: 60_000 }, { sent: other }]);
  });
});

describe("a long reply in Slack", () => {
  it("goes on in the thread on its first message, in order and one a second, its buttons at the end", async () => {
    const bench = await openSlackBench();
    const { slack, platform, ops, ada } = bench;
    const actions = [pressable("yes")];
    const outcome = await platform.send(saying(ops, "long", { doc: long, actions }), "n1");
    const [first] = slack.seen(ada, ops.room);
    expect(outcome).toEqual({ sent: { ...ops, message: first?.ts } });
    expect(letters(bench)).toEqual(["a"]);
    expect(letters(bench, first?.ts)).toEqual(["a", "b", "c"]);
    const withButtons = slack
      .seen(ada, ops.room, first?.ts)
      .map(({ blocks }) => blocks.some(({ type }) => type === "actions"));
    expect(withButtons).toEqual([false, false, true]);
    expect(slack.crowdedPosts()).toEqual([]);
  });

  it("goes on in the thread it is for", async () => {
    const bench = await openSlackBench();
    const { slack, platform, ops, ada } = bench;
    const { ts } = slack.say(ada, ops.room, "question");
    await platform.send(saying({ ...ops, thread: ts }, "long", { doc: long }), "n1");
    expect(letters(bench, ts)).toEqual(["q", "a", "b", "c"]);
  });

  it.each([
    ["kept", "in the same process", "after", false],
    ["not kept", "in the same process", "before", false],
    ["kept", "after a restart", "after", true],
    ["not kept", "after a restart", "before", true],
  ] as const)(
    "whose second part was %s when its answer was lost is completed %s",
    async (_kept, _where, when, restarts) => {
      const bench = await openSlackBench();
      const { slack, ops, ada, clock } = bench;
      const since = clock.now();
      const reply = saying(ops, "long", { doc: long });
      failSecond(bench, { kind: "broken", when });
      expect(await bench.platform.send(reply, "n1")).toEqual({ unknown: true });
      const platform = restarts ? await bench.again() : bench.platform;
      expect(await platform.findSent(ops, "n1", since)).toBe("absent");
      const [first] = slack.seen(ada, ops.room);
      expect(await platform.send(reply, "n1")).toEqual({ sent: { ...ops, message: first?.ts } });
      expect(letters(bench, first?.ts)).toEqual(["a", "b", "c"]);
      expect(letters(bench)).toEqual(["a"]);
    },
  );

  it("counts as not yet out when its second part is to wait, so that it is looked for", async () => {
    const bench = await openSlackBench();
    const { platform, ops } = bench;
    failSecond(bench, { kind: "rate-limited", retryAfterSeconds: 9 });
    const outcome = await platform.send(saying(ops, "long", { doc: long }), "n1");
    expect(outcome).toEqual({ unknown: true });
  });
});

describe("what may have been sent to Slack", () => {
  it.each([
    ["on a main line", false, false],
    ["in a thread", true, false],
    ["on a main line, by the process before", false, true],
    ["in a thread, by the process before", true, true],
  ])("is found %s", async (_where, inThread, restarts) => {
    const bench = await openSlackBench();
    const { slack, ops, ada, clock } = bench;
    const { ts } = slack.say(ada, ops.room, "question");
    const where = inThread ? { ...ops, thread: ts } : ops;
    const since = clock.now();
    slack.failNext("chat.postMessage", { kind: "broken", when: "after" });
    expect(await bench.platform.send(saying(where, "text"), "n1")).toEqual({ unknown: true });
    const platform = restarts ? await bench.again() : bench.platform;
    const found = await platform.findSent(where, "n1", since);
    const message = slack.seen(ada, ops.room, inThread ? ts : undefined)[1]?.ts;
    expect(found).toEqual({ ...where, message });
    expect(await platform.send(saying(where, "text"), "n1")).toEqual({ sent: found });
    expect(slack.calls("chat.postMessage")).toHaveLength(1);
  });

  it("is found among more messages than Slack tells at once", async () => {
    const { slack, platform, ops, ada, clock, again } = await openSlackBench();
    const since = clock.now();
    await platform.send(saying(ops, "text"), "n1");
    for (let line = 0; line < 450; line += 1) slack.say(ada, ops.room, `line ${line}`);
    expect(await (await again()).findSent(ops, "n1", since)).toMatchObject(ops);
  });

  it("is absent where nothing of that nonce is, and where the thread is gone", async () => {
    const { platform, ops, clock } = await openSlackBench();
    await platform.send(saying(ops, "text"), "n1");
    expect(await platform.findSent(ops, "n2", clock.now())).toBe("absent");
    const nowhere = { ...ops, thread: "1700000000.000100" };
    expect(await platform.findSent(nowhere, "n2", clock.now())).toBe("absent");
  });

  it("cannot be told where the room may not be read", async () => {
    const { platform, ops, clock } = await openSlackBench({ scopes: [...requiredScopes] });
    expect(await platform.findSent(ops, "n1", clock.now())).toBe("cannot-tell");
  });

  it("is not known as long as Slack does not say", async () => {
    const { slack, platform, ops, clock } = await openSlackBench();
    const heal = slack.failAlways("conversations.history", { kind: "server-error" });
    await expect(platform.findSent(ops, "n1", clock.now())).rejects.toThrow();
    heal();
    expect(await platform.findSent(ops, "n1", clock.now())).toBe("absent");
  });
});
