import { afterEach, describe, expect, it } from "vitest";
import { openTalk, threadOn, vpn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
afterEach(() => talk.close());

const bands = "@ama how much does a senior earn";

describe("what is not for everybody", () => {
  it("is shown to the asker alone, with nothing to show it to others (M34)", async () => {
    talk = await openTalk();
    const asked = await talk.say("ana", talk.room, bands);
    const [line] = talk.lines("ana", threadOn(asked));
    expect(line).toMatchObject({ private: true, text: expect.stringContaining("compensation") });
    expect(line?.actions.map(({ id }) => id)).not.toContain("show-to-everyone");
    expect(talk.heard("bo", threadOn(asked))).toEqual([]);
  });

  it("is said openly in a direct message, also when something is pressed there", async () => {
    talk = await openTalk();
    await talk.say("ana", talk.dm, "how much does a senior earn");
    const [line] = talk.lines("ana", talk.dm);
    expect(line).toMatchObject({ private: false });
  });

  it("leaves nothing of it in the room when no private way works (M33)", async () => {
    talk = await openTalk({ capabilities: { privateRoute: "none" } });
    const asked = await talk.say("ana", talk.room, bands);
    expect(talk.heard("bo", threadOn(asked))).toEqual([
      expect.stringContaining("I could not reach you privately"),
    ]);
    expect(talk.heard("ana", threadOn(asked)).join()).not.toContain("compensation");
  });

  it("is not named by its title to the room, nor told of by why", async () => {
    talk = await openTalk();
    const asked = await talk.say("ana", talk.room, bands);
    await talk.say("ana", threadOn(asked), bands);
    await talk.say("ana", threadOn(asked), "@ama why");
    expect(talk.heard("ana", threadOn(asked))).toHaveLength(3);
    expect(talk.heard("bo", threadOn(asked))).toEqual([]);
  });
});

describe("a long page that is not for everybody", () => {
  it("stays with whoever asked, also when they ask for more of it (M27)", async () => {
    talk = await openTalk();
    const asked = await talk.say("ana", talk.room, "@ama what does the pension plan pay");
    const [line] = talk.lines("ana", threadOn(asked));
    if (!line) throw new Error("There is no answer.");
    await talk.press("ana", line.message, "show-all");
    expect(talk.heard("ana", threadOn(asked)).at(-1)).toContain("Paragraph 7.");
    expect(talk.heard("bo", threadOn(asked))).toEqual([]);
  });

  it("is told to the next who asks, who has not seen it (M16)", async () => {
    talk = await openTalk();
    const asked = await talk.say("ana", talk.room, bands);
    await talk.say("bo", threadOn(asked), bands);
    expect(talk.heard("bo", threadOn(asked))).toEqual([expect.stringContaining("compensation")]);
  });
});

describe("help in a room (M30)", () => {
  it("is private, and whoever asked may show it to everybody, once (M32)", async () => {
    talk = await openTalk();
    const asked = await talk.say("ana", talk.room, "@ama help");
    const thread = threadOn(asked);
    const [help] = talk.lines("ana", thread);
    expect(talk.heard("bo", thread)).toEqual([]);
    if (!help) throw new Error("There is no help.");
    await talk.press("ana", help.message, "show-to-everyone");
    expect(talk.heard("bo", thread)).toEqual([help.text]);
    await talk.press("ana", help.message, "show-to-everyone");
    expect(talk.heard("bo", thread)).toEqual([help.text]);
    expect(talk.heard("ana", thread).at(-1)).toContain("it counts once");
  });

  it("is for all where the room wants it so", async () => {
    talk = await openTalk();
    await talk.set(talk.room, "helpPrivate", "no");
    const asked = await talk.say("ana", talk.room, "@ama help");
    expect(talk.heard("bo", threadOn(asked))).toHaveLength(1);
  });
});

describe("an answer where only mentions reach us (M6)", () => {
  it("ends with how to go on, but not in a direct message", async () => {
    talk = await openTalk({ capabilities: { hearsAll: false } });
    const asked = await talk.say("ana", talk.room, `@ama ${vpn}`);
    await talk.say("ana", talk.dm, vpn);
    expect(talk.heard("ana", threadOn(asked))[0]).toMatch(/Mention me to go on\.$/);
    expect(talk.heard("ana", talk.dm)[0]).not.toContain("Mention me");
  });
});

describe("a room where we are switched off (M9)", () => {
  it("has one private sentence for whoever speaks to us, and lets an admin switch on", async () => {
    talk = await openTalk();
    await talk.set(talk.room, "mode", "off");
    const asked = await talk.say("ana", talk.room, `@ama ${vpn}`);
    expect(talk.lines("ana", threadOn(asked))).toEqual([
      expect.objectContaining({
        private: true,
        text: expect.stringContaining("switched off in this room"),
      }),
    ]);
    expect(talk.heard("bo", threadOn(asked))).toEqual([]);
  });

  it("may be changed by an admin only (M3)", async () => {
    talk = await openTalk();
    const asked = await talk.say("ana", talk.room, "@ama mode auto");
    expect(talk.lines("ana", threadOn(asked))).toEqual([
      expect.objectContaining({ private: true, text: expect.stringContaining("Only an admin") }),
    ]);
  });
});

describe("what somebody is not allowed to read (M9)", () => {
  it("is refused to them alone, with what to do next", async () => {
    talk = await openTalk();
    const room = talk.memory.room("shared", ["bo", "eve"], { shared: true });
    const asked = await talk.say("eve", room, "@ama CageLeftOpen fires");
    expect(talk.lines("eve", threadOn(asked))).toEqual([
      expect.objectContaining({
        private: true,
        text: expect.stringMatching(/not for you to read[\s\S]*do not know your account/),
      }),
    ]);
    expect(talk.heard("bo", threadOn(asked))).toEqual([]);
    expect(await talk.outcomes()).toEqual(["refuse"]);
  });
});

describe("where private answers go to a direct message", () => {
  it("is shown to everybody in the room where it was asked, not there", async () => {
    talk = await openTalk({ capabilities: { privateRoute: "dm" } });
    const asked = await talk.say("ana", talk.room, "@ama help");
    const [help] = talk.lines("ana", talk.dm);
    if (!help) throw new Error("There is no help.");
    await talk.press("ana", help.message, "show-to-everyone");
    expect(talk.heard("bo", threadOn(asked))).toEqual([help.text]);
    expect(talk.heard("ana", talk.dm)).toHaveLength(1);
  });

  it("goes on in private with what is pressed there", async () => {
    talk = await openTalk({ capabilities: { privateRoute: "dm" } });
    const asked = await talk.say("ana", talk.room, bands);
    const [answer] = talk.lines("ana", talk.dm);
    if (!answer) throw new Error("There is no answer.");
    await talk.press("ana", answer.message, "not-helpful");
    expect(talk.heard("ana", talk.dm).at(-1)).toContain("What was wrong?");
    expect(talk.heard("bo", threadOn(asked))).toEqual([]);
  });
});
