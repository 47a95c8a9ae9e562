import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeTownAtEnd } from "../../contract/matrix-world.ts";
import { threadOn } from "../../contract/story.ts";
import { membershipOf } from "../../support/mini-homeserver/room-state.ts";
import { openMatrixOffice } from "./bot-office.ts";

closeTownAtEnd();

describe.each([
  ["encrypted", true],
  ["not encrypted", false],
])("a room that is %s", (_which, encrypted) => {
  let office: Awaited<ReturnType<typeof openMatrixOffice>>;
  beforeEach(async () => {
    office = await openMatrixOffice({ encrypted });
  });
  afterEach(async () => {
    expect([office.bot.faults, office.faults]).toEqual([[], []]);
    await office.close();
  });

  it("that is upgraded goes on as its replacement, with its settings", async () => {
    const { server, ana, ama, here, lines, settle } = office;
    await office.mention(ana, here, "mode off");
    await settle();
    const after = await server.upgrade(ana.user, here.room);
    await server.invite(ana.user, after.id, ama);
    await settle();
    const replacement = server.model.rooms.get(after.id);
    expect(replacement && membershipOf(replacement, ama)).toBe("join");
    const there = office.conversation(after.id);
    const asked = await office.mention(ana, there, "how do I set up the vpn on my laptop");
    await settle();
    expect(lines.seen(ana, threadOn(asked)).at(-1)?.text).toContain("switched off in this room");
  });

  it("that is left by everybody is left by the bot", async () => {
    const { server, ana, bo, cy, ama, here, settle } = office;
    for (const { user } of [ana, bo, cy]) await server.leave(user, here.room);
    await settle();
    const room = server.model.rooms.get(here.room);
    expect(room && membershipOf(room, ama)).toBe("leave");
  });
});
