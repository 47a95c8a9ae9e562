import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTalk, threadOn, vpn, wiki } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(() => talk.close());

describe("an edited question", () => {
  it("changes its answer in place, and back again (M23)", async () => {
    const asked = await talk.say("ana", talk.room, `@ama ${vpn}`);
    await talk.edit("ana", asked, `@ama ${wiki}`);
    const thread = threadOn(asked);
    expect(talk.heard("ana", thread)).toEqual([
      expect.stringMatching(/^\(updated\).*Every team has a space/s),
    ]);
    await talk.edit("ana", asked, `@ama ${vpn}`);
    expect(talk.heard("ana", thread)).toEqual([expect.stringContaining("WireGuard")]);
  });

  it("is no longer mended after ten minutes (M23)", async () => {
    const asked = await talk.say("ana", talk.dm, vpn);
    await talk.advance("PT11M");
    await talk.edit("ana", asked, wiki);
    expect(talk.heard("ana", talk.dm)).toEqual([
      expect.stringContaining("WireGuard"),
      expect.stringContaining("send it as a new message"),
    ]);
  });

  it("does nothing where only spaces have changed (M25)", async () => {
    const asked = await talk.say("ana", talk.dm, vpn);
    await talk.edit("ana", asked, `${vpn} `);
    expect(talk.heard("ana", talk.dm)).toHaveLength(1);
    expect(await talk.outcomes()).toEqual(["answer", "silent:M25"]);
  });

  it("runs no command (M24), and says so once", async () => {
    const asked = await talk.say("ana", talk.dm, "helpp me");
    await talk.edit("ana", asked, "stop");
    expect(talk.heard("ana", talk.dm).at(-1)).toContain("send it as a new message");
  });

  it("steps through no walk (M24)", async () => {
    await talk.say("ana", talk.dm, "restart billing on staging");
    await talk.say("ana", talk.dm, "walk me through");
    const asked = await talk.say("ana", talk.dm, vpn);
    await talk.edit("ana", asked, "worked");
    expect(talk.heard("ana", talk.dm).at(-1)).toContain("send it as a new message");
  });

  it("is taken as it stands when its first version was never worked on", async () => {
    await talk.whileAway(async () => {
      const { message } = await talk.memory.say("ana", talk.dm, vpn);
      await talk.memory.edit("ana", message, wiki);
    });
    expect(talk.heard("ana", talk.dm).join("\n")).toContain("Every team has a space");
    expect(talk.heard("ana", talk.dm)).toHaveLength(1);
  });

  it("is answered in private where the new answer is not for everybody", async () => {
    const asked = await talk.say("ana", talk.room, `@ama ${vpn}`);
    await talk.edit("ana", asked, "@ama how much does a senior earn");
    expect(talk.heard("bo", threadOn(asked))).toEqual([]);
    expect(talk.heard("ana", threadOn(asked)).join("\n")).toContain("compensation table");
  });

  it("that comes to speak to us is answered", async () => {
    const asked = await talk.say("ana", talk.room, vpn);
    await talk.edit("ana", asked, `@ama ${vpn}?`);
    expect(talk.heard("ana", threadOn(asked))).toEqual([expect.stringContaining("WireGuard")]);
  });
});
