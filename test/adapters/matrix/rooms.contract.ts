import { EventType } from "matrix-js-sdk/lib/@types/event.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeTownAtEnd, type MatrixWorldGiven } from "../../contract/matrix-world.ts";
import { threadOn } from "../../contract/story.ts";
import { membershipOf } from "../../support/mini-homeserver/room-state.ts";
import { openMatrixOffice } from "./bot-office.ts";

/** What becomes of a room that is replaced or left, at any homeserver. */
export function describeRooms({ encrypted, ...given }: Omit<MatrixWorldGiven, "pictures">): void {
  closeTownAtEnd();

  describe(`a room that is ${encrypted ? "encrypted" : "in the clear"}`, () => {
    let office: Awaited<ReturnType<typeof openMatrixOffice>>;
    beforeEach(async () => {
      office = await openMatrixOffice({ ...given, encrypted });
    });
    afterEach(async () => {
      expect([office.bot.faults, office.faults]).toEqual([[], []]);
      await office.close();
    });

    it("that is upgraded while the bot is away goes on as its replacement, with its settings", async () => {
      const { server, ana, bo, ama, bot, here, lines, settle } = office;
      await office.mention(ana, here, "mode off");
      await settle();
      await bot.end("stop");
      const after = await server.upgrade(ana.user, here.room);
      for (const user of [bo.user, ama]) await server.invite(ana.user, after.id, user);
      await bot.start();
      await settle();
      const there = office.conversation(after.id);
      const asked = await office.mention(ana, there, "how do I set up the vpn on my laptop");
      await settle();
      expect(lines.seen(ana, threadOn(asked)).at(-1)?.text).toContain("switched off in this room");
    });

    it("whose end names a room that knows nothing of it shares no settings with that", async () => {
      const { ana, person, here, dm, lines, settle } = office;
      await office.mention(ana, here, "mode off");
      await settle();
      const end = { body: "This room has been replaced", replacement_room: dm.room };
      await person(ana).client.sendStateEvent(here.room, EventType.RoomTombstone, end);
      await settle();
      await office.say(ana, dm, "how do I set up the vpn on my laptop");
      await settle();
      expect(lines.seen(ana, dm).at(-1)?.text).toContain("Install WireGuard");
    });

    it("that is left by everybody is left by the bot", async () => {
      const { server, ana, bo, cy, ama, here, settle } = office;
      for (const { user } of [ana, bo, cy]) await server.leave(user, here.room);
      await settle();
      const room = server.model.rooms.get(here.room);
      expect(room && membershipOf(room, ama)).toBe("leave");
    });
  });
}
