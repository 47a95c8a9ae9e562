import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeTownAtEnd } from "../../contract/matrix-world.ts";
import { botLines, threadOn } from "../../contract/story.ts";
import { outcomesOf } from "../../contract/story-outcomes.ts";
import { openMatrixOffice } from "./bot-office.ts";

closeTownAtEnd();

describe("a question whose key has not come", () => {
  let office: Awaited<ReturnType<typeof openMatrixOffice>>;
  beforeEach(async () => {
    office = await openMatrixOffice({ encrypted: true });
  });
  afterEach(async () => {
    expect([office.bot.faults, office.faults]).toEqual([[], []]);
    await office.close();
  });

  /** Asks, and gives the answers so far and what brings the key. */
  async function askWithoutKey() {
    const { server, ama, ana, cy, here, bot, settle } = office;
    const [device] = server.model.accounts.get(ama)?.devices.values() ?? [];
    if (!device) throw new Error("The bot has no device.");
    await bot.end("stop");
    const asked = await office.mention(ana, here, "how do I set up the vpn on my laptop");
    const kept = device.inbox;
    device.inbox = [];
    await bot.start();
    await settle();
    return {
      answers: () => botLines(office.lines, ana, threadOn(asked)),
      async bringKey() {
        const reaction = server.react(cy.user, { room: here.room, id: asked.message }, "👀");
        const position = server.model.rooms.get(here.room)?.events.at(-1)?.position ?? 0;
        device.inbox = kept.map((one) => ({ ...one, position }));
        await reaction;
        await settle();
      },
    };
  }

  it("is answered once the key has come within ten minutes", async () => {
    const { answers, bringKey } = await askWithoutKey();
    expect([answers(), await outcomesOf(office.bot.db)]).toEqual([[], ["silent:M13"]]);
    expect(office.life().platform.health().detail).toMatch(/[1-9][\d.]* % unreadable$/);
    office.clock.advance("PT9M59S");
    await bringKey();
    expect(answers()).toMatchObject([{ text: expect.stringContaining("WireGuard") }]);
    expect(office.life().platform.health().detail).toMatch(/ 0 % unreadable$/);
  });

  it("is not answered when the key comes later", async () => {
    const { answers, bringKey } = await askWithoutKey();
    office.clock.advance("PT10M");
    await bringKey();
    expect([answers(), await outcomesOf(office.bot.db)]).toEqual([[], ["silent:M13"]]);
  });

  it("is answered after a restart, too, when the key comes while nobody is there", async () => {
    const { answers, bringKey } = await askWithoutKey();
    await office.bot.end("stop");
    await bringKey();
    await office.bot.start();
    await office.settle();
    expect(answers()).toMatchObject([{ text: expect.stringContaining("WireGuard") }]);
  });
});
