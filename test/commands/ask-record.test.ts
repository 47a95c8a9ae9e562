import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { openStorage } from "../../src/storage/open-storage.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { endOf, startAma } from "../support/real-process.ts";
import { smallOffice } from "../support/small-office.ts";
import { type Given, runInWorld, startInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
let office: string;
let desk: string;
let database: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
  desk = emptyFolder();
  database = join(desk, "ama.sqlite");
});

const flux = "calibrate the flux capacitor";
const ask = (words: readonly string[], given?: Given) =>
  runInWorld(["ask", "--record", "--knowledge", office, "--db", database, ...words], given);
const gaps = async () =>
  JSON.parse((await runInWorld(["gaps", "list", "--all", "--json", "--db", database])).stdout) as {
    total: number;
    gaps: Record<string, unknown>[];
  };

/** All bytes of a folder's files, as letters. */
const bytesOf = (folder: string) =>
  readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), "latin1"))
    .join("\n");

describe("ask --record", () => {
  it("keeps two spellings as one gap with two asks, and nothing that was personal", async () => {
    const serving = startInWorld(["serve", "--knowledge", office, "--db", database]);
    serving.stdin.write("hello\n");
    await serving.stdout.holds("Hello.");

    const mail = "jane.doe@example.org";
    const first = await ask([`${flux} of ${mail}`]);
    const second = await ask([`Calibrate flux-capacitor of ${mail}, please!!`]);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(/^I don't know\. .*\n\nLogged as G-1\.\n$/s);
    expect(second.stdout).toMatch(/^I don't know\. .*\n\nAsked before \(G-1\)\.\n$/s);

    expect(await gaps()).toMatchObject({
      total: 1,
      gaps: [{ id: "G-1", title: `${flux} of [mail]`, asks: 2, people: 1 }],
    });
    expect(readdirSync(desk)).toContain("ama.sqlite-wal");
    expect(bytesOf(desk)).toContain(`${flux} of [mail]`);
    expect(bytesOf(desk)).not.toMatch(/jane|example\.org/);

    serving.stdin.end(`${flux} of ${mail}\n`);
    expect((await serving.ended).stdout).toContain("Asked before (G-1).");
    expect(await gaps()).toMatchObject({ total: 1, gaps: [{ asks: 3, people: 1 }] });
    expect(bytesOf(desk)).not.toMatch(/jane|example\.org/);
  });

  it("counts people by who asks: each by name, and all strangers as one", async () => {
    for (const as of [[], [], ["--as", "ana"], ["--as", "ana"], ["--as", "nobody"]]) {
      await ask([flux, ...as]);
    }
    expect(await gaps()).toMatchObject({ gaps: [{ asks: 5, people: 2 }] });
    const { stdout } = await ask([flux, "--as", "bo"]);
    expect(stdout).toContain(`Known gap G-1 "${flux}", asked by 3 people since 25 November.`);
    expect(bytesOf(desk)).not.toMatch(/\b(ana|bo)\b/);
  });

  it("counts the lines of a batch, each for whoever asks it", async () => {
    const stdin = [
      { id: 1, text: flux },
      { id: 2, text: flux, as: "ana" },
      { id: 3, text: "help" },
    ]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join("");
    const { code, stdout } = await ask(["--batch", "-"], { stdin });
    expect(code).toBe(0);
    const replies = stdout.trimEnd().split("\n");
    expect(replies.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { gap: { kind: "no_answer", key: null }, text: expect.stringMatching(/Logged as G-1\.$/) },
      { text: expect.stringMatching(/Asked before \(G-1\)\.$/) },
      { gap: null },
    ]);
    expect(await gaps()).toMatchObject({ total: 1, gaps: [{ asks: 2, people: 2 }] });
  });

  it.each([
    ["an answer", "how do I set up the vpn on my laptop"],
    ["a choice", "why does the printer eat paper"],
    ["a courtesy", "thanks"],
    ["nothing to ask", "?!"],
  ])("keeps nothing of %s", async (_what, question) => {
    expect((await ask([question])).stdout).not.toMatch(/G-\d/);
    expect(await gaps()).toEqual({ version: 1, total: 0, gaps: [] });
  });

  it("uses the instant that it is given", async () => {
    await ask([flux, "--at", "2026-10-03T12:00:00Z"]);
    expect(await gaps()).toMatchObject({ gaps: [{ first: "2026-10-03T12:00:00Z" }] });
  });

  it("still replies when the database takes nothing, and ends with 1", async () => {
    await ask([flux]);
    const storage = await openStorage(database);
    await sql`drop table ask`.execute(storage.db);
    await storage.close();
    const { code, stdout } = await ask([flux]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^I don't know\. [^\n]*\n\n/);
    expect(stdout).not.toMatch(/G-\d/);
  });

  it("is refused before it asks when the database cannot be opened", async () => {
    const refused = await ask([flux, "--db", desk]);
    expect(refused).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining(desk) });
  });
});

describe("ask without --record", () => {
  it("writes nothing anywhere, and tells of no gap", async () => {
    const words = ["ask", flux, "--knowledge", office, "--db", database];
    const { stdout } = await runInWorld(words);
    expect(stdout).toMatch(/^I don't know/);
    expect(stdout).not.toMatch(/G-\d/);
    expect(existsSync(database)).toBe(false);
    expect(readdirSync(desk)).toEqual([]);
  });
});

describe("processes that record the same question at the same time", () => {
  it("make one gap, and each is counted", async () => {
    const where = ["--knowledge", office, "--db", database, "--at", "2026-11-25T09:00:00Z"];
    const words = ["ask", flux, "--record", ...where];
    const outcomes = await Promise.all(
      [[], ["--as", "ana"], ["--as", "bo"], ["--as", "cleo"]].map(async (as) => {
        using child = startAma(desk, [...words, ...as], { AMA_LOG_LEVEL: "silent" });
        return await endOf(child);
      }),
    );
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    const told = outcomes.map(({ stdout }) => stdout.trimEnd().split("\n").at(-1));
    expect(told.filter((line) => line === "Logged as G-1.")).toHaveLength(1);
    expect(await gaps()).toMatchObject({ total: 1, gaps: [{ id: "G-1", asks: 4, people: 3 }] });
  });
});
