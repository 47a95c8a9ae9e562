import { z } from "zod";
import type { SendOutcome } from "../../src/chat/chat-platform.ts";
import type { Conversation } from "../../src/chat/conversation.ts";
import { docText } from "../../src/chat/doc-text.ts";
import type { SlackFault } from "../support/fake-slack/scripted-faults.ts";
import type { Fault } from "../support/memory-faults.ts";
import { testPictures } from "../support/test-pictures.ts";
import { describeChatPlatform } from "./chat-platform.contract.ts";
import { checkFaults } from "./expected-faults.ts";
import type { PicturedDriver } from "./port-cases.ts";
import { slackStory } from "./slack-story.ts";
import { openSlackWorld, readable } from "./slack-world.ts";

/** What reaches the bot of its own lines and of what is not for it would be counted with the rest. */
const events = ["app_mention", "message.im", "member_joined_channel", "app_uninstalled"];

async function makeDriver(): Promise<PicturedDriver> {
  const world = await openSlackWorld({ events, pictures: testPictures });
  const { slack, clock, ana, here } = world;
  const connected = world.connect();
  const wordless = new Map<string, string>();
  let isDeaf = false;
  /** Slack takes a message a second in a room, and the outbox waits for that. */
  const aSecondLater = () => clock.advance("PT1S");

  return {
    platform: {
      ...connected,
      async start(intake) {
        isDeaf = false;
        aSecondLater();
        await connected.start(intake);
      },
      async stop(within) {
        isDeaf = true;
        await connected.stop(within);
      },
      async send(reply, nonce): Promise<SendOutcome> {
        const outcome = await connected.send(reply, nonce);
        const text = docText(reply.doc);
        if ("sent" in outcome && !/[\p{L}\p{N}]/u.test(text))
          wordless.set(outcome.sent.message, text);
        return outcome;
      },
    },
    clock,
    asker: ana,
    bystander: world.bo,
    outsider: world.gone,
    here,
    elsewhere: world.elsewhere,
    async say(text) {
      aSecondLater();
      slack.mention(ana.user, here.room, text);
      if (!isDeaf) await world.arrived();
    },
    async press({ room, message }, action) {
      const opens = action === "fill" ? ":form" : "";
      slack.press(ana.user, { room, ts: message }, `${action}${opens}`);
      await world.arrived();
    },
    async submit(_form, values) {
      try {
        slack.submit(ana.user, values);
      } catch (error) {
        // Slack itself holds back what is missing or too long.
        if (!/is required|too long/.test(String(error))) throw error;
      }
      await world.arrived();
    },
    seen: (by, where: Conversation) =>
      // Slack takes no message without text: words stand for one that has none.
      world
        .saidIn(by, where)
        .map(({ ts, text }) =>
          text === "(nothing to show)" ? (wordless.get(ts) ?? text) : readable(text),
        ),
    received: async () =>
      world
        .saidIn(ana, here)
        .flatMap(({ blocks }) => blocks.flatMap(filesIn))
        .flatMap((id) => slack.model.files.get(id)?.bytes ?? []),
    async deliverAgain({ dedupKey }) {
      const delivery = slack.deliveries().find(({ payload }) => keyOf(payload) === dedupKey);
      if (!delivery) throw new Error(`Nothing was delivered as ${dedupKey}.`);
      slack.deliverAgain(delivery);
    },
    async breakConnection() {
      isDeaf = true;
      await world.cutOff();
    },
    async restore() {
      if (isDeaf) await world.reconnect();
      isDeaf = false;
      await world.deliverFailed();
    },
    async revoke() {
      slack.uninstall();
      await world.arrived();
    },
    faulty: () => [
      [/SLACK_BOT_TOKEN/, world.connect({ botToken: "xoxb-wrong" })],
      [/SLACK_API_URL/, world.connect({ slackApiUrl: "http://127.0.0.1:9/api/" })],
    ],
    limitNext: (_method, fault, room) =>
      slack.failNext("chat.postMessage", slackFault(fault), room?.room),
    holdNext: () => slack.holdNext("chat.postMessage"),
    async close() {
      await world.close();
      checkFaults(world.faults);
    },
  };
}

const eventSchema = z.object({ event: z.object({ channel: z.string(), ts: z.string() }) });

function keyOf(payload: unknown): string | undefined {
  const { event } = eventSchema.safeParse(payload).data ?? {};
  return event && `m:${event.channel}:${event.ts}`;
}

const imageSchema = z.object({ slack_file: z.object({ id: z.string() }) });

function filesIn(block: unknown): readonly string[] {
  const image = imageSchema.safeParse(block).data;
  return image ? [image.slack_file.id] : [];
}

function slackFault(fault: Fault): SlackFault {
  switch (fault) {
    case "lost-before":
      return { kind: "broken", when: "before" };
    case "lost-after":
      return { kind: "broken", when: "after" };
    case "broken":
      return { kind: "server-error" };
  }
  if ("retryInMs" in fault) {
    return { kind: "rate-limited", retryAfterSeconds: fault.retryInMs / 1_000 };
  }
  return { kind: "refused", error: "invalid_blocks" };
}

describeChatPlatform("Slack", makeDriver, {
  bot: slackStory,
  skips: {
    "C27 (upgraded)": "Slack upgrades no rooms",
  },
});
