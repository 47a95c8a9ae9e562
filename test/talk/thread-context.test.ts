import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTalk, threadOn, vpn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(() => talk.close());

describe("a mention inside a running thread (M22)", () => {
  it("takes service and environment from the thread, and says so", async () => {
    const root = await talk.say("bo", talk.room, "billing is slow again on staging");
    await talk.say("bo", threadOn(root), "any idea?");
    await talk.say("ana", threadOn(root), "@ama how do I restart it?");
    const [answer] = talk.heard("ana", threadOn(root));
    expect(answer).toContain("Assuming billing, staging.");
    expect(answer).toContain("ssh stg1 systemctl restart billing");
  });

  it("answers the thread's question when it has none of its own", async () => {
    const root = await talk.say("bo", talk.room, vpn);
    await talk.say("bo", threadOn(root), "no idea");
    await talk.say("ana", threadOn(root), "@ama can you help here?");
    const said = talk.heard("ana", threadOn(root));
    expect(said).toEqual([expect.stringContaining(`Taken as the question above: "${vpn}"`)]);
    expect(said[0]).toContain("WireGuard");
  });

  it("reads no thread in which it has spoken", async () => {
    const root = await talk.say("ana", talk.room, `@ama ${vpn}`);
    talk.memory.limitNext("readThread", "broken");
    await talk.say("ana", threadOn(root), "@ama where do I write meeting notes");
    expect(talk.heard("ana", threadOn(root))).toHaveLength(2);
    expect(talk.reported).toEqual([]);
  });
});
