import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MessageRef } from "../../src/chat/conversation.ts";
import { openTalk, threadOn, vpn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
let question: MessageRef;
let answer: MessageRef;
beforeEach(async () => {
  talk = await openTalk();
  question = await talk.say("bo", talk.room, `@ama ${vpn}`);
  const [line] = talk.lines("bo", threadOn(question));
  if (!line) throw new Error("There is no answer.");
  answer = line.message;
});
afterEach(async () => {
  expect(talk.reported).toEqual([]);
  await talk.close();
});

async function react(who: string, emoji: "👍" | "👎", undone = false) {
  talk.clock.advance("PT15S");
  await talk.memory.react(who, answer, emoji, undone);
  await talk.settle();
}

const verdicts = () =>
  talk.db.selectFrom("feedback").select(["verdict", "reason"]).orderBy("id").execute();
const misses = async () => (await talk.db.selectFrom("ask").select("id").execute()).length;
const heard = () => talk.heard("ana", threadOn(question)).length;

describe("a vote that is taken back", () => {
  it.each(["👍", "👎"] as const)(
    "is gone with its %s, and nothing is said to that",
    async (emoji) => {
      await react("ana", emoji);
      expect(await verdicts()).toHaveLength(1);
      const before = heard();
      await react("ana", emoji, true);
      expect(await verdicts()).toEqual([]);
      expect(await misses()).toBe(0);
      expect(heard()).toBe(before);
    },
  );

  it("leaves the votes and misses of others", async () => {
    await react("ana", "👎");
    await react("bo", "👎");
    await react("ana", "👎", true);
    expect(await verdicts()).toHaveLength(1);
    expect(await misses()).toBe(1);
  });

  it("leaves the one that has replaced it", async () => {
    await react("ana", "👎");
    await react("ana", "👍");
    await react("ana", "👎", true);
    expect(await verdicts()).toEqual([{ verdict: "helpful", reason: null }]);
  });

  it("leaves no question for its reason behind", async () => {
    await react("ana", "👎");
    await react("ana", "👎", true);
    const before = heard();
    await talk.say("ana", threadOn(question), "the screenshots are of an old version");
    expect(await verdicts()).toEqual([]);
    expect(talk.heard("ana", threadOn(question)).slice(before).join()).not.toContain("it is kept");
  });

  it("may be given again, and its gap comes back under its number", async () => {
    await react("ana", "👎");
    await react("ana", "👎", true);
    await react("ana", "👎");
    expect(await verdicts()).toHaveLength(1);
    expect(await talk.db.selectFrom("ask").select("gap").execute()).toEqual([{ gap: 1 }]);
    expect(await talk.gaps()).toEqual(["wrong_or_stale"]);
  });

  it("was never given, and then nothing changes", async () => {
    await react("ana", "👍", true);
    expect(await verdicts()).toEqual([]);
  });
});

describe("a vote that is changed", () => {
  it("takes the miss back when the answer helped after all", async () => {
    await react("ana", "👎");
    await talk.say("ana", threadOn(question), "it lacks the port");
    expect(await verdicts()).toEqual([{ verdict: "not-helpful", reason: "it lacks the port" }]);
    await react("ana", "👍");
    expect(await verdicts()).toEqual([{ verdict: "helpful", reason: null }]);
    expect(await misses()).toBe(0);
  });

  it("is a miss when the answer did not help after all", async () => {
    await react("ana", "👍");
    await react("ana", "👎");
    expect(await verdicts()).toEqual([{ verdict: "not-helpful", reason: null }]);
    expect(await misses()).toBe(1);
  });

  it("counts once when the same is said twice", async () => {
    await react("ana", "👎");
    await react("ana", "👎");
    expect(await misses()).toBe(1);
    await react("ana", "👎", true);
    expect(await misses()).toBe(0);
  });
});
