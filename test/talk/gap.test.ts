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

describe("what somebody asked that is lacking", () => {
  it("is told to them alone, in their own words, the last one first", async () => {
    await talk.say("ana", talk.dm, "gap: how do I rotate the mail keys");
    await talk.advance("PT1H");
    await talk.say("bo", talk.room, "@ama gap: How do I rotate the Mail Keys?");
    await talk.say("ana", talk.dm, "gap: who waters the plants");
    const asked = await talk.say("ana", talk.room, "@ama my gaps");
    expect(talk.heard("ana", threadOn(asked))).toEqual([
      '- G-2 "who waters the plants": open.\n- G-1 "how do I rotate the mail keys": open.',
    ]);
    expect(talk.heard("bo", threadOn(asked))).toEqual([]);
  });

  it("is nothing for whoever asked nothing of the kind", async () => {
    await talk.say("ana", talk.dm, "my gaps");
    expect(talk.heard("ana", talk.dm)).toEqual(["You asked nothing that is lacking."]);
  });

  it.each([
    [
      { state: "answered", entry: "wiki" },
      'G-1 "who waters the plants": answered by Write in the wiki.',
    ],
    [{ state: "answered", entry: "gone" }, 'G-1 "who waters the plants": answered.'],
    [{ state: "answered", entry: "strongroom" }, 'G-1 "who waters the plants": answered.'],
    [
      { state: "dismissed", reason: "one-off", dismissed_asks: 1 },
      'G-1 "who waters the plants": closed, since it was a one-off.',
    ],
  ])("is told with what became of it: %o", async (state, line) => {
    await talk.say("bo", talk.room, "@ama gap: who waters the plants");
    await talk.db.updateTable("gap").set(state).execute();
    const asked = await talk.say("bo", talk.room, "@ama my gaps");
    expect(talk.heard("bo", threadOn(asked))).toEqual([`- ${line}`]);
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
