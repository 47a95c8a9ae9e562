import { afterEach, describe, expect, it } from "vitest";
import { isRepeat, type Serving } from "../../src/talk/repeat.ts";
import { createServedStore } from "../../src/talk/served-store.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { openBotTalk } from "../support/bot-talk.ts";
import { page } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { openTalk, threadOn, vpn } from "./open-talk.ts";

let talk: Awaited<ReturnType<typeof openTalk>>;
afterEach(async () => {
  expect(talk.reported).toEqual([]);
  await talk.close();
});

const pointer = [
  "title: Parental leave",
  "type: pointer",
  "questions: [who approves parental leave]",
  "owner: team-platform",
];

/** Asks in a thread of its own, a day after the last time. */
async function askAgain(who: string, text = vpn, after = "PT24H") {
  talk.clock.advance(after);
  return await talk.say(who, talk.room, `@ama ${text}`);
}

const served = () =>
  talk.db.selectFrom("served").select(["entry", "repeated"]).orderBy("id").execute();

describe("an entry that somebody asks for again and again", () => {
  it("is hard to find the fourth time in 30 days, and the asker hears nothing of that", async () => {
    talk = await openTalk();
    for (const _ of [1, 2, 3]) await askAgain("ana");
    expect(await talk.gaps()).toEqual([]);
    const fourth = await askAgain("ana");
    expect(await talk.db.selectFrom("gap").select(["kind", "key"]).execute()).toEqual([
      { kind: "repeat", key: "entry|vpn" },
    ]);
    const [line, ...others] = talk.heard("ana", threadOn(fourth));
    expect(others).toEqual([]);
    expect(line).toContain("WireGuard");
    expect(line).not.toMatch(/G-1|gap|asked before/i);
  });

  it("is counted once per person in 30 days, and again after that", async () => {
    talk = await openTalk();
    for (const _ of Array.from({ length: 33 })) await askAgain("ana");
    expect(await talk.db.selectFrom("ask").select("id").execute()).toHaveLength(1);
    await askAgain("ana");
    expect(await talk.db.selectFrom("ask").select("id").execute()).toHaveLength(2);
  });

  it("is counted for each person by themselves", async () => {
    talk = await openTalk();
    for (const who of ["ana", "bo", "ana", "bo", "ana", "bo"]) await askAgain(who);
    expect(await talk.gaps()).toEqual([]);
    await askAgain("bo");
    await askAgain("ana");
    const asks = await talk.db.selectFrom("ask").select(["gap", "asker"]).execute();
    expect(asks.map(({ gap }) => gap)).toEqual([1, 1]);
    expect(new Set(asks.map(({ asker }) => asker)).size).toBe(2);
  });

  it("is not counted when the fourth time comes 30 days after the first", async () => {
    talk = await openTalk();
    for (const after of ["PT24H", "PT240H", "PT240H", "PT240H"]) await askAgain("ana", vpn, after);
    expect(await talk.gaps()).toEqual([]);
    await askAgain("ana");
    expect(await talk.gaps()).toEqual(["repeat"]);
  });

  it("is asked for once where the same is said in other words within ten minutes", async () => {
    talk = await openTalk();
    for (const after of ["PT24H", "PT9M59S", "PT24H", "PT9M59S", "PT24H", "PT9M59S"]) {
      await askAgain("ana", vpn, after);
    }
    expect(await served()).toHaveLength(6);
    expect(await talk.gaps()).toEqual([]);
    await askAgain("ana", vpn, "PT10M");
    expect(await talk.gaps()).toEqual(["repeat"]);
  });

  it("is hard to find from the main line of a direct message, too", async () => {
    talk = await openTalk();
    for (const _ of [1, 2, 3, 4]) {
      talk.clock.advance("PT24H");
      await talk.say("ana", talk.dm, vpn);
    }
    expect(await talk.gaps()).toEqual(["repeat"]);
  });

  it("is served once in a thread, however often it is asked for there", async () => {
    talk = await openTalk();
    const asked = await askAgain("ana");
    for (const _ of [1, 2, 3]) {
      talk.clock.advance("PT24H");
      await talk.say("ana", threadOn(asked), `@ama ${vpn}`);
    }
    expect(await served()).toEqual([{ entry: "vpn", repeated: 0 }]);
    expect(await talk.gaps()).toEqual([]);
  });
});

describe("a time that somebody is served an entry", () => {
  const at = Temporal.Instant.from("2026-11-25T09:00:00Z");
  const ago = (hours: number, more: Partial<Serving> = {}): Serving => ({
    at: at.subtract({ hours }),
    conversation: `thread-${hours}`,
    isInThread: true,
    isRepeat: false,
    ...more,
  });
  const line = { conversation: "dm", isInThread: false };

  it.each<[string, boolean, readonly Serving[]]>([
    ["the fourth in three days", true, [ago(72), ago(48), ago(24)]],
    ["the third", false, [ago(48), ago(24)]],
    ["30 days less an hour after the first", true, [ago(719), ago(48), ago(24)]],
    ["30 days after the first", false, [ago(720), ago(48), ago(24)]],
    [
      "said to be one too many 30 days ago",
      true,
      [ago(720, { isRepeat: true }), ago(72), ago(48), ago(24)],
    ],
    [
      "said to be one too many since",
      false,
      [ago(719, { isRepeat: true }), ago(72), ago(48), ago(24)],
    ],
    [
      "in the thread of an earlier one",
      false,
      [ago(72), ago(48), ago(24, { conversation: "now" })],
    ],
    [
      "after one that was twice in its thread",
      false,
      [ago(48), ago(47, { conversation: "thread-48" }), ago(24)],
    ],
    [
      "on a main line, where threads tell nothing",
      true,
      [ago(72, line), ago(48, line), ago(24, line)],
    ],
    ["a moment after the last", false, [ago(72), ago(48), ago(24), ago(0)]],
  ])("%s is a repeat: %s", (_, expected, earlier) => {
    expect(isRepeat({ at, conversation: "now", isInThread: true }, earlier)).toBe(expected);
  });
});

describe("a page that only says whom to ask", () => {
  it("is never hard to find, however often it is asked for", async () => {
    talk = await openTalk();
    const pages = { "answers/leave.md": page(pointer, "That is for the people team.") };
    const bot = await openBotTalk(() => knowledgeOf({ ...smallOffice, ...pages }));
    for (const _ of [1, 2, 3, 4, 5]) {
      bot.clock.advance("PT24H");
      const thread = await bot.say("bo", bot.memory.dm("bo"), "who approves parental leave");
      expect(bot.heard("bo", thread).at(-1)).toContain("for the people team");
    }
    expect(await bot.db.selectFrom("gap").selectAll().execute()).toEqual([]);
    await bot.close();
  });
});

describe("what was served", () => {
  it("is forgotten after 90 days, and counted as a use until then", async () => {
    talk = await openTalk();
    await askAgain("ana");
    await askAgain("bo");
    const store = createServedStore(talk.db);
    expect(store.usesOf("vpn")).toBe(0);
    await store.refresh(talk.clock.now());
    expect([store.usesOf("vpn"), store.usesOf("wiki")]).toEqual([2, 0]);
    await talk.advance("PT2135H59M");
    await talk.advance("PT24H");
    expect(await served()).toHaveLength(1);
    await store.refresh(talk.clock.now());
    expect(store.usesOf("vpn")).toBe(1);
    await talk.advance("PT24H");
    expect(await served()).toEqual([]);
  });
});
