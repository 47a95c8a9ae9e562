import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTalk, threadOn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(() => talk.close());

const asked = "what to do for a new colleague";

describe("a checklist", () => {
  it("is begun, and ticked by words and by presses, by whoever does it", async () => {
    const root = await talk.say("ana", talk.room, `@ama ${asked}`);
    const thread = threadOn(root);
    await talk.say("ana", thread, "walk me through");
    expect(talk.heard("ana", thread).at(-1)).toContain("0 of 3 done");
    await talk.say("ana", thread, "tick 3");
    const [list] = talk.lines("bo", thread).slice(-1);
    expect(list?.text).toContain("1 of 3 done, last: Show the kitchen by @Ana");
    if (!list) throw new Error("There is no list.");
    await talk.press("bo", list.message, "list-tick-1");
    expect(talk.heard("ana", thread).at(-1)).toContain("2 of 3 done");
    await talk.say("ana", thread, "@ama untick 3");
    expect(talk.heard("ana", thread).at(-1)).toContain("1 of 3 done, last: Order a laptop by @Bo");
  });

  it("goes on with its ticks after a restart, and when it is begun again", async () => {
    await talk.say("ana", talk.dm, asked);
    await talk.say("ana", talk.dm, "walk me through");
    await talk.say("ana", talk.dm, "2 done");
    await talk.whileAway(async () => talk.clock.advance("PT1H"));
    await talk.say("ana", talk.dm, "walk me through");
    expect(talk.heard("ana", talk.dm).at(-1)).toContain("1 of 3 done");
  });

  it("ends when it is told to, and cannot be ticked then", async () => {
    await talk.say("ana", talk.dm, asked);
    await talk.say("ana", talk.dm, "walk me through");
    const [list] = talk.lines("ana", talk.dm).slice(-1);
    await talk.say("ana", talk.dm, "end the list");
    expect(talk.heard("ana", talk.dm).at(-1)).toContain("New colleague is over: 0 of 3 done.");
    if (!list) throw new Error("There is no list.");
    await talk.press("ana", list.message, "list-tick-1");
    expect(talk.heard("ana", talk.dm).at(-1)).toBe("That list is over.");
  });
});
