import type { UsersInfoResponse } from "@slack/web-api";
import { expect, it } from "vitest";
import type { StoredMessage } from "../../src/adapters/slack/out/read-messages.ts";
import { type Shape, shapeOf, withoutNames } from "./answer-shape.ts";
import { describeWith, peers } from "./peer.ts";
import { type SenderStory, tellOfSender } from "./sender-story.ts";
import { startEmulator, startOurs } from "./slack-worlds.ts";

// A second opinion on our fake Slack, by somebody else's, which cannot stand in for it: it opens no socket and takes any block.
// Where the two differ, Slack's documentation decides. What the calls below do not show: the emulator
// - takes a reply to what was never said, or is gone: Slack says thread_not_found (slackapi/bolt-js #2307);
// - tells no thread by the name of a reply, and an empty one by a wrong name, and heeds neither `oldest` nor `latest`
//   (docs.slack.dev/reference/methods/conversations.replies);
// - lets an app write where it is not: Slack says not_in_channel (docs.slack.dev/reference/methods/chat.postMessage);
// - takes an edit of 40,000 characters: Slack takes 4,000 (docs.slack.dev/reference/methods/chat.update);
// - deletes what has replies, where Slack leaves a tombstone.

let told: Promise<{ readonly ours: SenderStory; readonly theirs: SenderStory }> | undefined;
const bothTold = () => (told ??= tellBoth());

async function tellBoth() {
  const ours = await tellOfSender(await startOurs());
  return { ours, theirs: await tellOfSender(await startEmulator()) };
}

const answersTo = (story: SenderStory, method: string): Shape =>
  shapeOf(story.relayed.filter((one) => one.method === method).map(({ answer }) => answer));

describeWith(peers.slackEmulator, "the sender, in our fake Slack and in that of emulate", () => {
  it("does nothing that either of them faults", async () => {
    const { ours, theirs } = await bothTold();
    expect([ours.faults, theirs.faults]).toEqual([[], []]);
  });

  it("comes to the same, call by call", async () => {
    const { ours, theirs } = await bothTold();
    expect(withoutNames(ours.outcomes)).toEqual(withoutNames(theirs.outcomes));
    expect(ours.outcomes).toMatchObject({ gone: { refused: "gone" } });
  });

  it("makes the same calls of Slack, which both take or refuse in the same words", async () => {
    const { ours, theirs } = await bothTold();
    const words = ({ relayed }: SenderStory) =>
      relayed.map(({ method, answer }) => [method, answer.ok, answer.error]);
    expect(words(ours)).toEqual(words(theirs));
    expect(words(ours)).toContainEqual(["chat.postEphemeral", false, "user_not_in_channel"]);
    expect(words(ours)).toContainEqual(["chat.postMessage", false, "channel_not_found"]);
  });

  // Whatever only our fake tells stands in Slack's own types of its answers, which are made from real ones: here it is the
  // emulator that leaves it out.
  it.each([
    ["auth.test", ["is_enterprise_install"]],
    ["users.info", ofUser("is_restricted", "is_stranger", "is_ultra_restricted", "tz")],
    ["chat.postMessage", ofMessage("message", "parent_user_id")],
    ["chat.update", []],
    ["chat.postEphemeral", []],
    ["chat.delete", []],
    ["chat.getPermalink", []],
    ["conversations.open", []],
    [
      "conversations.history",
      ofMessage("messages[]", "latest_reply", "reply_users_count", "thread_ts"),
    ],
    [
      "conversations.replies",
      [
        ...ofMessage("messages[]", "latest_reply", "parent_user_id", "reply_users_count"),
        "response_metadata.next_cursor",
      ],
    ],
    ["files.getUploadURLExternal", []],
    ["files.completeUploadExternal", []],
    ["reactions.add", []],
    ["reactions.remove", []],
    ["views.open", []],
  ])("is told nothing at %s by our fake that Slack does not tell", async (method, more) => {
    const { ours, theirs } = await bothTold();
    const [here, there] = [answersTo(ours, method), answersTo(theirs, method)];
    const shared = [...here].filter(([path]) => there.has(path));
    expect(shared).not.toEqual([]);
    for (const [path, kinds] of shared) expect([path, kinds]).toEqual([path, there.get(path)]);
    expect([...here.keys()].filter((path) => !there.has(path)).sort()).toEqual(more.toSorted());
  });
});

type User = NonNullable<UsersInfoResponse["user"]>;

function ofUser(...names: (keyof User)[]): readonly string[] {
  return names.map((name) => `user.${name}`);
}

/** These, and what the emulator leaves out of every message. */
function ofMessage(parent: string, ...names: (keyof StoredMessage)[]): readonly string[] {
  const everywhere: (keyof StoredMessage)[] = ["app_id", "bot_id", "team"];
  return [
    ...[...everywhere, ...names].map((name) => `${parent}.${name}`),
    `${parent}.blocks[].block_id`,
  ];
}
