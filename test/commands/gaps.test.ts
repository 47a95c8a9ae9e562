import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { runInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
let office: string;
let database: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
  database = join(emptyFolder(), "ama.sqlite");
});

const flux = "calibrate the flux capacitor";
const rhubarb = "recipe for rhubarb crumble";

/** Asks questions that have no answer; `as` is asked by nobody known when it is empty. */
async function record(...asked: readonly (readonly [text: string, as?: string, at?: string])[]) {
  for (const [text, as, at] of asked) {
    const words = ["ask", text, "--record", "--knowledge", office, "--db", database];
    const who = as === undefined ? [] : ["--as", as];
    const when = at === undefined ? [] : ["--at", at];
    const ran = await runInWorld([...words, ...who, ...when]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
  }
}
const gaps = (...words: readonly string[]) => runInWorld(["gaps", ...words, "--db", database]);
const jsonOf = async (...words: readonly string[]) => {
  const { code, stdout, stderr } = await gaps(...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as unknown;
};

const listKeys = [
  "id",
  "state",
  "kind",
  "key",
  "title",
  "people",
  "asks",
  "first",
  "last",
  "owner",
  "claimed_by",
  "services",
  "factors",
  "entry",
  "reopened",
  "suggested_merges",
];

describe("a database that does not exist", () => {
  it.each([
    ["list", ["list"]],
    ["show", ["show", "G-1"]],
    ["dismiss", ["dismiss", "G-1", "--reason", "one-off"]],
    ["export", ["export"]],
  ])("is told so, and is not made: %s", async (_what, words) => {
    const { code, stdout, stderr } = await gaps(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^The database \S+ama\.sqlite does not exist: [^\n]*\n$/);
    expect(existsSync(database)).toBe(false);
  });

  it("is no file when it is another engine's", async () => {
    const ran = await runInWorld(["gaps", "list", "--db", "postgres://ama:hunter2@db/ama"]);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining("no other engine") });
  });
});

describe("gaps list", () => {
  it("has the keys of the contract, in their order", async () => {
    await record([flux]);
    const list = await jsonOf("list", "--json");
    expect(Object.keys(list as object)).toEqual(["version", "total", "gaps"]);
    expect(list).toEqual({
      version: 1,
      total: 1,
      gaps: [
        {
          id: "G-1",
          state: "open",
          kind: "no_answer",
          key: null,
          title: flux,
          people: 1,
          asks: 1,
          first: "2026-11-25T09:14:31Z",
          last: "2026-11-25T09:14:31Z",
          owner: null,
          claimed_by: null,
          services: [],
          factors: [
            { name: "kind", value: 1, text: "no answer" },
            { name: "people", value: 1, text: "1 person" },
            { name: "asks", value: 1, text: "1 ask" },
            { name: "last", value: 0, text: "last today" },
          ],
          entry: null,
          reopened: 0,
          suggested_merges: [],
        },
      ],
    });
    const [gap] = (list as { gaps: object[] }).gaps;
    expect(Object.keys(gap ?? {})).toEqual(listKeys);
  });

  it("names the most wanted first, and why", async () => {
    await record([rhubarb], [flux, "ana"], [flux, "bo", "2026-11-23T09:14:31Z"]);
    expect(await gaps("list", "--at", "2026-11-27T09:14:31Z")).toEqual({
      code: 0,
      stdout: `2 open gaps, the most wanted first:

G-2  ${flux}
     no answer, 2 people, 2 asks, last 2 days ago

G-1  ${rhubarb}
     no answer, 1 person, 1 ask, last 2 days ago
`,
      stderr: "",
    });
  });

  it("shows so many as it is told, and counts all", async () => {
    await record([rhubarb], [flux]);
    expect(await jsonOf("list", "--json", "--limit", "1")).toMatchObject({
      total: 2,
      gaps: [{ id: "G-1" }],
    });
    expect((await gaps("list", "--limit", "1")).stdout).toMatch(/\n… and 1 more; [^\n]*\n$/);
  });

  it.each([
    [[], ["G-2"]],
    [["--state", "open"], ["G-2"]],
    [["--state", "dismissed"], ["G-1"]],
    [["--state", "merged"], []],
    [["--all"], ["G-1", "G-2"]],
    [["--all", "--state", "dismissed"], ["G-1"]],
    [
      ["--all", "--kind", "no_answer"],
      ["G-1", "G-2"],
    ],
    [["--all", "--kind", "no_runbook"], []],
  ])("is narrowed by %j", async (words, ids) => {
    await record([rhubarb], [flux]);
    await gaps("dismiss", "G-1", "--reason", "not-ours");
    const list = await jsonOf("list", "--json", ...words);
    expect(list).toMatchObject({ total: ids.length, gaps: ids.map((id) => ({ id })) });
  });

  it("says so when there is nothing", async () => {
    await record(["help"]);
    expect(await gaps("list")).toEqual({
      code: 0,
      stdout: "There are no open gaps.\n",
      stderr: "",
    });
    expect(await jsonOf("list", "--json")).toEqual({ version: 1, total: 0, gaps: [] });
  });

  it.each([
    [
      "a state",
      ["--state", "opn"],
      /^--state is "opn": expected one of open, answered, dismissed, merged\. Did you mean "open"\?$/,
    ],
    [
      "a kind",
      ["--kind", "no_anwser"],
      /^--kind is "no_anwser": expected one of no_answer, .*Did you mean "no_answer"\?$/,
    ],
    ["no number", ["--limit", "many"], /^--limit is "many": expected a whole number/],
    ["nothing", ["--limit", "0"], /^--limit is "0": expected a whole number/],
  ])("does not know %s", async (_what, words, told) => {
    await record([flux]);
    const { code, stdout, stderr } = await gaps("list", ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trimEnd()).toMatch(told);
  });
});

describe("gaps show", () => {
  it("has the gap, its questions and what happened", async () => {
    await record([flux], ["Calibrate flux-capacitor, please!!"], [flux]);
    await gaps("dismiss", "G-1", "--reason", "not-ours", "--note", "ask Doc");
    const shown = await jsonOf("show", "G-1", "--json");
    expect(Object.keys(shown as object)).toEqual([
      "version",
      ...listKeys,
      "questions",
      "human_reply",
      "threads",
      "events",
    ]);
    const at = "2026-11-25T09:14:31Z";
    expect(shown).toMatchObject({
      version: 1,
      id: "G-1",
      state: "dismissed",
      people: 1,
      asks: 3,
      questions: [
        { text: flux, asks: 2, arrives: null },
        { text: "Calibrate flux-capacitor, please!!", asks: 1, arrives: null },
      ],
      human_reply: null,
      threads: [],
      events: [
        { at, from: null, event: "first-miss", to: "open", actor: null, cause: null, note: null },
        {
          at,
          from: "open",
          event: "dismiss",
          to: "dismissed",
          actor: "console",
          cause: "not-ours",
          note: "ask Doc",
        },
      ],
    });
  });

  it("tells people the same", async () => {
    await record([flux], [flux, "ana"]);
    await gaps("dismiss", "1", "--reason", "by-design");
    expect((await gaps("show", "g-1")).stdout).toBe(`G-1  ${flux}
     dismissed as by-design, no answer, 2 people, 2 asks, last today

Questions:
  2 x ${flux}

What happened:
  2026-11-25T09:14Z  first-miss: G-1 is new -> open
  2026-11-25T09:14Z  dismiss: open -> dismissed (by-design)
`);
  });

  it.each([
    ["show", ["show"]],
    ["dismiss", ["dismiss", "--reason", "one-off"]],
  ])("and %s know no other gap, and name the nearest", async (_what, words) => {
    await record([flux], [rhubarb]);
    const { code, stdout, stderr } = await gaps(...words, "G-7");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^There is no gap G-7 in \S+: [^\n]* the nearest is G-2\. [^\n]*\n$/);
    expect(await gaps(...words, "flux")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^"flux" is no number of a gap: expected one such as G-12\./),
    });
  });
});

describe("gaps dismiss", () => {
  it("closes an open gap, and refuses a closed one with what is allowed", async () => {
    await record([flux]);
    const words = ["dismiss", "G-1", "--reason", "one-off", "--json"];
    expect(await jsonOf(...words)).toEqual({
      version: 1,
      id: "G-1",
      from: "open",
      event: "dismiss",
      to: "dismissed",
    });
    const refused = await gaps(...words);
    expect(refused).toMatchObject({ code: 1, stderr: "" });
    expect(Object.keys(JSON.parse(refused.stdout) as object)).toEqual([
      "version",
      "id",
      "problem",
      "state",
      "allowed",
    ]);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      version: 1,
      id: "G-1",
      state: "dismissed",
      allowed: ["asked-again"],
    });
  });

  it("tells people in a sentence", async () => {
    await record([flux]);
    const words = ["dismiss", "G-1", "--reason", "sensitive"];
    expect(await gaps(...words)).toEqual({
      code: 0,
      stdout: "G-1 is dismissed as sensitive. Its texts are deleted.\n",
      stderr: "",
    });
    expect(await gaps(...words)).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^G-1 is dismissed \(sensitive: .*\n$/),
    });
    expect((await gaps("list", "--all")).stdout).toContain("G-1  (its texts were deleted)");
  });

  it("knows five reasons", async () => {
    await record([flux]);
    const { code, stderr } = await gaps("dismiss", "G-1", "--reason", "notours");
    expect(code).toBe(2);
    expect(stderr).toBe(
      '--reason is "notours": expected one of not-ours, one-off, duplicate, by-design, sensitive. Did you mean "not-ours"?\n',
    );
  });

  it("tells the next asker the reason", async () => {
    await record([flux], [flux]);
    await gaps("dismiss", "G-1", "--reason", "by-design", "--note", "ana says so");
    const words = ["ask", flux, "--record", "--knowledge", office, "--db", database];
    const { stdout } = await runInWorld(words);
    expect(stdout).toMatch(/\n\nAsked before \(G-1\), and closed: it is so by design\.\n$/);
  });
});

describe("gaps export", () => {
  const three = [
    [flux, "ana"],
    ["Calibrate flux-capacitor, please!!", "bo"],
    [flux],
    [rhubarb, "ana"],
    [rhubarb, "bo"],
    [rhubarb, "bo"],
  ] as const;

  it("has all gaps, whatever their state", async () => {
    await record([flux], [rhubarb]);
    await gaps("dismiss", "G-1", "--reason", "one-off");
    expect(await jsonOf("export")).toMatchObject({
      version: 1,
      total: 2,
      gaps: [{ id: "G-1" }, { id: "G-2" }],
    });
  });

  it("has the questions of gaps that three people asked for, one JSON object a line", async () => {
    await record(...three);
    const { stdout } = await gaps("export", "--questions");
    expect(stdout).toBe(
      `{"q":"${flux}","entry":null,"asks":2}\n{"q":"Calibrate flux-capacitor, please!!","entry":null,"asks":1}\n`,
    );
  });

  it("has no line when there are none", async () => {
    await record([rhubarb, "ana"], [rhubarb, "bo"]);
    expect(await gaps("export", "--questions")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("has rows for a spreadsheet that runs nothing", async () => {
    await record(["=flux(capacitor)"]);
    const at = "2026-11-25T09:14:31Z";
    expect((await gaps("export", "--csv")).stdout).toBe(
      `"id","state","kind","key","title","people","asks","first","last","entry","reopened"\r\n` +
        `"G-1","open","no_answer",,"'=flux(capacitor)",1,1,"${at}","${at}",,0\n`,
    );
    await record(...three);
    expect((await gaps("export", "--csv", "--questions")).stdout).toMatch(
      /^"q","entry","asks"\r?\n/,
    );
  });
});
