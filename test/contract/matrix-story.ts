import { knowledgeOf } from "../answers/knowledge-of.ts";
import { openWholeBot } from "../support/whole-bot.ts";
import { type MatrixWorldGiven, openMatrixWorld } from "./matrix-world.ts";
import type { Story } from "./story.ts";
import { dieAt, storyOfBot, whileFailing } from "./story-of-bot.ts";
import { storyOffice } from "./story-office.ts";

/** Opens rooms of Matrix with the whole bot in them. */
export async function matrixStory(given: Omit<MatrixWorldGiven, "pictures">): Promise<Story> {
  const world = await openMatrixWorld(given);
  const { server, clock, ama, ana, here, dm, lines } = world;
  const base = knowledgeOf(storyOffice([ana, world.bo]));
  const bot = await openWholeBot({ clock, knowledge: () => base, connect: () => world.connect() });
  let isAway = false;

  async function settle(): Promise<void> {
    if (isAway) return;
    await world.arrived();
    await bot.settle();
    await world.arrived();
    // Whom it asked in may have come in meanwhile.
    await bot.settle();
  }

  return {
    ...storyOfBot(bot, clock),
    asker: ana,
    other: world.bo,
    room: here,
    dm,
    async say(by, where, text, { addressed, isBot } = {}) {
      clock.advance("PT1S");
      const how = isBot ? ({ kind: "m.notice" } as const) : {};
      const isMention = addressed === "mention" && where.room !== dm.room;
      const said = await world[isMention ? "mention" : "say"](by, where, text, how);
      await settle();
      return said;
    },
    async edit(by, of, text) {
      await world.edit(by, of, text);
      await settle();
    },
    async withdraw({ user }, { room, message }) {
      await server.redact(user, { room, id: message });
      await settle();
    },
    async press(by, on, action) {
      await world.press(by, on, action);
      await settle();
    },
    async fillIn(by, values) {
      await world.fillIn(by, values);
      await settle();
    },
    async sayAndRemove(by, where, text) {
      await world.mention(by, where, text);
      await world.arrived();
      await server.kick(by.user, where.room, ama);
      await settle();
    },
    async letIn({ room }) {
      await server.kick(ana.user, room, ama);
      await server.invite(ana.user, room, ama);
      await settle();
    },
    async upgrade({ room }) {
      const after = await server.upgrade(ana.user, room);
      // It cannot follow yet.
      await settle();
      for (const user of [world.bo.user, ama]) await server.invite(ana.user, after.id, user);
      await settle();
      return world.conversation(after.id);
    },
    seen: lines.seen,
    workingSigns({ room, message }) {
      const isRead = [...(server.model.rooms.get(room)?.receipts.values() ?? [])].some(
        ({ value }) => value.user === ama && value.event === message,
      );
      const typing = server.calls("typing").filter((call) => call.room === room);
      return isRead ? typing.map(({ given }) => given.typing === true) : [];
    },
    async advance(duration) {
      clock.advance(duration);
      await settle();
    },
    async whileAway(how, act) {
      isAway = true;
      if (how === "kill") world.kill();
      await bot.end(how);
      await act();
      isAway = false;
      await bot.start();
      await settle();
    },
    async whileCutOff(act) {
      isAway = true;
      await world.cutOff();
      await act();
      isAway = false;
      await world.reconnect();
      await settle();
    },
    async whileNothingIsPrivate(act) {
      const refused = { kind: "refused", status: 403, errcode: "M_FORBIDDEN" } as const;
      const heals = [
        server.failAlways("createRoom", refused),
        server.failAlways("send", refused, dm.room, ama),
      ];
      return await whileFailing(bot, heals, act);
    },
    async killedWhen(moment, act) {
      await dieAt(bot, moment, act);
      world.kill();
      await bot.end("kill");
      await bot.start();
      await settle();
    },
    faults: () => [...bot.faults, ...world.faults.filter((fault) => !isOfDeath(fault))],
    async close() {
      await bot.close();
      await world.close();
    },
  };
}

/** What a platform says of what comes after its bot was killed. */
function isOfDeath(fault: unknown): boolean {
  return Error.isError(fault) && fault.message === "This bot is dead.";
}
