import { createSlackPlatform } from "../../src/adapters/slack/slack-platform.ts";
import type { SendOutcome } from "../../src/chat/chat-platform.ts";
import type { Conversation, MessageRef } from "../../src/chat/conversation.ts";
import { paragraph } from "../../src/chat/doc.ts";
import type { Form } from "../../src/chat/form.ts";
import type { InboxItem } from "../../src/chat/inbox-item.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { pressable, saying } from "../contract/core-bench.ts";
import { drawn, testPictures } from "../support/test-pictures.ts";
import { type Relayed, type SlackRelay, startSlackRelay } from "./slack-relay.ts";
import type { SlackWorld } from "./slack-worlds.ts";

/** What came of the sender's calls in a Slack, which is gone by now. */
export type SenderStory = {
  /** By what was done. */
  readonly outcomes: Readonly<Record<string, unknown>>;
  /** What the Slack was asked, in this order. */
  readonly relayed: readonly Relayed[];
  /** What went wrong on either side. */
  readonly faults: readonly unknown[];
};

const week = [paragraph("The week:"), { image: drawn, alt: "three pages" }];

const form: Form = {
  id: "gap",
  title: "What is missing?",
  submit: "Send",
  instance: "7",
  fields: [{ id: "title", label: "Title", kind: "text", required: true, max: 20, options: [] }],
};

/** Sends, changes and takes away in eight calls, shows a sign and a form, and lets another life find what was sent. */
export async function tellOfSender(world: SlackWorld): Promise<SenderStory> {
  const since = systemClock.now();
  const relay = await startSlackRelay(world.url);
  const faults: unknown[] = [];
  const items: InboxItem[] = [];
  const { platform, stop } = await startLife(world, relay, items, faults);
  const slack = { platform: "slack", workspace: world.workspace } as const;
  const room = (id: string): Conversation => ({ ...slack, room: id });
  const ops = room(world.ops);
  const forAda = { audience: { only: { ...slack, user: world.ada } } };

  const posted = await platform.send(saying(ops, "posted", { actions: [pressable("yes")] }), "n1");
  const on = referenceOf(posted);
  const thread = { ...ops, thread: on.message };
  const replied = await platform.send(saying(thread, "replied"), "n2");
  const edited = await platform.edit(on, saying(ops, "edited"), "n3");
  const inPrivate = await platform.send(saying(ops, "in private", forAda), "n4");
  const elsewhere = await platform.send(saying(room(world.other), "elsewhere", forAda), "n5");
  const drew = await platform.send(saying(room(world.ada), "week", { doc: week }), "n6");
  const gone = await platform.send(saying(room("C0NOWHERE"), "gone"), "n7");

  await platform.working(on, true);
  await platform.working(on, false);
  const link = await platform.linkTo(referenceOf(replied));
  await world.command(`http://127.0.0.1:${platform.port()}/slack/events`);
  const [command] = items;
  if (command?.kind !== "message") throw new Error("No command came.");
  await platform.openForm(form, command);

  const next = await startLife(world, relay, items, faults);
  const found = await next.platform.findSent(ops, "n1", since);
  const foundReply = await next.platform.findSent(thread, "n2", since);
  await platform.remove(on);

  await Promise.all([stop(), next.stop()]);
  faults.push(...world.faults());
  await relay.close();
  await world.stop();
  const sent = { posted, replied, edited, inPrivate, elsewhere, drew, gone };
  return { outcomes: { ...sent, link, found, foundReply }, relayed: relay.relayed, faults };
}

async function startLife(
  { botToken, signingSecret }: SlackWorld,
  relay: SlackRelay,
  items: InboxItem[],
  faults: unknown[],
) {
  const platform = createSlackPlatform({
    botToken,
    line: { signingSecret, port: 0 },
    slackApiUrl: relay.url,
    clock: systemClock,
    pictures: testPictures,
    rejections: { on() {}, off() {} },
    log: (line) => faults.push(line),
    fault: (error) => faults.push(error),
  });
  await platform.start(async (item) => {
    items.push(item);
    return "stored";
  });
  return { platform, stop: () => platform.stop(Temporal.Duration.from("PT1S")) };
}

function referenceOf(outcome: SendOutcome): MessageRef {
  if (!("sent" in outcome)) throw new Error(`It was not sent: ${JSON.stringify(outcome)}`);
  return outcome.sent;
}
