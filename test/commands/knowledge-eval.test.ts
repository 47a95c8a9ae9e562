import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import {
  countVerdicts,
  curveOf,
  type EvalReply,
  verdictOn,
} from "../../src/knowledge/eval-counts.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { page, writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { runInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
let office: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
});

const evaluate = (...words: readonly string[]) =>
  runInWorld(["knowledge", "eval", "--knowledge", office, ...words]);

/** Writes a file of questions, and gives the words that ask them. */
function asking(...lines: readonly unknown[]): readonly string[] {
  const file = join(office, "questions.jsonl");
  const texts = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  writeFileSync(file, texts.join("\n"));
  return ["--questions", file];
}
const vpn = { q: "how do I set up the vpn on my laptop", entry: "vpn" };
const rice = { q: "recipe for rhubarb crumble", entry: null };
const printer = { q: "why does the printer eat paper", entry: "printer-attic" };

describe("an evaluation of a knowledge folder", () => {
  it("asks the questions of all entries, private ones included, and has all its keys", async () => {
    const { code, stdout, stderr } = await evaluate("--json");
    const read = JSON.parse(stdout);
    expect(stderr).toBe("");
    expect(Object.keys(read)).toEqual([
      "version",
      "asked",
      "right",
      "offered",
      "wrong",
      "abstained",
      "false_answers",
      "misses",
      "confusions",
      "entries",
      "curve",
    ]);
    // Of eight entries one is not in force in November; two printers have the same question.
    expect(read).toMatchObject({ version: 1, asked: 7, right: 5, offered: 2, wrong: 0 });
    expect(read).toMatchObject({ abstained: 0, false_answers: 0 });
    expect(read.misses).toEqual(
      ["printer-attic", "printer-cellar"].map((want) => ({
        q: printer.q,
        want,
        got: expect.arrayContaining(["printer-attic", "printer-cellar"]),
        confidence: expect.any(Number),
      })),
    );
    expect(code).toBe(1);
  });

  it("takes the day from --at", async () => {
    const { stdout } = await evaluate("--json", "--at", "2026-06-10T12:00:00Z");
    expect(JSON.parse(stdout)).toMatchObject({ asked: 8, right: 6 });
  });

  it("leaves out what no search may find", async () => {
    const lines = ["title: Lunch", "owner: ana", "questions: [what is for lunch]"];
    writeFiles(office, {
      "answers/lunch.md": page([...lines, "search: {exclude: true}"], "Soup."),
      "answers/dinner.md": page([...lines, "status: draft"], "Soup."),
      "answers/snack.md": page([...lines, "audience: [team-nowhere]"], "Soup."),
    });
    expect(JSON.parse((await evaluate("--json")).stdout)).toMatchObject({ asked: 8, right: 6 });
  });

  it.each([
    ["0.71", 0],
    ["0.72", 1],
    ["0", 0],
    ["1", 1],
  ])("with --min %s of 5 right out of 7 ends with %d", async (min, code) => {
    expect(await evaluate("--min", min)).toMatchObject({ code, stderr: "" });
  });

  it("has a curve from 0 to 1, on which right and wrong only ever fall", async () => {
    const { curve } = JSON.parse((await evaluate("--json")).stdout);
    expect(curve).toHaveLength(21);
    expect(curve[0]).toEqual({ threshold: 0, right: expect.any(Number), wrong: 1 });
    expect(curve.map(({ threshold }: { threshold: number }) => threshold)).toEqual(
      Array.from({ length: 21 }, (_, step) => (step * 5) / 100),
    );
    for (const key of ["right", "wrong"]) {
      const counts = curve.map((point: Record<string, number>) => point[key]);
      expect(counts).toEqual([...counts].sort((a, b) => b - a));
    }
  });

  it("is one line of figures for people, and what each entry misses", async () => {
    const { stdout } = await evaluate(...asking(vpn, rice, printer, { ...vpn, entry: "wiki" }));
    const [figures, ...blocks] = stdout.trimEnd().split("\n\n");
    const misses = blocks.slice(0, 2);
    expect(figures).toBe(
      "4 asked: 2 right (50.0 %), 1 offered, 1 wrong, 0 abstained, 0 false answers.",
    );
    expect(misses).toEqual([
      expect.stringMatching(
        /^printer-attic\n {2}"why does the printer eat paper" finds a choice of printer-\w+, printer-\w+, confidence 0\.\d\d$/,
      ),
      expect.stringMatching(/^wiki\n {2}"how do I set up the vpn .*" finds vpn, confidence/),
    ]);
  });
});

describe("entries that are taken for one another", () => {
  const questions = () =>
    asking(
      vpn,
      { ...vpn, entry: "wiki" },
      { q: "how do I set up the vpn on my phone", entry: "wiki" },
      { q: "how do I set up the vpn", entry: null },
      printer,
    );

  it("are told with the questions that one loses to the other, and what each wins and loses", async () => {
    const read = JSON.parse((await evaluate("--json", ...questions())).stdout);
    expect(read.confusions).toEqual([
      {
        entry: "wiki",
        lost_to: "vpn",
        count: 2,
        questions: [vpn.q, "how do I set up the vpn on my phone"],
      },
    ]);
    expect(read.entries).toEqual([
      { entry: "vpn", asked: 1, right: 1, offered: 0, lost: 0, taken: 3 },
      { entry: "wiki", asked: 2, right: 0, offered: 0, lost: 2, taken: 0 },
      { entry: "printer-attic", asked: 1, right: 0, offered: 1, lost: 0, taken: 0 },
    ]);
  });

  it("are told to people after the misses, without those that lose and take nothing", async () => {
    const blocks = (await evaluate(...questions())).stdout.trimEnd().split("\n\n");
    expect(blocks.slice(-2)).toEqual([
      `wiki loses 2 to vpn: "${vpn.q}", "how do I set up the vpn on my phone"`,
      [
        "vpn: 1 asked, 1 right, 0 offered, 0 lost, 3 taken",
        "wiki: 2 asked, 0 right, 0 offered, 2 lost, 0 taken",
      ].join("\n"),
    ]);
  });

  it("are not spoken of where every question finds its own", async () => {
    const { stdout } = await evaluate(...asking(vpn, rice));
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe("a file of questions", () => {
  it("may want one entry, any of several, or nothing", async () => {
    const questions = asking(
      { ...vpn, asks: 9 },
      { ...vpn, entry: ["wiki", "vpn"] },
      rice,
      { ...vpn, entry: null },
      { ...rice, entry: "vpn" },
      "",
      { q: "help", entry: null },
    );
    const { code, stdout, stderr } = await evaluate("--json", ...questions);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const read = JSON.parse(stdout);
    expect(read).toMatchObject({ asked: 6, right: 4, false_answers: 1, abstained: 1 });
    expect(read.misses).toMatchObject([
      { q: vpn.q, want: null, got: "vpn" },
      { q: rice.q, want: "vpn", got: null },
    ]);
  });

  it("may want what a rule finds, which is as sure as can be", async () => {
    const lines = [
      { q: "how do I restart billing", entry: "restart-billing" },
      { q: "restart billing on prod", entry: "vpn" },
    ];
    const read = JSON.parse((await evaluate("--json", ...asking(...lines))).stdout);
    expect(read).toMatchObject({ asked: 2, right: 1, wrong: 1 });
    expect(read.misses).toMatchObject([{ want: "vpn", got: "restart-billing", confidence: 1 }]);
    expect(read.curve.at(-1)).toEqual({ threshold: 1, right: 1, wrong: 1 });
  });

  it("may name an entry by a former id", async () => {
    writeFiles(office, {
      "answers/vpn.md": `${smallOffice["answers/vpn.md"]}`.replace(
        "owner:",
        "redirect_from: [wireguard]\nowner:",
      ),
    });
    const ran = await evaluate(...asking({ ...vpn, entry: "wireguard" }));
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/^1 asked: 1 right/) });
  });

  it("with bad lines tells each by its number, asks the others, and ends with 2", async () => {
    const bad = ["nonsense", { q: vpn.q }, { ...vpn, entry: "vpnn" }, { q: 3, entry: null }, "[]"];
    const { code, stdout, stderr } = await evaluate("--min", "1", ...asking(vpn, ...bad, rice));
    expect(code).toBe(2);
    expect(stdout).toMatch(/^2 asked: 2 right/);
    expect(stderr.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/questions\.jsonl:2 .* no JSON/),
      expect.stringMatching(/questions\.jsonl:3 .* entry/),
      expect.stringMatching(/questions\.jsonl:4 .* "vpnn".* Did you mean "vpn"\?/),
      expect.stringMatching(/questions\.jsonl:5 .* q /),
      expect.stringMatching(/questions\.jsonl:6 .* expected one JSON object/),
    ]);
  });

  it("without any line is all right", async () => {
    expect(await evaluate(...asking())).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^0 asked: 0 right \(100\.0 %\)/),
    });
  });

  it.each([
    ["a file that is not there", ["--questions", "/nowhere.jsonl"], "/nowhere.jsonl"],
    ["a share of more than all", ["--min", "95"], '"95"'],
    ["a share below none", ["--min=-0.1"], '"-0.1"'],
    ["a share that is no number", ["--min", "most"], '"most"'],
    ["a share that is empty", ["--min", ""], '--min is ""'],
  ])("or an option that cannot be meant is wrong usage: %s", async (_, words, what) => {
    const { code, stdout, stderr } = await evaluate(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(what);
  });
});

describe("the verdict on a question", () => {
  it.each<readonly [readonly string[], EvalReply["got"], string]>([
    [["a"], "a", "right"],
    [["a", "b"], "b", "right"],
    [["a"], "b", "wrong"],
    [["a"], ["b", "a"], "offered"],
    [["a"], ["b", "c"], "wrong"],
    [["a"], undefined, "abstained"],
    [[], undefined, "right"],
    [[], "a", "false_answer"],
    [[], ["a", "b"], "offered"],
  ])("that wants %j and gets %j is %s", (want, got, verdict) => {
    expect(verdictOn({ q: "", want, got, first: undefined })).toBe(verdict);
  });

  it("is counted once", () => {
    const none = { q: "", want: [], first: undefined };
    expect(
      countVerdicts([
        { ...none, got: undefined },
        { ...none, got: "a" },
      ]),
    ).toEqual({
      asked: 2,
      right: 1,
      offered: 0,
      wrong: 0,
      abstained: 0,
      false_answers: 1,
    });
  });

  it("is right or wrong on the curve from the threshold on that its confidence reaches", () => {
    const first = { id: "a", confidence: 0.35 };
    const points = curveOf([
      { q: "", want: ["a"], got: undefined, first },
      { q: "", want: ["b"], got: undefined, first: { ...first, confidence: 0.34 } },
      { q: "", want: [], got: undefined, first: undefined },
    ]);
    expect(points.slice(6, 9)).toEqual([
      { threshold: 0.3, right: 1, wrong: 1 },
      { threshold: 0.35, right: 1, wrong: 0 },
      { threshold: 0.4, right: 0, wrong: 0 },
    ]);
  });
});
