import { describe, expect, it } from "vitest";
import type { MessageRef } from "../../../../src/chat/conversation.ts";
import { type Doc, paragraph } from "../../../../src/chat/doc.ts";
import { pressable, saying } from "../../../contract/core-bench.ts";
import { openSlackBench, type SlackBench } from "./slack-bench.ts";

const longOf = (letters: string): Doc =>
  [...letters].map((letter) => paragraph(letter.repeat(11_000)));
const letters = ({ slack, ada, ops }: SlackBench, thread: string) =>
  slack.seen(ada, ops.room, thread).map(({ text }) => text[0]);

async function sent({ platform, ops }: SlackBench, doc: Doc): Promise<MessageRef> {
  const outcome = await platform.send(saying(ops, "first", { doc }), "n1");
  if (!("sent" in outcome)) throw new Error("It was not sent.");
  return outcome.sent;
}

describe("a reply that changes in Slack", () => {
  it("is updated as a whole, its buttons with it", async () => {
    const bench = await openSlackBench();
    const { slack, platform, ops, ada } = bench;
    const on = await sent(bench, [paragraph("sure?")]);
    const actions = [pressable("yes")];
    expect(await platform.edit(on, saying(ops, "really?", { actions }), "n2")).toEqual({
      sent: on,
    });
    expect(slack.seen(ada, ops.room)).toMatchObject([{ text: "really?", edited: true }]);
    expect(await platform.edit(on, saying(ops, "done"), "n3")).toEqual({ sent: on });
    const [now, ...others] = slack.seen(ada, ops.room);
    expect(others).toEqual([]);
    expect(now?.blocks.map(({ type }) => type)).toEqual(["rich_text"]);
    expect(slack.model.messages[0]?.metadata).toMatchObject({ event_payload: { nonce: "n1" } });
  });

  it.each([
    ["loses parts", "abc", "x", "x", false],
    ["keeps its parts", "abc", "xyz", "xyz", false],
    ["gains parts", "a", "xyz", "xyz", false],
    ["loses parts, after a restart", "abc", "xy", "xy", true],
    ["gains parts, after a restart", "ab", "xyz", "xyz", true],
  ])("%s", async (_what, before, after, shown, restarts) => {
    const bench = await openSlackBench();
    const { slack, ops, ada } = bench;
    const on = await sent(bench, longOf(before));
    const platform = restarts ? await bench.again() : bench.platform;
    const next = saying(ops, "next", { doc: longOf(after) });
    expect(await platform.edit(on, next, "n2")).toEqual({ sent: on });
    expect(letters(bench, on.message)).toEqual([...shown]);
    expect(slack.seen(ada, ops.room)).toHaveLength(1);
  });

  it("gains each part once, when it is done again since an answer was lost", async () => {
    const bench = await openSlackBench();
    const { slack, ops } = bench;
    const on = await sent(bench, longOf("a"));
    const next = saying(ops, "next", { doc: longOf("xyz") });
    slack.failNext("chat.postMessage", { kind: "broken", when: "after" });
    expect(await bench.platform.edit(on, next, "n2")).toEqual({ unknown: true });
    const platform = await bench.again();
    expect(await platform.edit(on, next, "n2")).toEqual({ sent: on });
    expect(letters(bench, on.message)).toEqual(["x", "y", "z"]);
  });

  it.each([
    ["is to wait", { kind: "rate-limited", retryAfterSeconds: 2 }, { retryInMs: 2_000 }],
    ["may be done", { kind: "broken", when: "after" }, { unknown: true }],
    [
      "is refused as it is",
      { kind: "refused", error: "invalid_blocks" },
      { refused: "bad-format" },
    ],
    ["is gone", { kind: "refused", error: "message_not_found" }, { refused: "gone" }],
  ] as const)("%s", async (_what, fault, outcome) => {
    const bench = await openSlackBench();
    const on = await sent(bench, [paragraph("a")]);
    bench.slack.failNext("chat.update", fault);
    expect(await bench.platform.edit(on, saying(bench.ops, "b"), "n2")).toEqual(outcome);
  });
});

describe("a reply that is taken away in Slack", () => {
  it.each([
    ["with all its parts", false],
    ["with all its parts, after a restart", true],
  ])("goes %s", async (_how, restarts) => {
    const bench = await openSlackBench();
    const on = await sent(bench, longOf("abc"));
    const platform = restarts ? await bench.again() : bench.platform;
    await platform.remove(on);
    expect(bench.slack.model.messages).toEqual([]);
    await platform.remove(on);
  });

  it("is not said to be gone as long as Slack does not say so", async () => {
    const bench = await openSlackBench();
    const on = await sent(bench, [paragraph("a")]);
    const heal = bench.slack.failAlways("chat.delete", { kind: "server-error" });
    await expect(bench.platform.remove(on)).rejects.toThrow();
    heal();
    await bench.platform.remove(on);
    expect(bench.slack.model.messages).toEqual([]);
  });
});
