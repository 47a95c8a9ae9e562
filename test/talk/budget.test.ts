import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTalk, vpn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(() => talk.close());

describe("the budget of replies (M19)", () => {
  it("says one sentence after five in a minute, and answers the rest later", async () => {
    const { dm } = talk;
    for (let count = 0; count < 8; count += 1) await talk.say("ana", dm, "status");
    const said = talk.heard("ana", dm);
    expect(said).toHaveLength(6);
    expect(said.at(-1)).toContain("That is a lot at once: I go on in about a minute");
    await talk.advance("PT1M");
    expect(talk.heard("ana", dm).filter((text) => text.startsWith("I am here"))).toHaveLength(8);
    expect(talk.heard("ana", dm)).toHaveLength(9);
  });

  it("counts twenty in a room, whatever the thread", async () => {
    const { room } = talk;
    for (let count = 0; count < 22; count += 1) await talk.say("ana", room, `@ama ${vpn}`);
    const answers = () =>
      talk.memory.seenAnywhere("ana").filter(({ text }) => text.includes("WireGuard"));
    expect(answers()).toHaveLength(20);
    await talk.advance("PT61S");
    expect(answers()).toHaveLength(22);
  });

  it("forgets nothing over a restart", async () => {
    const { dm } = talk;
    for (let count = 0; count < 6; count += 1) await talk.say("ana", dm, "status");
    await talk.whileAway(async () => talk.clock.advance("PT2M"));
    expect(talk.heard("ana", dm).filter((text) => text.startsWith("I am here"))).toHaveLength(6);
  });

  it("counts no new version of an answer", async () => {
    const { dm } = talk;
    const asked = await talk.say("ana", dm, vpn);
    for (let count = 0; count < 4; count += 1) await talk.say("ana", dm, "status");
    await talk.edit("ana", asked, "where do I write meeting notes");
    expect(talk.heard("ana", dm)[0]).toContain("(updated)");
  });
});
