import { afterEach, describe, expect, it } from "vitest";
import type { Later } from "../../src/chat/working-sign.ts";
import { openTalk, vpn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
afterEach(() => talk.close());

/** Only the sign is due: no question is in work for ten seconds. */
const atOnce: Later = (ms, act) => {
  if (ms < 1_000) act();
  return () => undefined;
};
const signs = () => talk.memory.working.map(({ isWorking }) => isWorking);

describe("the working sign (M10)", () => {
  it("shows while a question is in work, and goes", async () => {
    talk = await openTalk({ later: atOnce });
    await talk.say("ana", talk.room, `@ama ${vpn}`);
    expect(signs()).toEqual([true, false]);
  });

  it("waits 700 milliseconds, and then there is nothing left to show", async () => {
    const waits: number[] = [];
    let cancelled = 0;
    talk = await openTalk({
      later(ms) {
        waits.push(ms);
        return () => {
          cancelled += 1;
        };
      },
    });
    await talk.say("ana", talk.dm, vpn);
    expect({ waits, cancelled, signs: signs() }).toEqual({ waits: [700], cancelled: 1, signs: [] });
  });

  it("is for what speaks to us only", async () => {
    talk = await openTalk({ later: atOnce });
    await talk.say("ana", talk.room, vpn);
    await talk.say("bo", talk.room, `@ama ${vpn}`, { isBot: true });
    expect(signs()).toEqual([]);
  });

  it("is put into words after ten seconds, and these become the answer", async () => {
    const seen: (readonly string[])[] = [];
    talk = await openTalk({
      later(_ms, act) {
        act();
        return () => undefined;
      },
    });
    await talk.say("ana", talk.dm, vpn);
    seen.push(talk.heard("ana", talk.dm));
    expect(seen).toEqual([[expect.stringContaining("Source: answers/vpn.md")]]);
    expect(talk.reported).toEqual([]);
  });

  it("that cannot be shown changes nothing", async () => {
    talk = await openTalk({ later: atOnce });
    talk.memory.limitNext("working", "broken");
    await talk.say("ana", talk.dm, vpn);
    expect(talk.heard("ana", talk.dm)).toHaveLength(1);
    expect(talk.reported).toEqual([]);
  });
});
