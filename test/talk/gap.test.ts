import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openTalk, threadOn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
beforeEach(async () => {
  talk = await openTalk();
});
afterEach(async () => {
  expect(talk.reported).toEqual([]);
  await talk.close();
});

const gaps = () => talk.db.selectFrom("ask").select("text").orderBy("id").execute();

describe("a gap that somebody tells", () => {
  it.each(["gap: How do I rotate the mail keys", "@ama log gap How do I rotate the mail keys"])(
    "is kept in their words, and they hear its number: %s",
    async (text) => {
      await talk.say("ana", talk.dm, text);
      const [said] = talk.heard("ana", talk.dm);
      expect(said).toContain("Logged as a gap.");
      expect(said).toContain("G-1");
      expect(await talk.gaps()).toEqual(["no_answer"]);
      expect(await gaps()).toEqual([{ text: "How do I rotate the mail keys" }]);
    },
  );

  it("is one gap however many tell it", async () => {
    await talk.say("ana", talk.dm, "gap: how do I rotate the mail keys");
    await talk.say("bo", talk.room, "@ama gap: How do I rotate the mail keys?");
    expect(await gaps()).toHaveLength(2);
    expect(await talk.gaps()).toHaveLength(1);
  });

  it("is asked for where it is missing, and nothing is kept", async () => {
    await talk.say("ana", talk.dm, "log gap");
    expect(talk.heard("ana", talk.dm)).toEqual([expect.stringContaining("Nothing is logged yet.")]);
    expect(await talk.gaps()).toEqual([]);
  });
});

describe("a word that only looks like one", () => {
  it.each(["gap year policy", "how do I close the gap: between disks"])(
    "is a question: %s",
    async (text) => {
      const question = await talk.say("bo", talk.room, `@ama ${text}`);
      expect(talk.heard("bo", threadOn(question)).join()).not.toContain("Logged as a gap.");
    },
  );
});
