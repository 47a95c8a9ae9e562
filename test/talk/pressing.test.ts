import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTalk, threadOn, vpn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(() => talk.close());

describe("something that is pressed twice (M17)", () => {
  it("counts once for a choice, and the second hears who was first, and when", async () => {
    const asked = await talk.say("ana", talk.room, "@ama why does the printer eat paper");
    const thread = threadOn(asked);
    const [choices] = talk.lines("ana", thread);
    if (!choices) throw new Error("There are no choices.");
    await talk.press("ana", choices.message, "choice-1");
    await talk.press("bo", choices.message, "choice-1");
    expect(talk.heard("ana", thread)).toHaveLength(2);
    expect(talk.heard("bo", thread).at(-1)).toBe("Ana did that at 09:00; it counts once.");
  });

  it("moves a walk one step", async () => {
    await talk.say("ana", talk.dm, "restart billing on staging");
    await talk.say("ana", talk.dm, "walk me through");
    const [step] = talk.lines("ana", talk.dm).slice(-1);
    const worked = step?.actions.find(({ label }) => label === "Worked");
    if (!step || !worked) throw new Error("There is no step.");
    await talk.press("ana", step.message, worked.id);
    const before = await talk.db.selectFrom("walk").select("body").executeTakeFirst();
    await talk.press("ana", step.message, worked.id);
    expect(talk.heard("ana", talk.dm).at(-1)).toContain("it counts once");
    expect(await talk.db.selectFrom("walk").select("body").executeTakeFirst()).toEqual(before);
  });

  it("keeps the last word of each person for a vote", async () => {
    const asked = await talk.say("ana", talk.room, `@ama ${vpn}`);
    const [answer] = talk.lines("ana", threadOn(asked));
    if (!answer) throw new Error("There is no answer.");
    await talk.press("ana", answer.message, "helpful");
    await talk.press("bo", answer.message, "helpful");
    await talk.press("ana", answer.message, "not-helpful");
    const votes = await talk.db.selectFrom("feedback").select("verdict").orderBy("id").execute();
    expect(votes).toEqual([{ verdict: "not-helpful" }, { verdict: "helpful" }]);
  });
});
