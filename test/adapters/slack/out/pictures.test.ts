import { describe, expect, it } from "vitest";
import { type Doc, paragraph } from "../../../../src/chat/doc.ts";
import { saying } from "../../../contract/core-bench.ts";
import {
  broken,
  drawn,
  drawnPicture,
  notMade,
  testPictures,
} from "../../../support/test-pictures.ts";
import { openSlackBench, type SlackBench } from "./slack-bench.ts";

const doc: Doc = [paragraph("The week:"), { image: drawn, alt: "three pages" }];
const open = () => openSlackBench({ pictures: testPictures });
const files = ({ slack }: SlackBench) => [...slack.model.files.values()];

describe("a picture in a room of Slack", () => {
  it("stands in the message, byte by byte and with its text, and nowhere else", async () => {
    const bench = await open();
    const { slack, platform, ops, ada } = bench;
    expect(await platform.send(saying(ops, "week", { doc }), "n1")).toHaveProperty("sent");
    const [seen, ...others] = slack.seen(ada, ops.room);
    expect(others).toEqual([]);
    const [file] = files(bench);
    expect(file).toMatchObject({ name: "a.png", altText: "three pages" });
    expect(file?.bytes).toEqual(Buffer.from(drawnPicture().png));
    const image = { type: "image", slack_file: { id: file?.id }, alt_text: "three pages" };
    expect(seen?.blocks).toContainEqual(expect.objectContaining(image));
  });

  it("is waited for until messages know its file", async () => {
    const bench = await open();
    const { slack, platform, ops } = bench;
    const heal = slack.failAlways("chat.postMessage", { kind: "refused", error: "invalid_blocks" });
    const held = slack.holdNext("chat.postMessage", "before");
    const sending = platform.send(saying(ops, "week", { doc }), "n1");
    await held.arrived;
    const next = slack.holdNext("chat.postMessage", "before");
    held.release();
    await next.arrived;
    heal();
    next.release();
    expect(await sending).toHaveProperty("sent");
    expect(slack.calls("chat.postMessage").map(({ outcome }) => outcome)).toEqual([
      "refused",
      "ok",
    ]);
  });

  it("is waited for five seconds; then the message is refused as it is", async () => {
    const { slack, platform, ops, clock } = await open();
    const before = clock.now();
    slack.failAlways("chat.postMessage", { kind: "refused", error: "invalid_blocks" });
    const outcome = await platform.send(saying(ops, "week", { doc }), "n1");
    expect(outcome).toEqual({ refused: "bad-format" });
    expect(clock.now().since(before)).toEqual(Temporal.Duration.from("PT5S"));
  });

  it("is uploaded once, however often its message is sent", async () => {
    const bench = await open();
    const { slack, platform, ops } = bench;
    slack.failNext("chat.postMessage", { kind: "rate-limited", retryAfterSeconds: 1 });
    expect(await platform.send(saying(ops, "week", { doc }), "n1")).toEqual({ retryInMs: 1_000 });
    expect(await platform.send(saying(ops, "week", { doc }), "n1")).toHaveProperty("sent");
    expect(files(bench)).toHaveLength(1);
  });

  it.each([
    ["is to wait", { kind: "rate-limited", retryAfterSeconds: 4 }, { retryInMs: 4_000 }],
    ["is not answered", { kind: "server-error" }, { unknown: true }],
  ] as const)("keeps its message back when it %s", async (_what, fault, outcome) => {
    const { slack, platform, ops, ada } = await open();
    slack.failNext("files.getUploadURLExternal", fault);
    expect(await platform.send(saying(ops, "week", { doc }), "n1")).toEqual(outcome);
    expect(slack.seen(ada, ops.room)).toEqual([]);
  });

  it.each([
    ["cannot be made", broken],
    ["is not taken by Slack", drawn],
  ])("is told in words when it %s", async (_why, image) => {
    const { slack, platform, ops, ada, faults } = await open();
    slack.failNext("files.getUploadURLExternal", {
      kind: "refused",
      error: "storage_limit_reached",
    });
    const reply = saying(ops, "week", { doc: [{ image, alt: "three pages" }] });
    expect(await platform.send(reply, "n1")).toHaveProperty("sent");
    expect(slack.seen(ada, ops.room)[0]?.text).toBe(
      "[picture: three pages]\nThe picture could not be made.",
    );
    expect(faults).toHaveLength(1);
    expect(faults.includes(notMade)).toBe(image === broken);
  });
});
