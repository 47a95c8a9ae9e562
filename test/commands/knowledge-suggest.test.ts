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

const paper = "why does the printer eat paper";
const wormhole = "does the wormhole printer in the cellar eat paper";

/** What somebody says at the console, line by line; what the bot says to it. */
async function say(as: string, ...lines: readonly string[]): Promise<string> {
  const { stdout } = await runInWorld(
    ["serve", "--console", "--knowledge", office, "--db", database, "--as", as],
    { stdin: lines.map((line) => `${line}\n`).join("") },
  );
  return stdout;
}
const knowledge = (...words: readonly string[]) =>
  runInWorld(["knowledge", ...words, "--db", database]);
const suggest = (...words: readonly string[]) =>
  knowledge("suggest", "--knowledge", office, ...words);

describe("ama knowledge suggest", () => {
  it("proposes questions with who stands behind them, as lines of the page", async () => {
    await say("ana", wormhole, "1", "helpful");
    await say("bo", wormhole, "1", "helpful");
    const { code, stdout } = await suggest("--questions");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^answers\/printer-\w+\.md:\nquestions:\n {2}- does the wormhole printer in the cellar eat paper {2}# 2 people: V1 V2\n$/,
    );
  });

  it("proposes the word that they use and no entry has", async () => {
    await say("ana", wormhole, "1");
    await say("bo", wormhole, "1");
    const { stdout } = await suggest("--aliases");
    expect(stdout).toMatch(/keywords: \[wormhole\] {2}# 2 people\n {2}does the wormhole printer/);
  });

  it("says everything to programs", async () => {
    await say("ana", wormhole, "1");
    const { stdout } = await suggest("--json");
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      questions: [{ question: wormhole, people: 1, votes: ["V1"] }],
      aliases: [],
    });
  });

  it("says so when there is nothing to propose", async () => {
    await say("ana", "hello");
    const { code, stdout } = await suggest();
    expect(code).toBe(0);
    expect(stdout).toBe(
      "No question to add: nobody's vote says more than the pages.\n\nNo alias to add: no word of two people is missing.\n",
    );
  });

  it("makes no database to look into", async () => {
    const { code, stderr } = await suggest();
    expect(code).toBe(2);
    expect(stderr).toContain("does not exist: expected one with the votes that were given");
    expect(existsSync(database)).toBe(false);
  });
});

describe("ama knowledge forget-vote", () => {
  it("undoes what the vote has taught", async () => {
    await say("ana", paper, "2");
    expect(await say("ana", paper)).toContain("Open the lower tray.");
    const { code, stdout } = await knowledge("forget-vote", "v1");
    expect(code).toBe(0);
    expect(stdout).toBe(`V1 is forgotten: "${paper}" was answered by printer-cellar.\n`);
    expect(await say("ana", paper)).toContain("Which of these");
  });

  it("takes back the miss that came of it, too", async () => {
    await say("ana", "how do I set up the vpn on my laptop", "not helpful");
    const { stdout } = await knowledge("forget-vote", "V1");
    expect(stdout).toContain("was not answered by vpn");
    const gaps = await runInWorld(["gaps", "list", "--json", "--db", database]);
    expect(JSON.parse(gaps.stdout)).toMatchObject({ total: 0 });
  });

  it.each([
    ["V7", "There is no vote V7"],
    ["seven", '"seven" is no id of a vote: expected one such as V12.'],
  ])("refuses %s and says what it expects", async (id, message) => {
    await say("ana", "hello");
    const { code, stderr } = await knowledge("forget-vote", id);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("a command that is told the database", () => {
  it.each([["ask"], ["explain"]])("%s answers as votes have taught", async (command) => {
    await say("ana", paper, "2");
    const words = [command, paper, "--knowledge", office, "--as", "ana"];
    expect((await runInWorld(words)).stdout).toContain("Printer in the attic");
    const taught = await runInWorld([...words, "--db", database]);
    expect(taught.stdout).toContain("Open the lower tray.");
  });

  it("explains which votes say that an entry does not answer", async () => {
    const vpn = "how do I set up the vpn on my laptop";
    await say("ana", vpn, "not helpful");
    const words = ["explain", vpn, "--knowledge", office, "--as", "ana", "--db", database];
    expect((await runInWorld(words)).stdout).toContain("found not to answer this: V1");
  });
});
