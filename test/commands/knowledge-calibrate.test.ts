import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { page, writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { type Given, runInWorld } from "../support/test-world.ts";

const things = ["badge", "bicycle", "camera", "desk", "headset", "keyboard", "locker", "monitor"];
const asks = (thing: string) => [
  `where do I get a ${thing}`,
  `my ${thing} is broken`,
  `may I take the ${thing} home`,
];
const pageOf = (thing: string, questions = asks(thing)) =>
  page(
    [`title: The ${thing}`, "owner: ana", `questions: ${JSON.stringify(questions)}`],
    `Whoever wants a ${thing} asks at the front desk.`,
  );

const emptyFolder = useEmptyFolders();
let shop: string;
beforeEach(() => {
  shop = emptyFolder();
  writeFiles(
    shop,
    Object.fromEntries(things.map((thing) => [`answers/${thing}.md`, pageOf(thing)])),
  );
});

/** Leaves an entry so many of its questions. */
const keep = (thing: string, questions: number) =>
  writeFiles(shop, {
    [`answers/${thing}.md`]: pageOf(thing, asks(thing).slice(0, questions)),
  });

const calibrate = (words: readonly string[], given?: Given) =>
  runInWorld(["knowledge", "calibrate", "--knowledge", shop, ...words], given);
const figures = async (...words: readonly string[]) =>
  JSON.parse((await calibrate(["--json", ...words])).stdout);

describe("the calibration of a knowledge folder", () => {
  it("has all its keys", async () => {
    const { code, stdout, stderr } = await calibrate(["--json"]);
    expect({ code, stderr, lines: stdout.split("\n").length }).toEqual({
      code: 0,
      stderr: "",
      lines: 2,
    });
    const read = JSON.parse(stdout);
    expect(Object.keys(read)).toEqual([
      "version",
      "stored",
      "answerable",
      "unanswerable",
      "found",
      "cost",
      "auroc",
      "calibration_error",
      "curve",
      "reliability",
      "in_force",
      "proposed",
    ]);
    expect(read).toMatchObject({ version: 1, stored: 24, answerable: 24, unanswerable: 24 });
    expect(read).toMatchObject({ cost: 1, in_force: { threshold: 0.55 } });
    expect(read.curve).toHaveLength(19);
  });

  it("proposes what the curve says wins most, and what the settings take", async () => {
    const { curve, proposed } = await figures();
    const best = Math.max(...curve.map(({ net }: { net: number }) => net));
    const own = curve.find(({ threshold }: { threshold: number }) => threshold === proposed.answer);
    expect(own.net).toBeGreaterThanOrEqual(best - 0.01);
    const { stdout } = await calibrate([]);
    const env = Object.fromEntries(
      stdout
        .trimEnd()
        .split("\n")
        .slice(-2)
        .map((line) => line.split("=")),
    );
    expect(env).toEqual({
      AMA_ANSWER_THRESHOLD: `${proposed.answer}`,
      AMA_CHOICES_THRESHOLD: `${proposed.choices}`,
    });
    const after = await calibrate(["--json"], { env });
    expect(JSON.parse(after.stdout).in_force).toEqual(own);
  });

  it("is figures, two charts and two settings for people", async () => {
    const { code, stdout, stderr } = await calibrate([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [summary, curve, reliability, settings] = stdout.trimEnd().split("\n\n");
    expect(summary).toMatch(
      /^48 asked, 24 of them with no answer there: \d+\.\d % of the others found, AUROC \d\.\d\d, calibration error \d\.\d\d\.$/,
    );
    expect(curve).toMatch(/^Answered, by threshold\n[\s\S]*r right, w wrong, n net, \* several$/);
    expect(reliability).toMatch(/\n0\.\d\d {2}\d\.\d\d +\d+\.\d % {2}#/);
    expect(settings).toMatch(
      /^Proposed: from 0\.\d+ on .*\nIn force: from 0\.55 on .*\nAMA_ANSWER_THRESHOLD=0\.\d+\nAMA_CHOICES_THRESHOLD=0\.\d+$/,
    );
    for (const line of `${curve}\n${reliability}`.split("\n")) {
      expect(line.length).toBeLessThanOrEqual(80);
    }
  });

  it("counts a wrong answer as dear as it is said to be", async () => {
    const { curve } = await figures("--cost", "2.5");
    for (const { right, wrong, net } of curve) expect(net).toBeCloseTo(right - 2.5 * wrong, 3);
  });

  it("asks the questions of a file besides", async () => {
    const file = join(shop, "questions.jsonl");
    const lines = [
      { q: "who has a spare camera", entry: "camera" },
      { q: "my badge is broken", entry: "badge" },
      { q: "recipe for rhubarb crumble", entry: null },
    ];
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join("\n"));
    // One of them is stored, too.
    const counts = { stored: 24, answerable: 25, unanswerable: 26 };
    expect(await figures("--questions", file)).toMatchObject(counts);
    writeFileSync(file, 'nonsense\n{"q": "recipe", "entry": null}');
    const { code, stdout, stderr } = await calibrate(["--json", "--questions", file]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${file}:1 is passed over.`);
    expect(JSON.parse(stdout)).toMatchObject({ answerable: 24, unanswerable: 25 });
  });

  it("can be drawn into a file", async () => {
    const file = join(shop, "calibration.svg");
    const { answer, choices } = (await figures("--svg", file)).proposed;
    const svg = readFileSync(file, "utf8");
    expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    expect(svg).toContain(`>answers from ${answer.toFixed(2)}<`);
    expect(svg).toContain(`>choices from ${choices.toFixed(2)}<`);
    expect(svg).toContain(">as many as said<");
  });

  it("proposes nothing from fewer than twenty questions", async () => {
    const svg = join(shop, "calibration.svg");
    keep("badge", 1);
    keep("desk", 1);
    expect(await figures()).toMatchObject({ stored: 20, proposed: { answer: expect.anything() } });
    keep("camera", 2);
    const few = "The entries hold 19 different questions: expected 20 or more";
    const { code, stdout, stderr } = await calibrate(["--svg", svg]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^${few}.*\n$`));
    const asJson = await calibrate(["--json"]);
    expect(asJson).toMatchObject({ code: 1, stderr: expect.stringContaining(few) });
    expect(JSON.parse(asJson.stdout)).toMatchObject({ stored: 19, proposed: null, curve: [] });
    expect(existsSync(svg)).toBe(false);
  });

  it.each([
    ["a cost of nothing", ["--cost", "0"], '--cost is "0"'],
    ["a cost below nothing", ["--cost=-1"], '--cost is "-1"'],
    ["a cost that is no number", ["--cost", "dear"], '--cost is "dear"'],
    ["a cost without end", ["--cost", "Infinity"], '--cost is "Infinity"'],
    ["a file that is not there", ["--questions", "/nowhere.jsonl"], "/nowhere.jsonl"],
    ["a picture in no folder", ["--svg", "/nowhere/at/all.svg"], '"/nowhere/at/all.svg"'],
  ])("with what cannot be meant is wrong usage: %s", async (_what, words, told) => {
    const { code, stdout, stderr } = await calibrate(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(told);
  });
});

describe("the thresholds that are set", () => {
  const question = "vpn for my new laptop";
  beforeEach(() => writeFiles(shop, smallOffice));

  it.each([
    ["0.3", "0.1", "answer"],
    ["0.99", "0.1", "choices"],
    ["0.99", "0.98", "abstain"],
  ])(
    "%s for answers and %s for choices make of one question: %s",
    async (answer, choices, outcome) => {
      const env = { AMA_ANSWER_THRESHOLD: answer, AMA_CHOICES_THRESHOLD: choices };
      const words = ["ask", "--json", "--knowledge", shop, question];
      const { stdout } = await runInWorld(words, { env });
      const read = JSON.parse(stdout);
      expect([read.outcome, read.hits[0].entry]).toEqual([outcome, "vpn"]);
    },
  );

  it("count in a conversation, too", async () => {
    const database = join(shop, "ama.sqlite");
    const words = ["serve", "--console", "--knowledge", shop, "--db", database];
    const env = { AMA_ANSWER_THRESHOLD: "0.99", AMA_CHOICES_THRESHOLD: "0.98" };
    const told = async (given: Given) =>
      (await runInWorld(words, { stdin: `${question}\n`, ...given })).stdout;
    expect(await told({})).toContain("Install WireGuard");
    expect(await told({ env })).toContain("I don't know");
  });
});
