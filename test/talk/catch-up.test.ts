import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTalk, vpn, wiki } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(() => talk.close());

describe("what came while we were away", () => {
  it("is answered oldest first, and the first answer says so (M38)", async () => {
    await talk.whileAway(async () => {
      await talk.memory.say("ana", talk.dm, vpn);
      await talk.memory.say("ana", talk.dm, wiki);
      talk.clock.advance("PT1H");
    });
    expect(talk.heard("ana", talk.dm)).toEqual([
      expect.stringMatching(/^I was away since 09:00\..*WireGuard/s),
      expect.not.stringContaining("I was away"),
    ]);
    await talk.whileAway(async () => {
      talk.clock.advance("PT1H");
      await talk.memory.say("ana", talk.dm, "how do I restart billing on staging");
    });
    expect(talk.heard("ana", talk.dm).at(-1)).toMatch(/^I was away since 11:00\./);
  });

  it("counts for no budget (M19)", async () => {
    await talk.whileAway(async () => {
      for (let count = 0; count < 7; count += 1) await talk.memory.say("ana", talk.dm, "status");
    });
    await talk.say("ana", talk.dm, "status");
    expect(talk.heard("ana", talk.dm)).toHaveLength(8);
    expect(talk.heard("ana", talk.dm).join()).not.toContain("at once");
  });

  it("goes to the gaps when it is too old (M38)", async () => {
    await talk.whileAway(async () => {
      await talk.memory.say("ana", talk.dm, vpn);
      talk.clock.advance("PT3H");
    });
    expect(talk.heard("ana", talk.dm)).toEqual([]);
    expect(await talk.outcomes()).toEqual(["silent:M38"]);
    expect(await talk.gaps()).toEqual(["no_answer"]);
  });

  it("is nothing when it was said before we were let in (M38)", async () => {
    await talk.memory.change(talk.room, "joined");
    await talk.settle();
    await talk.whileAway(async () => {
      talk.clock.set("2026-11-25T08:59:00Z");
      await talk.memory.say("ana", talk.room, `@ama ${vpn}`);
      talk.clock.set("2026-11-25T09:01:00Z");
    });
    expect(talk.heard("ana", talk.room)).toEqual([expect.stringContaining("I am AMA")]);
    expect(await talk.outcomes()).toEqual(["command", "silent:M38"]);
    expect(await talk.gaps()).toEqual([]);
  });

  it("is asked again when it is a command, and done when that is pressed (M39)", async () => {
    await talk.say("ana", talk.dm, "restart billing on staging");
    await talk.whileAway(async () => {
      await talk.memory.say("ana", talk.dm, "walk me through");
      talk.clock.advance("PT6M");
    });
    const [still] = talk.lines("ana", talk.dm).slice(-1);
    expect(still?.text).toContain('I was away when you said "walk me through"');
    if (!still) throw new Error("Nothing is asked.");
    await talk.press("ana", still.message, "still");
    expect(talk.heard("ana", talk.dm).at(-1)).toContain("Step 1");
  });

  it("is done when it is a fresh command (M39)", async () => {
    await talk.whileAway(async () => {
      await talk.memory.say("ana", talk.dm, "status");
      talk.clock.advance("PT4M");
    });
    expect(talk.heard("ana", talk.dm)[0]).toContain("I am here");
  });
});
