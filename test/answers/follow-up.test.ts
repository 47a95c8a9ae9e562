import { describe, expect, it } from "vitest";
import { searchOnTopic } from "../../src/answers/follow-up.ts";
import { stranger, type Viewer } from "../../src/knowledge/audience.ts";
import { searchEntries } from "../../src/knowledge/search-entries.ts";
import { noTopic } from "../../src/knowledge/topic.ts";
import { knowledgeOf } from "./knowledge-of.ts";

const today = Temporal.PlainDate.from("2026-10-15");
const page = (title: string, body: string, front = "") =>
  `---\ntitle: ${title}\nowner: pim\n${front}\n---\n\n${body}\n`;

const base = knowledgeOf({
  "answers/vpn.md": page(
    "Set up the VPN",
    "Import the profile.\n\n## Phones\n\nOn Android take the app from the portal.",
  ),
  "answers/visitor-vpn.md": page(
    "Set up the VPN for a visitor",
    "Import the profile with the browser.",
  ),
  "answers/printing.md": page(
    "Print at the office",
    "On Windows add the printer by its name; on Android take the app.",
  ),
  "answers/scanner.md": page("Scan a page", "There is an app for Android, too."),
  "answers/payroll.md": page(
    "Payroll numbers of the year",
    "Payroll of everybody, with the bonus.",
    "audience: [finance]",
  ),
  "answers/payday.md": page(
    "Payroll days of the year",
    "Payroll numbers come on the last of the month. The bonus in May.",
  ),
  "answers/meals.md": page("Meals", "The bonus card is for meals."),
});

/** What a question finds in a thread that is about this entry, and which entry it was taken to go on with. */
function found(question: string, entry: string | undefined, viewer: Viewer = stranger) {
  const reader = { viewer, today };
  const search = () => searchEntries(question, base, reader);
  const topic = { ...noTopic, entry };
  const onTopic = searchOnTopic({ question, base, reader, topic, search });
  return onTopic && { ids: onTopic.found.entries.map(({ id }) => id), of: onTopic.of?.id };
}

describe("a question that begins like the next one", () => {
  it.each([
    "and on android?",
    "And Android",
    "also on android",
    "or on android?",
    "but on android",
    "what about android",
    "How about android?",
    " and that app for android",
  ])("is searched for with the title of the thread's entry: %s", (question) => {
    expect(found(question, "vpn")).toEqual({ ids: ["vpn"], of: "vpn" });
  });

  it("may find another entry than the thread's", () => {
    expect(found("and for a visitor?", "vpn")).toEqual({ ids: ["visitor-vpn"], of: "vpn" });
  });
});

describe("a question whose one word leads from the thread's entry to another", () => {
  it("is offered both, the thread's first, and taken for neither", () => {
    expect(found("and meals?", "vpn")).toEqual({ ids: ["vpn", "meals"], of: undefined });
  });

  it.each([
    ["it has two words of its own", "and the bonus of meals?", "vpn"],
    ["it leads to the thread's entry itself", "and meals?", "meals"],
    ["it does not begin like the next one", "meals?", "vpn"],
  ])("is not, where %s", (_reason, question, entry) => {
    expect(found(question, entry)?.ids ?? []).not.toContain("vpn");
  });
});

describe("a question is not searched for on its thread's topic", () => {
  it.each([
    ["that begins like any other", "on android?", "vpn"],
    ["that goes on only at its end", "android and android", "vpn"],
    ["whose first word is a longer one", "butter android", "vpn"],
    ["that says nothing of its own", "and what about it?", "vpn"],
    ["that is nothing but the word for going on", "and?", "vpn"],
    ["whose word is not in what is found", "and on windows?", "vpn"],
    ["whose word no entry has", "and on flurble?", "vpn"],
    ["of which one word of two is not in what is found", "and android on windows", "vpn"],
    ["in a thread about nothing", "and on android?", undefined],
    ["in a thread about an entry that is gone", "and on android?", "nowhere"],
  ])("%s", (_reason, question, entry) => {
    expect(found(question, entry)).toBeUndefined();
  });
});

describe("a question that is long", () => {
  it.each([
    [8, "and what is it that we on android", { ids: ["vpn"], of: "vpn" }],
    [9, "and what is it that we do on android", undefined],
  ])("says itself what it is about, from nine words on: %i", (words, question, expected) => {
    expect(question.split(" ")).toHaveLength(words);
    expect(found(question, "vpn")).toEqual(expected);
  });
});

describe("a thread about an entry that not everybody may read", () => {
  const finance: Viewer = {
    kind: "member",
    person: { id: "ana", roles: [] },
    teams: ["finance"],
  };

  it("goes on for those who may", () => {
    expect(found("how about the bonus", "payroll", finance)?.of).toBe("payroll");
  });

  it("does not tell anybody else that there is such an entry", () => {
    expect(found("how about the bonus", "payroll")).toBeUndefined();
    expect(found("and meals?", "payroll")).toBeUndefined();
  });
});
