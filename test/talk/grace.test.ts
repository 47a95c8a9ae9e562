import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTalk, threadOn, vpn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk();
  await talk.set(talk.room, "mode", "auto");
});
afterEach(() => talk.close());

describe("an auto room (M5)", () => {
  it("leaves a question to people for its grace, also over a restart", async () => {
    const asked = await talk.say("ana", talk.room, `${vpn}?`);
    await talk.advance("PT4M");
    await talk.whileAway(async () => undefined);
    expect(talk.heard("ana", threadOn(asked))).toEqual([]);
    await talk.advance("PT1M");
    expect(talk.heard("ana", threadOn(asked))).toEqual([expect.stringContaining("WireGuard")]);
  });

  it("stays silent where somebody was quicker, and keeps the question", async () => {
    const asked = await talk.say("ana", talk.room, `${vpn}?`);
    await talk.say("bo", threadOn(asked), "install WireGuard");
    await talk.advance("PT10M");
    expect(talk.heard("ana", threadOn(asked))).toEqual([]);
    expect(await talk.outcomes()).toEqual(["silent:M5", "silent:M6"]);
    expect(await talk.gaps()).toEqual(["human_answered"]);
  });

  it("takes a question as it was mended meanwhile", async () => {
    const asked = await talk.say("ana", talk.room, "where do I write meeting notez?");
    await talk.edit("ana", asked, `${vpn}?`);
    await talk.advance("PT5M");
    expect(talk.heard("ana", threadOn(asked))).toEqual([expect.stringContaining("WireGuard")]);
  });
});
