import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { page, writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { type Given, runInWorld, startInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
let office: string;
let database: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
  database = join(emptyFolder(), "ama.sqlite");
});

const words = () => ["serve", "--knowledge", office, "--db", database];
const start = (given?: Given) => startInWorld(words(), given);
const run = (given?: Given) => runInWorld(words(), given);

/** Starts a serve, and waits until it owns the database and answers. */
async function startServing(given?: Given) {
  const running = start(given);
  running.stdin.write("thanks\n");
  await running.stdout.holds("You are welcome.");
  return running;
}

describe("serve on the console", () => {
  it("replies to each line in order, and ends with its input", async () => {
    const { code, stdout, stderr } = await run({
      stdin: "thanks\n\nhow do I set up the vpn on my laptop\nhello",
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^You are welcome\.\n\nInstall WireGuard.*\n\nHello\. [^\n]*\n\n$/s);
  });

  it("is one conversation: a line may leave out what the one before has said", async () => {
    const { stdout } = await run({ stdin: "how do I restart billing\non staging\n" });
    expect(stdout).toMatch(/On which environment\?.*ssh stg1 systemctl restart billing/s);
  });

  it("says at a terminal how many entries it knows, and prompts", async () => {
    const { stdout } = await run({ stdin: "thanks\n", atTerminal: true });
    expect(stdout).toMatch(/^AMA knows 8 entries\. [^\n]*\n\n> You are welcome\.\n\n> \n$/);
  });

  it("answers as a stranger would be answered, today", async () => {
    const { stdout } = await run({
      stdin: "how much does a senior earn\nwhen does the fair open its doors\n",
    });
    expect(stdout).not.toMatch(/salary|bands|compensation|Hall nine/i);
  });

  it.each([
    ["SIGTERM", 0],
    ["SIGINT", 130],
  ] as const)("ends on %s with %i, and leaves the database to the next", async (signal, code) => {
    const running = await startServing();
    running.signal(signal);
    running.signal(signal); // once from the terminal, once from whoever started us
    expect(await running.ended).toMatchObject({ code, stderr: "" });
    expect(await run()).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("tells the problems of the knowledge, and serves the rest", async () => {
    writeFiles(office, { "answers/broken.md": "---\na: [\n---\n" });
    const { code, stderr } = await run();
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^\S*\/answers\/broken\.md:\d+:\d+ K001 [^\n]*\n$/),
    });
  });

  it("goes on with the default of a broken setting, and says so", async () => {
    expect(await run({ stdin: "thanks\n", env: { AMA_TIMEZONE: "Berlin" } })).toEqual({
      code: 0,
      stdout: "You are welcome.\n\n",
      stderr: expect.stringMatching(/^AMA_TIMEZONE is "Berlin" [^\n]*\n$/),
    });
  });
});

describe("a second serve on the same database", () => {
  it("hears who serves it on which host, and ends", async () => {
    const first = await startServing({ pid: 4711 });
    const second = await run({ pid: 4712, stdin: "thanks\n" });
    expect(second).toEqual({
      code: 1,
      stdout: "",
      stderr: `${database} is served by process 4711 on web1 since 2026-11-25T09:14Z: only one "ama serve" may own it. Stop that one, or set AMA_DATABASE to another file.\n`,
    });
    first.stdin.end("hello\n");
    expect(await first.ended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("Hello."),
    });
  });

  it("hears of its broken knowledge at the same time", async () => {
    const first = await startServing();
    const second = await runInWorld(["serve", "--knowledge", "/nowhere", "--db", database]);
    expect(second).toMatchObject({ code: 1, stdout: "" });
    expect(second.stderr.split("\n")).toEqual([
      expect.stringContaining('"/nowhere" cannot be read'),
      expect.stringContaining(`${database} is served by process 4711`),
      "",
    ]);
    first.stdin.end();
    await first.ended;
  });
});

describe("a serve that cannot start", () => {
  it("for want of knowledge gives the database back", async () => {
    const failed = await runInWorld(["serve", "--knowledge", "/nowhere", "--db", database]);
    expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining("/nowhere") });
    expect(await run()).toMatchObject({ code: 0 });
  });

  it("with another engine is told so in one sentence", async () => {
    const words = ["serve", "--knowledge", office];
    const ran = await runInWorld(words, { env: { AMA_DATABASE: "postgres://ama:hunter2@db/ama" } });
    expect(ran).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(/^[^\n]*\.\n$/) });
    expect(ran.stderr).not.toContain("hunter2");
  });
});

describe("an edit while it serves", () => {
  // Looks at the folder are two seconds apart: here the pause is over whenever we say so.
  beforeEach(() => {
    jest.useFakeTimers({
      doNotFake: ["Date", "hrtime", "nextTick", "performance", "queueMicrotask", "setImmediate"],
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** Lets pauses pass until it is so; a look takes a few turns of the event loop. */
  async function pausesUntil(isSo: () => boolean): Promise<void> {
    for (let turn = 0; turn < 10_000 && !isSo(); turn += 1) {
      jest.advanceTimersByTime(2_000);
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
    }
  }

  const question = "how do I set up the vpn on my laptop";
  const fields = ["title: Set up the VPN", `questions: [${question}]`, "owner: team-platform"];
  const edit = (text: string) => writeFileSync(join(office, "answers/vpn.md"), text);

  it("is served without a restart, and a broken one leaves the last good version and is told", async () => {
    const running = await startServing();
    edit(page(fields, "Use the tin-can telephone."));
    await pausesUntil(() => {
      running.stdin.write(`${question}\n`);
      return running.stdout.text().includes("tin-can");
    });
    edit("---\ntitle: [\n---\n\nUse nothing.\n");
    await pausesUntil(() => running.stderr.text() !== "");
    running.stdin.end(`hello\n${question}\n`);
    const { code, stdout, stderr } = await running.ended;
    expect({ code, last: stdout.slice(stdout.indexOf("Hello.")) }).toEqual({
      code: 0,
      last: expect.stringContaining("Use the tin-can telephone."),
    });
    expect(stderr).toMatch(
      /^\S*\/answers\/vpn\.md:\d+:\d+ K001 [^\n]* Until then the last good version stays in force\.\n$/,
    );
  });

  it("that empties the folder leaves all that was served", async () => {
    const running = await startServing();
    for (const file of ["answers", "runbooks"]) rmSync(join(office, file), { recursive: true });
    await pausesUntil(() => false);
    running.stdin.end(`${question}\n`);
    expect((await running.ended).stdout).toContain("Install WireGuard");
  });
});
