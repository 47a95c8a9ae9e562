import { afterEach, describe, expect, it } from "vitest";
import { openTalk, threadOn, vpn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
afterEach(() => talk.close());

describe("an answer that the thread has already (M16)", () => {
  it("is not given again: a link leads to it", async () => {
    talk = await openTalk();
    const asked = await talk.say("ana", talk.room, `@ama ${vpn}`);
    await talk.say("ana", threadOn(asked), `@ama ${vpn}`);
    const [answer, repeated] = talk.lines("ana", threadOn(asked));
    const link = await (answer && talk.memory.platform.linkTo(answer.message));
    expect(link).toBeDefined();
    expect(repeated?.text).toBe(`That is answered above: Set up the VPN (${link}).`);
  });
});
