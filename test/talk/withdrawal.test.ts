import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTalk, threadOn, vpn, wiki } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(() => talk.close());

describe("a deleted question (M26)", () => {
  it("takes its answer along, in a room as in a direct message", async () => {
    const asked = await talk.say("ana", talk.room, `@ama ${vpn}`);
    const alone = await talk.say("ana", talk.dm, vpn);
    await talk.withdraw("ana", asked);
    await talk.withdraw("ana", alone);
    expect(talk.heard("ana", threadOn(asked))).toEqual([]);
    expect(talk.heard("ana", talk.dm)).toEqual([]);
    expect((await talk.outcomes()).slice(-2)).toEqual(["silent:M26", "silent:M26"]);
  });

  it("takes the newest version of its answer along", async () => {
    const asked = await talk.say("ana", talk.dm, vpn);
    await talk.edit("ana", asked, wiki);
    await talk.withdraw("ana", asked);
    expect(talk.heard("ana", talk.dm)).toEqual([]);
  });

  it("leaves an answer that somebody has taken up", async () => {
    const pressed = await talk.say("ana", talk.room, `@ama ${vpn}`);
    const [answer] = talk.lines("bo", threadOn(pressed));
    if (!answer) throw new Error("There is no answer.");
    await talk.press("bo", answer.message, "helpful");
    const replied = await talk.say("ana", talk.room, `@ama ${vpn}`);
    await talk.say("bo", threadOn(replied), "that helped me, too");
    await talk.withdraw("ana", pressed);
    await talk.withdraw("ana", replied);
    expect(talk.heard("bo", threadOn(pressed)).join("\n")).toContain("WireGuard");
    expect(talk.heard("bo", threadOn(replied)).join("\n")).toContain("WireGuard");
  });

  it("leaves an answer that somebody quotes, in whichever version", async () => {
    const asked = await talk.say("ana", talk.dm, vpn);
    const quote = async () => {
      const [answer] = talk.lines("ana", talk.dm);
      if (!answer) throw new Error("There is no answer.");
      await talk.say("ana", talk.dm, "thanks", { quoted: answer.message });
    };
    await quote();
    await talk.edit("ana", asked, wiki);
    await quote();
    await talk.withdraw("ana", asked);
    expect(talk.heard("ana", talk.dm)).toEqual([expect.stringContaining("Every team")]);
  });

  it("leaves all where the room wants it so", async () => {
    await talk.set(talk.room, "deleteWithQuestion", "no");
    const asked = await talk.say("ana", talk.room, `@ama ${vpn}`);
    await talk.withdraw("ana", asked);
    expect(talk.heard("ana", threadOn(asked))).toHaveLength(1);
  });

  it("is not answered when it was not worked on yet", async () => {
    await talk.set(talk.room, "mode", "auto");
    const asked = await talk.say("ana", talk.room, `${vpn}?`);
    await talk.withdraw("ana", asked);
    await talk.advance("PT6M");
    expect(talk.heard("ana", threadOn(asked))).toEqual([]);
  });

  it("tries again where the platform fails", async () => {
    const asked = await talk.say("ana", talk.dm, vpn);
    talk.memory.limitNext("remove", "broken");
    await talk.withdraw("ana", asked);
    expect(talk.heard("ana", talk.dm)).toHaveLength(1);
    await talk.advance("PT5S");
    expect(talk.heard("ana", talk.dm)).toEqual([]);
  });
});
