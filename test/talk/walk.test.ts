import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTalk } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk();
  await talk.say("ana", talk.dm, "restart billing on staging");
  await talk.say("ana", talk.dm, "walk me through");
});
afterEach(() => talk.close());

const state = () => talk.db.selectFrom("walk").select("state").executeTakeFirst();

describe("a walk", () => {
  it("is stopped by stop, which else makes us quiet (M7)", async () => {
    await talk.say("ana", talk.dm, "stop");
    expect(await state()).toEqual({ state: "ended" });
    await talk.say("ana", talk.dm, "stop");
    expect(talk.heard("ana", talk.dm).at(-1)).toContain("I am quiet here");
  });

  it("falls asleep after two hours without a word", async () => {
    await talk.advance("PT1H59M");
    expect(await state()).toEqual({ state: "running" });
    await talk.advance("PT2M");
    expect(await state()).toEqual({ state: "sleeping" });
    expect(talk.heard("ana", talk.dm)).toHaveLength(2);
  });
});
