import { describe, expect, it } from "vitest";
import { type Doc, paragraph } from "../../../../src/chat/doc.ts";
import { saying } from "../../../contract/core-bench.ts";
import type { SlackFault } from "../../../support/fake-slack/scripted-faults.ts";
import { drawn, drawnPicture, testPictures } from "../../../support/test-pictures.ts";
import { openSlackBench, type SlackBench } from "./slack-bench.ts";

const secret: Doc = [paragraph("The guest network:"), { image: drawn, alt: "the code" }];

/** All that somebody sees anywhere. */
function seenBy({ slack }: SlackBench, user: string): readonly string[] {
  return [...slack.model.rooms.keys()].flatMap((room) =>
    slack.model.messages
      .filter((one) => one.room === room && slack.model.rooms.get(room)?.members.has(user))
      .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === user)
      .map(({ text }) => text),
  );
}
const whisper = ({ ops, person, ada }: SlackBench, more = {}) =>
  saying(ops, "for you", { audience: { only: person(ada) }, ...more });

const refused: SlackFault = { kind: "refused", error: "restricted_action" };
const cutOff: SlackFault = { kind: "broken", when: "before" };
const faults: readonly (readonly [string, SlackFault])[] = [
  ["refused", refused],
  ["answered by a server error", { kind: "server-error" }],
  ["cut off", cutOff],
];

describe("what is for one person in Slack", () => {
  it("is shown to them alone, on the main line while nobody has replied in the thread it is for", async () => {
    const bench = await openSlackBench();
    const { slack, platform, ops, ada, bob } = bench;
    const { ts } = slack.say(ada, ops.room, "question");
    const outcome = await platform.send(whisper(bench, { to: { ...ops, thread: ts } }), "n1");
    const seen = slack.seen(ada, ops.room).find(({ private: isPrivate }) => isPrivate);
    expect(seen?.text).toBe("for you");
    expect(outcome).toEqual({ sent: { ...ops, message: seen?.ts } });
    expect(seenBy(bench, bob)).toEqual(["question"]);
  });

  it("is shown to them alone in the thread it is for", async () => {
    const bench = await openSlackBench();
    const { slack, platform, ops, ada, bob } = bench;
    const { ts } = slack.say(ada, ops.room, "question");
    slack.say(bob, ops.room, "me too", { thread: ts });
    const outcome = await platform.send(whisper(bench, { to: { ...ops, thread: ts } }), "n1");
    const seen = slack.seen(ada, ops.room, ts).find(({ private: isPrivate }) => isPrivate);
    expect(outcome).toEqual({ sent: { ...ops, thread: ts, message: seen?.ts } });
    expect(await platform.send(whisper(bench, { to: { ...ops, thread: ts } }), "n1")).toEqual(
      outcome,
    );
    expect(seenBy(bench, ada)).toEqual(["question", "me too", "for you"]);
    expect(seenBy(bench, bob)).toEqual(["question", "me too"]);
  });

  it("goes to whoever is not in the room where they talk to the bot alone", async () => {
    const bench = await openSlackBench();
    const { slack, platform, ops, bob } = bench;
    const { id: eve } = slack.addUser("eve");
    const audience = { only: bench.person(eve) };
    const outcome = await platform.send(saying(ops, "for you", { audience }), "n1");
    expect(outcome).toMatchObject({ sent: { room: slack.directRoom(eve).id } });
    expect(seenBy(bench, eve)).toEqual(["for you"]);
    expect(seenBy(bench, bob)).toEqual([]);
  });

  it.each(faults)("goes there, too, when showing it in the room is %s", async (_how, fault) => {
    const bench = await openSlackBench();
    bench.slack.failNext("chat.postEphemeral", fault);
    const outcome = await bench.platform.send(whisper(bench), "n1");
    expect(outcome).toMatchObject({ sent: { room: bench.slack.directRoom(bench.ada).id } });
    expect(seenBy(bench, bench.ada)).toEqual(["for you"]);
    expect(seenBy(bench, bench.bob)).toEqual([]);
  });

  it.each([
    ["the direct room is refused", "conversations.open", refused, { refused: "no-private-route" }],
    ["the message there is refused", "chat.postMessage", refused, { refused: "no-private-route" }],
    ["the message there is not answered", "chat.postMessage", cutOff, { unknown: true }],
    [
      "the direct room is to wait",
      "conversations.open",
      { kind: "rate-limited", retryAfterSeconds: 3 },
      { retryInMs: 3_000 },
    ],
  ] as const)("is shown nowhere when %s", async (_what, method, fault, outcome) => {
    const bench = await openSlackBench();
    bench.slack.failAlways("chat.postEphemeral", { kind: "refused", error: "restricted_action" });
    bench.slack.failAlways(method, fault);
    expect(await bench.platform.send(whisper(bench), "n1")).toEqual(outcome);
    expect(seenBy(bench, bench.ada)).toEqual([]);
    expect(seenBy(bench, bench.bob)).toEqual([]);
  });

  it("waits when showing it in the room is to wait", async () => {
    const bench = await openSlackBench();
    bench.slack.failNext("chat.postEphemeral", { kind: "rate-limited", retryAfterSeconds: 3 });
    expect(await bench.platform.send(whisper(bench), "n1")).toEqual({ retryInMs: 3_000 });
    expect(seenBy(bench, bench.ada)).toEqual([]);
  });

  it("is said once in the direct room when its answer was lost there", async () => {
    const bench = await openSlackBench();
    const { slack, platform, ops, clock } = bench;
    const since = clock.now();
    slack.failAlways("chat.postEphemeral", { kind: "refused", error: "restricted_action" });
    slack.failNext("chat.postMessage", { kind: "broken", when: "after" });
    expect(await platform.send(whisper(bench), "n1")).toEqual({ unknown: true });
    const found = await platform.findSent(ops, "n1", since);
    expect(found).toMatchObject({ room: slack.directRoom(bench.ada).id });
    expect(seenBy(bench, bench.ada)).toEqual(["for you"]);
  });

  it("is sent as a new message when it changes, since nobody can change what one person sees", async () => {
    const bench = await openSlackBench();
    const { platform } = bench;
    const outcome = await platform.send(whisper(bench), "n1");
    if (!("sent" in outcome)) throw new Error("It was not sent.");
    const next = { ...whisper(bench), doc: [paragraph("better")] };
    expect(await platform.edit(outcome.sent, next, "n2")).toHaveProperty("sent");
    expect(seenBy(bench, bench.ada)).toEqual(["for you", "better"]);
    expect(seenBy(bench, bench.bob)).toEqual([]);
  });
});

describe("a secret in Slack", () => {
  it("goes to the direct room alone, with its picture and the text of that", async () => {
    const bench = await openSlackBench({ pictures: testPictures });
    const { slack, platform, ada, bob } = bench;
    const outcome = await platform.send(whisper(bench, { doc: secret }), "n1");
    const { id } = slack.directRoom(ada);
    expect(outcome).toMatchObject({ sent: { room: id } });
    const [picture, text] = slack.seen(ada, id);
    expect(picture?.files).toMatchObject([{ name: "a.png", altText: "the code" }]);
    expect(picture?.files[0]?.bytes).toEqual(Buffer.from(drawnPicture().png));
    expect(text?.text).toBe("The guest network:\n\n[picture: the code]");
    expect(slack.calls("chat.postEphemeral")).toEqual([]);
    expect(seenBy(bench, bob)).toEqual([]);
  });

  it("is shown nowhere when there is no direct room", async () => {
    const bench = await openSlackBench({ pictures: testPictures });
    bench.slack.failAlways("conversations.open", { kind: "refused", error: "user_disabled" });
    const outcome = await bench.platform.send(whisper(bench, { doc: secret }), "n1");
    expect(outcome).toEqual({ refused: "no-private-route" });
    expect(seenBy(bench, bench.ada)).toEqual([]);
    expect(bench.slack.model.files.size).toBe(0);
  });
});

describe("the answer to a command in Slack", () => {
  const command = ({ ops }: SlackBench) => ({ ...ops, thread: "c:1.trigger" });

  it("is seen by its sender alone", async () => {
    const bench = await openSlackBench();
    const asker = bench.person(bench.ada);
    await bench.platform.send(saying(command(bench), "the answer", { asker }), "n1");
    expect(seenBy(bench, bench.ada)).toEqual(["the answer"]);
    expect(seenBy(bench, bench.bob)).toEqual([]);
  });

  it("is seen by its sender alone where the bot is not in the room", async () => {
    const bench = await openSlackBench();
    const { slack, platform, ada, bob, room } = bench;
    const { id } = slack.addRoom("elsewhere", [ada, bob], { hasBot: false });
    const to = { ...room(id), thread: "c:1.trigger" };
    await platform.send(saying(to, "the answer", { asker: bench.person(ada) }), "n1");
    expect(seenBy(bench, ada)).toEqual(["the answer"]);
    expect(seenBy(bench, bob)).toEqual([]);
  });

  it("reaches whoever gave it, also where the reply does not say who asked", async () => {
    const bench = await openSlackBench();
    const { slack, platform, ops, ada, bob, items, quiet } = bench;
    slack.slash(ada, ops.room, "/ama", "help");
    await quiet();
    const [item] = items;
    if (item?.kind !== "message") throw new Error("No command came.");
    const reply = saying({ ...ops, thread: item.message.message }, "the answer");
    expect(await platform.send(reply, "n1")).toHaveProperty("sent");
    expect(seenBy(bench, ada)).toContain("the answer");
    expect(seenBy(bench, bob)).toEqual([]);
  });

  it.each([
    [5, 5, 0],
    [6, 0, 6],
  ])(
    "of %i messages is said in %i by the address of the command, %i otherwise",
    async (count, byAddress, otherwise) => {
      const bench = await openSlackBench();
      const { slack, platform, ops, ada, bob, quiet } = bench;
      const { payload } = slack.slash(ada, ops.room, "/ama", "help");
      await quiet();
      const to = { ...ops, thread: `c:${payload.trigger_id}` };
      const doc: Doc = Array.from({ length: count }, (_none, index) => ({
        code: `${index} ${"a".repeat(11_000)}`,
      }));
      expect(await platform.send(saying(to, "", { doc }), "n1")).toHaveProperty("sent");
      expect(slack.calls("response_url")).toHaveLength(byAddress);
      expect(slack.calls("chat.postEphemeral")).toHaveLength(otherwise);
      const said = seenBy(bench, ada).filter((text) => text !== "Working on it…");
      expect(said.map((text) => text.match(/\d/)?.[0])).toEqual([..."012345"].slice(0, count));
      expect(seenBy(bench, bob)).toEqual([]);
    },
  );

  it("is said by no address of somebody else's command", async () => {
    const bench = await openSlackBench();
    const { slack, platform, ops, ada, bob, person, quiet } = bench;
    const { payload } = slack.slash(ada, ops.room, "/ama", "help");
    await quiet();
    const to = { ...ops, thread: `c:${payload.trigger_id}` };
    const audience = { only: person(bob) };
    expect(await platform.send(saying(to, "for Bob", { audience }), "n1")).toHaveProperty("sent");
    expect(seenBy(bench, ada)).not.toContain("for Bob");
    expect(seenBy(bench, bob)).toEqual(["for Bob"]);
  });

  it("is shown to nobody when nobody knows any more who asked, or cannot reach them", async () => {
    const bench = await openSlackBench();
    const { slack, platform, ada, bob } = bench;
    expect(await platform.send(saying(command(bench), "1"), "n1")).toEqual({ refused: "gone" });
    for (const method of ["chat.postEphemeral", "conversations.open"]) {
      slack.failAlways(method, { kind: "refused", error: "restricted_action" });
    }
    const asker = bench.person(ada);
    expect(await platform.send(saying(command(bench), "2", { asker }), "n2")).toEqual({
      refused: "gone",
    });
    expect([...seenBy(bench, ada), ...seenBy(bench, bob)]).toEqual([]);
  });
});
