import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTalk, vpn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(() => talk.close());

const unreadable = "no-key-yet";
const told = expect.stringContaining("🔑 I cannot read this message");

/** Ana's question comes without its key, and its key after a while. */
async function readableAfter(duration: string): Promise<void> {
  const item = await talk.memory.say("ana", talk.dm, vpn, { unreadable });
  await talk.advance(duration);
  const { unreadable: _before, ...readable } = { ...item, text: vpn, dedupKey: "readable" };
  await talk.memory.deliverAgain(readable);
  await talk.settle();
}

describe("a message that cannot be read (M13)", () => {
  it("is told of after half a minute, once a day", async () => {
    await talk.say("ana", talk.dm, vpn, { unreadable });
    expect(talk.heard("ana", talk.dm)).toEqual([]);
    await talk.advance("PT30S");
    expect(talk.heard("ana", talk.dm)).toEqual([told]);
    await talk.say("ana", talk.dm, vpn, { unreadable });
    await talk.advance("PT1H");
    expect(talk.heard("ana", talk.dm)).toEqual([told]);
    expect(await talk.outcomes()).toEqual(["refuse", "silent:M13"]);
  });

  it("is answered, and nothing is told of it, where its key comes in time", async () => {
    await readableAfter("PT5S");
    await talk.advance("PT1M");
    expect(talk.heard("ana", talk.dm)).toEqual([expect.stringContaining("WireGuard")]);
  });

  it("is answered where its key comes after that was told", async () => {
    await readableAfter("PT1M");
    expect(talk.heard("ana", talk.dm)).toEqual([told, expect.stringContaining("WireGuard")]);
  });

  it("that nobody said to us is nothing to us", async () => {
    await talk.say("ana", talk.room, vpn, { unreadable });
    await talk.advance("PT1M");
    expect(await talk.outcomes()).toEqual(["silent:M13"]);
  });
});
