import { z } from "zod";
import type { Conversation, MessageRef, Principal } from "../../src/chat/conversation.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import type { SeenMessage } from "../support/fake-slack/seen-messages.ts";
import { openWholeBot } from "../support/whole-bot.ts";
import { openSlackWorld, readable } from "./slack-world.ts";
import type { Story, StoryLine } from "./story.ts";
import { dieAt, storyOfBot, whileFailing } from "./story-of-bot.ts";
import { storyOffice } from "./story-office.ts";

/** Opens a workspace of Slack with the whole bot in it. */
export async function slackStory(): Promise<Story> {
  const world = await openSlackWorld();
  const { slack, clock, here, dm } = world;
  const base = knowledgeOf(storyOffice([world.ana, world.bo]));
  const bot = await openWholeBot({ clock, knowledge: () => base, connect: () => world.connect() });
  let away = false;
  const named = ({ room, message }: MessageRef) => ({ room, ts: message });

  async function settle(): Promise<void> {
    if (away) return;
    await world.arrived();
    await bot.settle();
    while (!bot.isDead && (await isHeldBack())) {
      clock.advance("PT1S");
      await bot.settle();
    }
  }
  /** Whether something waits only because Slack takes a message a second in a room. */
  async function isHeldBack(): Promise<boolean> {
    const due = await bot.db
      .selectFrom("outbox")
      .select("id")
      .where("state", "=", "queued")
      .where("due_at", "<=", clock.now().epochMilliseconds)
      .executeTakeFirst();
    return due !== undefined;
  }
  function write(
    { user }: Principal,
    { room, thread }: Conversation,
    text: string,
    { addressed, isBot }: NonNullable<Parameters<Story["say"]>[3]> = {},
  ) {
    clock.advance("PT1S");
    const how = {
      ...(thread === undefined ? {} : { thread }),
      ...(isBot ? { botId: "B0OTHER" } : {}),
    };
    const isMention = addressed === "mention" && room !== dm.room;
    return isMention ? slack.mention(user, room, text, how) : slack.say(user, room, text, how);
  }
  /** In a thread also what one person alone is shown on the main line, since nobody has replied in the thread yet. */
  function seenAround(user: string, { room, thread }: Conversation): readonly SeenMessage[] {
    const line = slack.seen(user, room, thread);
    if (thread === undefined) return line;
    const aside = slack.seen(user, room).filter((one) => one.private && one.ts > thread);
    return [...line, ...aside].toSorted((a, b) => Number(a.ts) - Number(b.ts));
  }

  return {
    ...storyOfBot(bot, clock),
    asker: world.ana,
    other: world.bo,
    room: here,
    dm,
    async say(by, where, text, how) {
      const { ts } = write(by, where, text, how);
      await settle();
      return { ...where, message: ts };
    },
    async edit({ user }, of, text) {
      slack.edit(user, named(of), text);
      await settle();
    },
    async withdraw(_by, message) {
      slack.remove(named(message));
      await settle();
    },
    async press({ user }, on, action) {
      slack.press(user, named(on), action);
      await settle();
    },
    async fillIn({ user }, values) {
      slack.submit(user, values);
      await settle();
    },
    async sayAndRemove(by, where, text) {
      write(by, where, text, { addressed: "mention" });
      await world.arrived();
      slack.leave(where.room);
      await settle();
    },
    async upgrade() {
      throw new Error("Slack upgrades no rooms.");
    },
    async letIn({ room }) {
      slack.leave(room);
      slack.invite(world.ana.user, room);
      await settle();
    },
    seen: ({ user }, where) =>
      seenAround(user, where)
        .filter(({ text }) => !/^<@\w+> has joined the channel$/.test(text))
        .map((one) => lineOf(one, where)),
    workingSigns: ({ message }) =>
      slack.calls().flatMap(({ method, given, outcome }) => {
        if (outcome !== "ok") return [];
        if (method === "reactions.add" && given.timestamp === message) return [true];
        if (method === "reactions.remove" && given.timestamp === message) return [false];
        const isStatus = method === "assistant.threads.setStatus" && given.thread_ts === message;
        return isStatus ? [given.status !== ""] : [];
      }),
    async advance(duration) {
      clock.advance(duration);
      await settle();
    },
    async whileAway(how, act) {
      away = true;
      await bot.end(how);
      await slack.socketMode.allClosed();
      await act();
      away = false;
      await bot.start();
      await settle();
    },
    async whileCutOff(act) {
      away = true;
      await world.cutOff();
      await act();
      slack.giveUp();
      await world.reconnect();
      away = false;
      await settle();
    },
    async whileNothingIsPrivate(act) {
      const heals = ["chat.postEphemeral", "conversations.open"].map((method) =>
        slack.failAlways(method, { kind: "refused", error: "restricted_action" }),
      );
      return await whileFailing(bot, heals, act);
    },
    async killedWhen(moment, act) {
      await dieAt(bot, moment, act);
      await bot.end("kill");
      await bot.start();
      await world.deliverFailed();
      await settle();
    },
    faults: () => [...bot.faults, ...world.faults.filter((fault) => !isOfDeath(fault))],
    async close() {
      await bot.close();
      await world.close();
    },
  };

  function lineOf(
    { ts, threadTs, by, text, blocks, edited }: SeenMessage,
    where: Conversation,
  ): StoryLine {
    const { thread: _line, ...room } = where;
    const isInThread = threadTs !== undefined && threadTs !== ts;
    return {
      message: { ...room, ...(isInThread ? { thread: threadTs } : {}), message: ts },
      fromBot: by === slack.model.app.botUser,
      text: readable(text),
      actions: blocks.flatMap(actionsIn),
      updated: edited,
    };
  }
}

const actionsSchema = z.object({ elements: z.array(z.object({ action_id: z.string() })) });

function actionsIn(block: unknown): readonly string[] {
  return actionsSchema.safeParse(block).data?.elements.map((one) => one.action_id) ?? [];
}

/** What a platform says of what comes after its bot was killed or told to stop. */
function isOfDeath(fault: unknown): boolean {
  const texts = ["This bot is dead.", "Nothing is taken in any more."];
  return Error.isError(fault) && texts.includes(fault.message);
}
