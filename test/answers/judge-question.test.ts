import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type Judgement, judgeQuestion } from "../../src/answers/judge-question.ts";
import { stranger, type Viewer } from "../../src/knowledge/audience.ts";
import { knowledgeOf } from "./knowledge-of.ts";

const today = Temporal.PlainDate.from("2026-10-15");
const member = (...teams: readonly string[]): Viewer => ({
  kind: "member",
  person: { id: "ana", roles: [] },
  teams,
});

const page = (title: string, front = "", body = "Some text.") =>
  `---\ntitle: ${title}\nowner: team-platform\n${front}\n---\n\n${body}\n`;

const base = knowledgeOf({
  "answers/vpn.md": page("Set up the VPN", "questions: [how do I connect from home]"),
  "answers/wifi.md": page("Guest WiFi at the office", "questions: [what is the wifi password]"),
  "answers/red-printer.md": page("Replace the toner of the red printer"),
  "answers/blue-printer.md": page("Replace the toner of the blue printer"),
  "answers/payroll.md": page("Payroll numbers", "audience: [finance]\nquestions: [who earns what]"),
  "answers/canteen.md": page("Canteen menu", "audience: members"),
});

const judge = (text: string, viewer: Viewer = stranger) =>
  judgeQuestion(text, base, { viewer, today });
const nearOf = (judgement: Judgement) =>
  judgement.outcome === "abstain" ? judgement.near.map(({ id }) => id) : undefined;
const entryIdOf = (judgement: Judgement) =>
  judgement.outcome === "answer" ? judgement.entry.id : undefined;

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
    ["of the entry", "how do I connect from home", "vpn"],
    ["by the entry's title", "Set up the VPN", "vpn"],
    ["with a slip", "set up the vpn form home", "vpn"],
    ["over several lines", "hello,\n\nwhat is the wifi password?\n", "wifi"],
  ])("that one entry fits is answered with it: %s", (_reason, text, id) => {
    expect(entryIdOf(judge(text))).toBe(id);
  });

  it("that two entries fit is a choice between them", () => {
    const judgement = judge("replace the toner of the printer");
    expect(judgement.outcome).toBe("choices");
    expect(judgement.outcome === "choices" && judgement.entries.map(({ id }) => id).sort()).toEqual(
      ["blue-printer", "red-printer"],
    );
  });

  it("that nothing fits is not answered, and nothing is near", () => {
    const judgement = judge("who painted the flurble");
    expect(judgement.outcome).toBe("abstain");
    expect(nearOf(judgement)).toEqual([]);
  });

  it("that is like a name finds it near, though they share no word", () => {
    const judgement = judge("guestwify");
    expect(judgement.outcome).toBe("abstain");
    expect(nearOf(judgement)).toContain("wifi");
  });

  it("that is longer than any name is compared with none", () => {
    expect(nearOf(judge(`guestwify ${"ouagadougou ".repeat(5)}`))).toEqual([]);
  });

  it("names at most three near entries", () => {
    const many = knowledgeOf(
      Object.fromEntries(
        ["north", "south", "east", "west", "upper"].map((side) => [
          `answers/${side}.md`,
          page(`Scanner${side}`),
        ]),
      ),
    );
    const judgement = judgeQuestion("scanneer", many, { viewer: stranger, today });
    expect(nearOf(judgement)).toHaveLength(3);
  });
});

describe("an entry that the asker may not read", () => {
  it.each([
    ["a stranger", stranger],
    ["a member of another team", member("shop")],
  ])("is not there for %s", (_who, viewer) => {
    for (const text of ["Payroll numbers", "payrol numbrs", "who earns what"]) {
      const judgement = judge(text, viewer);
      expect(judgement.outcome).toBe("abstain");
      expect(JSON.stringify(judgement)).not.toContain("Payroll");
    }
  });

  it("is there for its team", () => {
    expect(entryIdOf(judge("who earns what", member("finance")))).toBe("payroll");
  });

  it.each([
    ["a stranger does not", stranger, undefined],
    ["a member does", member(), "canteen"],
  ])("may be for members: %s", (_who, viewer, id) => {
    expect(entryIdOf(judge("canteen menu", viewer))).toBe(id);
  });

  it("does not take the place of a near one", () => {
    const hidden = ["one", "two", "three", "four"].map((name) => [
      `answers/${name}.md`,
      page("Scanners", "audience: [finance]"),
    ]);
    const crowded = knowledgeOf({
      ...Object.fromEntries(hidden),
      "answers/open.md": page("Scannerdesk"),
    });
    const judgement = judgeQuestion("scanneers", crowded, { viewer: stranger, today });
    expect(nearOf(judgement)).toEqual(["open"]);
  });

  it("is no choice beside one that is open", () => {
    const half = knowledgeOf({
      "answers/red-printer.md": page("Replace the toner of the red printer"),
      "answers/blue-printer.md": page("Replace the toner of the blue printer", "audience: []"),
    });
    const judgement = judgeQuestion("replace the toner of the printer", half, {
      viewer: member("finance"),
      today,
    });
    expect(JSON.stringify(judgement)).not.toContain("blue");
  });
});

describe("an entry that is not in force", () => {
  it.each([
    ["a draft is not", "status: draft", false],
    ["an active one is", "status: active", true],
    ["a deprecated one is", "status: deprecated", true],
    ["an archived one is", "status: archived", true],
    ["from tomorrow is not", "valid_from: 2026-10-16", false],
    ["from today is", "valid_from: 2026-10-15", true],
    ["since yesterday is", "valid_from: 2026-10-14", true],
    ["until yesterday is not", "expires: 2026-10-14", false],
    ["until today is", "expires: 2026-10-15", true],
    ["until tomorrow is", "expires: 2026-10-16", true],
    ["one that no search may find is not", "search: {exclude: true}", false],
  ])("is not there: %s", (_reason, front, served) => {
    const one = knowledgeOf({ "answers/vpn.md": page("Set up the VPN", front) });
    const judgement = judgeQuestion("set up the vpn", one, { viewer: stranger, today });
    expect(judgement.outcome).toBe(served ? "answer" : "abstain");
    expect(nearOf(judgement) ?? []).toEqual([]);
  });
});

describe("any text", () => {
  it("is judged without a fault, and names nothing that the asker may not read", () => {
    const word = fc.constantFrom(
      ..."payroll numbers who earns what vpn wifi toner printer red help thanks ama canteen".split(
        " ",
      ),
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 100 }),
      fc.array(word, { maxLength: 8 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(text, (question) => {
        expect(JSON.stringify(judge(question))).not.toMatch(/Payroll|Canteen/);
      }),
    );
  });
});
