import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { type Given, runInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
let office: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
});

const vpn = "how do I set up the vpn on my laptop";
const ask = (words: readonly string[], given?: Given) =>
  runInWorld(["ask", "--knowledge", office, ...words], given);
const asJson = async (text: string, ...words: readonly string[]) =>
  JSON.parse((await ask([text, "--json", ...words])).stdout) as Record<string, unknown>;

describe("the JSON of a reply", () => {
  it.each([
    ["answer", vpn],
    ["choices", "why does the printer eat paper"],
    ["abstain", "recipe for rhubarb crumble"],
    ["clarify", "?!"],
    ["command", "help"],
  ])("has the same keys in the same order for %s", async (outcome, question) => {
    const reply = await asJson(question);
    expect(Object.keys(reply)).toEqual([
      "version",
      "id",
      "outcome",
      "confidence",
      "entry",
      "hits",
      "case",
      "service",
      "verb",
      "environment",
      "choices",
      "gap",
      "text",
      "took_ms",
    ]);
    expect(reply).toMatchObject({ version: 1, id: null, outcome, took_ms: 0 });
    expect(reply.text).toEqual(expect.stringMatching(/\S/));
  });

  it("names what was served, and the hits with what speaks for them", async () => {
    const reply = await asJson(vpn);
    expect(reply).toMatchObject({ entry: "vpn", choices: [], gap: null });
    expect(reply.text).toContain("Install WireGuard and import your profile.");
    const [hit] = reply.hits as Record<string, unknown>[];
    expect(Object.keys(hit ?? {})).toEqual(["entry", "confidence", "why"]);
    expect(hit).toEqual({
      entry: "vpn",
      confidence: reply.confidence,
      why: expect.arrayContaining([expect.stringContaining("vpn")]),
    });
  });

  it("names what there is to choose from in the order shown, and serves nothing", async () => {
    const reply = await asJson("why does the printer eat paper");
    expect(reply).toMatchObject({ entry: null, gap: null });
    const choices = reply.choices as { label: string; entry: string }[];
    expect(choices.map(({ entry }) => entry).sort()).toEqual(["printer-attic", "printer-cellar"]);
    expect(reply.text).toContain(
      choices.map(({ label }, index) => `${index + 1}. ${label}`).join("\n"),
    );
  });

  it("names the gap when nothing is known", async () => {
    expect(await asJson("recipe for rhubarb crumble")).toMatchObject({
      entry: null,
      choices: [],
      gap: { kind: "no_answer", key: null },
    });
  });

  it("names the environment that the question was about, and leaves it null when it is still asked", async () => {
    const staging = await asJson("how do I restart billing on staging");
    expect(staging).toMatchObject({ entry: "restart-billing", environment: "staging" });
    expect(staging.text).toContain("ssh stg1 systemctl restart billing");
    const asked = await asJson("how do I restart billing");
    expect(asked).toMatchObject({ outcome: "answer", entry: "restart-billing", environment: null });
    expect(asked.text).not.toContain("systemctl");
  });

  it("names what a rule decided, by its case, and what the question was taken to mean", async () => {
    expect(await asJson("how do I restart billing on prod")).toMatchObject({
      outcome: "answer",
      confidence: 1,
      entry: "restart-billing",
      hits: [{ entry: "restart-billing", confidence: 1, why: ["service billing", "verb restart"] }],
      case: 15,
      service: "billing",
      verb: "restart",
      environment: "prod",
      choices: [],
      gap: null,
    });
  });

  it("names the environments to choose from", async () => {
    expect(await asJson("how do I restart billing")).toMatchObject({
      case: 16,
      choices: [
        { label: "staging", environment: "staging" },
        { label: "prod", environment: "prod" },
      ],
    });
  });

  it("names the gap where a service has no runbook for that", async () => {
    expect(await asJson("how do I scale billing")).toMatchObject({
      outcome: "abstain",
      entry: null,
      case: 11,
      gap: { kind: "no_runbook", key: "scale|billing" },
    });
  });

  it("has no case where the search decided", async () => {
    expect(await asJson(vpn)).toMatchObject({ case: null, service: null, verb: null });
  });

  it("is sure of what needed no search", async () => {
    expect(await asJson("help")).toMatchObject({ confidence: 1, hits: [], entry: null });
  });
});

describe("ask", () => {
  it.each([
    ["an answer", [vpn], 0],
    ["a choice", ["why does the printer eat paper"], 0],
    ["no answer", ["recipe for rhubarb crumble"], 0],
    ["an answer, where none would fail", [vpn, "--fail-on-abstain"], 0],
    ["no answer, where that fails", ["recipe for rhubarb crumble", "--fail-on-abstain"], 1],
    ["an empty question, where no answer fails", ["", "--fail-on-abstain"], 0],
  ])("ends after %s in good order", async (_what, words, code) => {
    const ran = await ask(words);
    expect(ran).toEqual({ code, stdout: expect.stringMatching(/\S\n$/), stderr: "" });
  });

  it("fails for one question of a batch that has no answer, and answers all", async () => {
    const stdin = [vpn, "recipe for rhubarb crumble", vpn]
      .map((text) => `${JSON.stringify({ text })}\n`)
      .join("");
    const { code, stdout } = await ask(["--batch", "-", "--fail-on-abstain"], { stdin });
    expect({ code, lines: stdout.trimEnd().split("\n").length }).toEqual({ code: 1, lines: 3 });
  });

  it.each([
    ["a folder that is not there", ["vpn", "--knowledge", "/nowhere"], '"/nowhere" cannot be read'],
    ["an instant without an offset", ["vpn", "--at", "2026-11-25T09:00:00"], "--at"],
    ["a word for an instant", ["vpn", "--at", "tomorrow"], "--at"],
    ["both a question and a batch", ["vpn", "--batch", "-"], "both a question and --batch"],
    ["a batch that is not there", ["--batch", "/nowhere.jsonl"], "/nowhere.jsonl cannot be read"],
    ["a folder for a batch", ["--batch", "/"], "/ cannot be read"],
  ])("is not done with %s", async (_what, words, told) => {
    const ran = await ask(words);
    expect(ran).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(told) });
    expect(ran.stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(3);
  });

  it("is not done with nothing to ask at a terminal", async () => {
    const ran = await ask([], { atTerminal: true });
    expect(ran).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("ama ask") });
  });

  it("is not done with a broken setting, which is told in one line", async () => {
    expect(await ask([vpn], { env: { AMA_TIMEZONE: "Berlin" } })).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^AMA_TIMEZONE is "Berlin" .*\n$/),
    });
  });

  it("takes the folder from the environment, and rather from the option", async () => {
    const given = { env: { AMA_KNOWLEDGE: office } };
    expect((await runInWorld(["ask", vpn], given)).stdout).toContain("WireGuard");
    const elsewhere = { env: { AMA_KNOWLEDGE: "/nowhere" } };
    expect((await ask([vpn], elsewhere)).stdout).toContain("WireGuard");
  });

  it("answers each line of stdin in order, an empty line between the replies", async () => {
    const stdin = `\n${vpn}\r\n\n  \nwhere do I write meeting notes\nhelp`;
    const { stdout, stderr } = await ask([], { stdin });
    const places = ["Install WireGuard", "\n\nEvery team has a space", "\n\nAsk in your own"].map(
      (text) => stdout.indexOf(text),
    );
    expect(places[0]).toBe(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(stderr).toBe("");
  });

  it("gives one JSON object for each line of stdin", async () => {
    const { stdout } = await ask(["--json"], { stdin: `${vpn}\nhelp\n` });
    expect(linesOf(stdout)).toMatchObject([{ outcome: "answer" }, { outcome: "command" }]);
  });

  it("says nothing when stdin is empty", async () => {
    expect(await ask([])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await ask(["--json"])).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

describe("a batch", () => {
  const lines = [
    { id: "q1", text: vpn },
    { id: 2, text: "help", thread: "t" },
    { id: "", text: "", thread: 7 },
    { text: "how much does a senior earn", as: "bo" },
    { id: 0, text: "how much does a senior earn", as: null },
  ];
  const replies = [
    { id: "q1", entry: "vpn" },
    { id: 2, outcome: "command" },
    { id: "", outcome: "clarify" },
    { id: null, entry: "salary-bands" },
    { id: 0, entry: null },
  ];
  const text = lines.map((line) => JSON.stringify(line)).join("\n");

  it.each([
    ["as it is", text],
    ["with an end to its last line", `${text}\n`],
    ["with empty lines", `\n${text.replaceAll("\n", "\n\n  \n")}`],
    ["as Windows writes it", `\ufeff${text.replaceAll("\n", "\r\n")}`],
  ])("comes from stdin %s, and each reply has the id of its question", async (_what, stdin) => {
    const { code, stdout, stderr } = await ask(["--batch", "-"], { stdin });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(linesOf(stdout)).toMatchObject(replies);
  });

  it("comes from a file", async () => {
    const folder = emptyFolder();
    writeFiles(folder, { "questions.jsonl": text });
    const { code, stdout } = await ask(["--batch", `${folder}/questions.jsonl`]);
    expect(code).toBe(0);
    expect(linesOf(stdout)).toMatchObject(replies);
  });

  it("may have letters of several bytes wherever a chunk of the file ends", async () => {
    const folder = emptyFolder();
    const ids = ["€", "a€", "aa€"].map((start) => start.padEnd(50_000, "€"));
    const text = ids.map((id) => `${JSON.stringify({ id, text: "help" })}\n`).join("");
    writeFiles(folder, { "questions.jsonl": text });
    const { stdout } = await ask(["--batch", `${folder}/questions.jsonl`]);
    expect(linesOf(stdout)).toMatchObject(ids.map((id) => ({ id })));
  });

  it("is asked with the rights of --as where a line names nobody", async () => {
    const { stdout } = await ask(["--batch", "-", "--as", "ana"], {
      stdin: JSON.stringify({ text: "how much does a senior earn" }),
    });
    expect(linesOf(stdout)).toMatchObject([{ entry: "salary-bands" }]);
  });

  it.each(["\u2028", "\u2029", "\u0085"])(
    "may have a line separator within a text: %j",
    async (end) => {
      const stdin = `${JSON.stringify({ id: 1, text: `how do I set up${end}the vpn` })}\n`;
      const { code, stdout } = await ask(["--batch", "-"], { stdin });
      expect(code).toBe(0);
      expect(linesOf(stdout)).toMatchObject([{ id: 1, entry: "vpn" }]);
    },
  );

  it.each([
    ["no JSON", "{", "it is no JSON"],
    ["no object", "[]", "it: "],
    ["no text", '{"id": 1}', "text: "],
    ["an id that is neither text nor number", '{"id": [], "text": "x"}', "id: "],
  ])("tells a line with %s by its number, and answers the others", async (_what, line, told) => {
    const stdin = `{"id": 1, "text": "help"}\n${line}\n{"id": 3, "text": "help"}\n`;
    const { code, stdout, stderr } = await ask(["--batch", "-"], { stdin });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^-:2 is passed over: [^\n]*\n$/);
    expect(stderr).toContain(told);
    expect(linesOf(stdout)).toMatchObject([{ id: 1 }, { id: 3 }]);
  });

  it("is one conversation per thread: a line may leave out what its thread has said", async () => {
    const restart = "how do I restart billing";
    const stdin = [
      { id: 1, text: restart, thread: "a" },
      { id: 2, text: "on staging", thread: "b" },
      { id: 3, text: "on staging", thread: "a" },
      { id: 4, text: "on prod" },
      { id: 5, text: "and on prod?", thread: "a" },
      { id: 6, text: restart, thread: 7 },
      { id: 7, text: "on prod", thread: "7" },
      { id: 8, text: "on prod", thread: 7 },
      { id: 9, text: restart, thread: null },
      { id: 10, text: "on prod", thread: null },
    ]
      .map((line) => JSON.stringify(line))
      .join("\n");
    const { code, stdout } = await ask(["--batch", "-"], { stdin });
    expect(code).toBe(0);
    const of = (environment: string | null) => ({ entry: "restart-billing", environment });
    expect(linesOf(stdout)).toMatchObject([
      of(null),
      { entry: null },
      of("staging"),
      { entry: null },
      of("prod"),
      of(null),
      { entry: null },
      of("prod"),
      of(null),
      { entry: null },
    ]);
  });

  it("is not one conversation where its lines name no thread, and neither are those of stdin", async () => {
    const stdin = "how do I restart billing\non staging\n";
    const [, second] = linesOf((await ask(["--json"], { stdin })).stdout);
    expect(second).toMatchObject({ entry: null, service: null, verb: null });
  });

  it("does not tell in a thread what only somebody else of that thread may read", async () => {
    const lines = [
      { text: "how much does a senior earn", as: "bo", thread: "a" },
      { text: "and the wiki?", as: null, thread: "a" },
    ];
    const stdin = lines.map((line) => JSON.stringify(line)).join("\n");
    const [first, second] = linesOf((await ask(["--batch", "-"], { stdin })).stdout);
    expect(first).toMatchObject({ entry: "salary-bands" });
    expect(JSON.stringify(second)).not.toMatch(/salary|compensation/i);
  });

  it("names the file of a line that cannot be read", async () => {
    const folder = emptyFolder();
    writeFiles(folder, { "questions.jsonl": '{"text": "help"}\nhelp\n' });
    const { stderr } = await ask(["--batch", `${folder}/questions.jsonl`]);
    expect(stderr).toContain(`${folder}/questions.jsonl:2 is passed over`);
  });
});

describe("who is on call, by our own oncall.yaml", () => {
  const sample = join(import.meta.dirname, "../../knowledge");
  /** The last part of the line that says what the runbook takes. */
  async function onCallAt(question: string, at: string): Promise<string | undefined> {
    const ran = await runInWorld(["ask", question, "--knowledge", sample, "--at", at]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    return /^danger .* \| (.+)$/m.exec(ran.stdout)?.[1];
  }

  it.each([
    ["before the hand-off", "2026-01-12T07:59:59Z", "Ana Ferreira"],
    ["at the hand-off, in office hours", "2026-01-12T08:00:00Z", "Nina Kowalska"],
    ["at the end of office hours", "2026-01-12T16:00:00Z", "Bo Lindqvist"],
    ["while somebody stands in", "2026-10-17T07:00:00Z", "Lena Brandt"],
  ])("is named under a runbook as of --at: %s", async (_reason, at, name) => {
    expect(await onCallAt("restart the mailer on prod", at)).toBe(`on call: ${name}`);
  });

  it("is named by the world's clock without --at, in explain, too", async () => {
    const words = ["restart the mailer on prod", "--knowledge", sample];
    const [asked, explained] = [
      await runInWorld(["ask", ...words]),
      await runInWorld(["explain", ...words]),
    ];
    expect(asked.stdout).toContain("| on call: Nina Kowalska\n");
    expect(explained.stdout).toContain("| on call: Nina Kowalska\n");
  });
});

describe("any text at all", () => {
  it.each([
    ["nothing", "", "clarify"],
    ["blanks", " \t ", "clarify"],
    ["only punctuation", "?!… -- ()[]{}", "clarify"],
    ["only emoji", "🔥🔥👩‍🚒", "clarify"],
    ["NULs", "\0\0\0", "clarify"],
    ["NULs between words", "how do I set up the vpn\0on my\0laptop", "answer"],
    ["bidi controls", "\u202ehow do I set up the \u2066vpn\u2069 on my laptop\u202c", "answer"],
    ["lone surrogates", "\ud800 \udc00\ud800", undefined],
    ["100 kB of words", "how do I set up the vpn on my laptop ".repeat(2_800), undefined],
    ["100 kB of one word", "x".repeat(100_000), undefined],
    ["100 kB of letters with marks", "é\u0301".repeat(50_000), undefined],
    ["a line of JSON", '{"text": "{\\"a\\": 1}"}', undefined],
    ["an escape sequence", "\u001b[31mhow do I set up the vpn", "answer"],
  ])("has an outcome: %s", async (_what, text, outcome) => {
    const { code, stdout, stderr } = await ask([text, "--json"]);
    expect({ code, stderr, lines: stdout.split("\n").length }).toEqual({
      code: 0,
      stderr: "",
      lines: 2,
    });
    const [reply] = linesOf(stdout);
    expect(reply).toMatchObject({ version: 1, outcome: outcome ?? expect.any(String) });
    expect((await ask([text])).stdout).not.toContain("\u001b");
  });
});

function linesOf(stdout: string): readonly unknown[] {
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line));
}
