import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeQuestion } from "../../src/answers/judge-question.ts";
import { stranger } from "../../src/knowledge/audience.ts";
import { knowledgeOf } from "./knowledge-of.ts";

const today = Temporal.PlainDate.from("2026-10-15");
const base = knowledgeOf({
  "answers/vpn.md":
    "---\ntitle: Set up the VPN\nquestions: [how do I connect from home]\nowner: pim\n---\n\nText.\n",
});
const judge = (text: string, on = base) => judgeQuestion(text, on, { viewer: stranger, today });

describe("a text that asks for nothing", () => {
  it.each([
    ["nothing", "", "empty"],
    ["blanks", " \n\t ", "empty"],
    ["control characters", "\u0000\u0007", "empty"],
    ["punctuation", "?!", "no-words"],
    ["a picture", "🙏", "no-words"],
  ])("is asked back: %s", (_reason, text, because) => {
    expect(judge(text)).toEqual({ outcome: "clarify", because });
  });

  it.each([
    ["help", "help"],
    ["help", "Help!"],
    ["help", "ama: help"],
    ["help", "@ama help me"],
    ["help", "what can you do?"],
    ["greeting", "hi"],
    ["greeting", "Hello, ama!"],
    ["greeting", "hey there 👋"],
    ["greeting", "good morning everyone"],
    ["thanks", "thanks"],
    ["thanks", "Thank you!!"],
    ["thanks", "THX :)"],
    ["thanks", "ok, thanks"],
    ["thanks", "thanks all"],
  ])("is a courtesy: %s for %j", (command, text) => {
    expect(judge(text)).toEqual({ outcome: "command", command });
  });

  it.each([
    ["a greeting before a question", "hi, how do I connect from home"],
    ["thanks after it", "how do I connect from home? thanks"],
    ["the bot's name before it", "ama: how do I connect from home"],
    ["a longer word", "helpful"],
    ["a word that begins like the bot's name", "amazing thanks"],
  ])("is no courtesy when it says anything else: %s", (_reason, text) => {
    expect(judge(text).outcome).not.toBe("command");
  });
});

describe("a question", () => {
  it.each([
    ["as it is", "how do I connect from home", "how do I connect from home"],
    ["without the blanks around it", "  connect from home \t", "connect from home"],
    ["on one line", "hello,\n\nconnect\u0000from home", "hello, connect from home"],
    ["with its picture", "🙏 vpn", "🙏 vpn"],
    ["of one letter", "x", "x"],
    ["of one digit", "7", "7"],
    ["in another script", "как подключиться", "как подключиться"],
  ])("is read %s", (_reason, text, question) => {
    expect(judge(text)).toMatchObject({ outcome: "question", question });
  });

  it("is searched for once, and only when somebody looks", () => {
    let searches = 0;
    const counting = {
      ...base,
      index: {
        ...base.index,
        search(...asked: Parameters<typeof base.index.search>) {
          searches += 1;
          return base.index.search(...asked);
        },
      },
    };
    const judgement = judge("how do I connect from home", counting);
    if (judgement.outcome !== "question") throw new Error(`It is a ${judgement.outcome}`);
    expect(searches).toBe(0);
    expect(judgement.search().entries.map(({ id }) => id)).toEqual(["vpn"]);
    expect(judgement.search()).toBe(judgement.search());
    expect(searches).toBe(1);
  });
});

describe("any text", () => {
  it("is judged without a fault", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
        expect(judge(text).outcome).toMatch(/^(?:clarify|command|question)$/);
      }),
      { numRuns: 40 },
    );
  });
});
