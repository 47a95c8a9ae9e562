import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stranger, type Viewer } from "../../src/knowledge/audience.ts";
import type { Entry } from "../../src/knowledge/entry.ts";
import { type Found, searchEntries } from "../../src/knowledge/search-entries.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";

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

const search = (text: string, viewer: Viewer = stranger, on = base) =>
  searchEntries(text, on, { viewer, today });
const idsOf = (entries: readonly Entry[]) => entries.map(({ id }) => id);
/** Those that came near a question that has no answer. */
function nearOf(found: Found): readonly string[] {
  expect(found).toMatchObject({ outcome: "abstention", entries: [] });
  return idsOf(found.near);
}
/** The entry that answers. */
const answerOf = ({ outcome, entries }: Found) =>
  outcome === "answer" ? idsOf(entries).join() : undefined;

describe("a question", () => {
  it.each([
    ["of the entry", "how do I connect from home", "vpn"],
    ["by the entry's title", "Set up the VPN", "vpn"],
    ["with a slip", "set up the vpn form home", "vpn"],
    ["over several lines", "hello,\n\nwhat is the wifi password?\n", "wifi"],
  ])("that one entry fits is answered with it: %s", (_reason, text, id) => {
    expect(answerOf(search(text))).toBe(id);
  });

  it("that two entries fit is a choice between them", () => {
    const { outcome, entries, near } = search("replace the toner of the printer");
    expect(outcome).toBe("choices");
    expect([...idsOf(entries)].sort()).toEqual(["blue-printer", "red-printer"]);
    expect(near).toEqual([]);
  });

  it("that nothing fits is not answered, and nothing is near", () => {
    expect(nearOf(search("who painted the flurble"))).toEqual([]);
  });

  it("that is like a name finds it near, though they share no word", () => {
    expect(nearOf(search("guestwify"))).toContain("wifi");
  });

  it("that is longer than any name is compared with none", () => {
    expect(nearOf(search(`guestwify ${"ouagadougou ".repeat(5)}`))).toEqual([]);
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
    expect(nearOf(search("scanneer", stranger, many))).toHaveLength(3);
  });
});

describe("an entry that the asker may not read", () => {
  it.each([
    ["a stranger", stranger],
    ["a member of another team", member("shop")],
  ])("is not there for %s", (_who, viewer) => {
    for (const text of ["Payroll numbers", "payrol numbrs", "who earns what"]) {
      const found = search(text, viewer);
      expect(found.outcome).toBe("abstention");
      expect(JSON.stringify(found)).not.toContain("Payroll");
    }
  });

  it("is there for its team", () => {
    expect(answerOf(search("who earns what", member("finance")))).toBe("payroll");
  });

  it.each([
    ["a stranger does not", stranger, undefined],
    ["a member does", member(), "canteen"],
  ])("may be for members: %s", (_who, viewer, id) => {
    expect(answerOf(search("canteen menu", viewer))).toBe(id);
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
    expect(nearOf(search("scanneers", stranger, crowded))).toEqual(["open"]);
  });

  it("is no choice beside one that is open", () => {
    const half = knowledgeOf({
      "answers/red-printer.md": page("Replace the toner of the red printer"),
      "answers/blue-printer.md": page("Replace the toner of the blue printer", "audience: []"),
    });
    const found = search("replace the toner of the printer", member("finance"), half);
    expect(JSON.stringify(found)).not.toContain("blue");
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
    const { outcome, near } = search("set up the vpn", stranger, one);
    expect(outcome).toBe(served ? "answer" : "abstention");
    expect(near).toEqual([]);
  });
});

describe("a question about destroying something", () => {
  const runbooks = knowledgeOf({
    "runbooks/drop.md": page("Drop the ledger archive", "danger: high", "Gone for good."),
    "answers/parcel.md": page("Drop off a parcel", "", "At the desk."),
  });
  const outcomeOf = (text: string) => search(text, stranger, runbooks).outcome;

  it.each([
    ["is answered with a runbook that has its words", "drop the ledger archive", "answer"],
    ["is asked back where a word is misspelt", "drop the ledgr archive", "choices"],
    ["is asked back where the verb is another form", "dropping the ledgr archive", "choices"],
    ["is answered with what is no runbook", "drop off a parcl", "answer"],
  ])("%s", (_reason, text, outcome) => {
    expect(outcomeOf(text)).toBe(outcome);
  });

  it("is another one when it names no such verb", () => {
    const restart = knowledgeOf({
      "runbooks/restart.md": page("Restart the ledger archive", "", "Stop and start."),
    });
    expect(search("restart the ledgr archive", stranger, restart).outcome).toBe("answer");
  });
});

describe("a search over some entries alone", () => {
  it("finds none of the others, be it as near", () => {
    const only = (id: string) => (entry: Entry) => entry.id === id;
    const reader = { viewer: stranger, today };
    const text = "replace the toner of the printer";
    const red = searchEntries(text, base, reader, only("red-printer"));
    expect(JSON.stringify(red)).not.toContain("blue");
    expect(idsOf(red.entries)).toEqual(["red-printer"]);
    const vpn = searchEntries("guestwify", base, reader, only("vpn"));
    expect(nearOf(vpn)).not.toContain("wifi");
  });
});

describe("any text", () => {
  it("is searched for without a fault, and names nothing that the asker may not read", () => {
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
        expect(JSON.stringify(search(question))).not.toMatch(/Payroll|Canteen/);
      }),
      { numRuns: 40 },
    );
  });
});
