import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { initRepository } from "../support/git-repository.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { runInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
let office: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
});

const run = (command: string, ...words: readonly string[]) =>
  runInWorld([command, "--knowledge", office, ...words]);

// Each question is asked in words that its page gives away nothing by.
const members = { question: "how much does a senior earn", words: /salary|bands|compensation/i };
const team = { question: "who keeps the keys of the cage", words: /strongroom|crimson/i };

describe("a page that the asker may not read", () => {
  it.each([
    ["for members, to a stranger", members, []],
    ["for members, to somebody nobody knows", members, ["--as", "zoe"]],
    ["for members, to somebody who has left", members, ["--as", "cleo"]],
    ["for a team, to a stranger", team, []],
    ["for a team, to a member of none", team, ["--as", "bo"]],
  ])("is nowhere: %s", async (_what, { question, words }, as) => {
    for (const [command, ...more] of [["ask"], ["ask", "--json"], ["explain"]] as const) {
      const { code, stdout } = await run(command, question, ...more, ...as);
      expect(code).toBe(0);
      expect(stdout).not.toMatch(words);
    }
  });

  it("leaves its words unknown", async () => {
    expect((await run("explain", "compensation")).stdout).toContain("compensation: in no entry");
    expect((await run("explain", "compensation", "--as", "bo")).stdout).not.toContain(
      "in no entry",
    );
  });

  it("is no near one, and its owner is not named for it", async () => {
    const { stdout } = await run("ask", "salary bnads");
    expect(stdout).not.toContain("Salary");
  });
});

describe("a page that the asker may read", () => {
  it.each([
    ["for members, to a member", members, "bo"],
    ["for members, to another one", members, "ana"],
    ["for a team, to one of the team", team, "ana"],
  ])("is served: %s", async (_what, { question, words }, as) => {
    for (const command of ["ask", "explain"]) {
      expect((await run(command, question, "--as", as)).stdout).toMatch(words);
    }
  });

  it("is so until the day before somebody leaves", async () => {
    const asked = ["ask", members.question, "--as", "cleo", "--at"] as const;
    expect((await run(...asked, "2026-11-24T23:59:59Z")).stdout).toMatch(members.words);
    expect((await run(...asked, "2026-11-25T00:00:00Z")).stdout).not.toMatch(members.words);
  });
});

describe("somebody who is not in people.yaml", () => {
  it.each([
    [
      "anna",
      '"anna" is nobody in people.yaml, and gets a stranger\'s answers. Did you mean "ana"?\n',
    ],
    ["zzzzzz", '"zzzzzz" is nobody in people.yaml, and gets a stranger\'s answers.\n'],
    ["\u001b[31m\n", expect.stringMatching(/^"\\u001b\[31m\\n" is nobody/)],
  ])("is told on stderr, and answered as a stranger: %j", async (name, told) => {
    const asked = await run("ask", "help", "--as", name);
    const unnamed = await run("ask", "help");
    expect(asked).toEqual({ ...unnamed, stderr: told });
  });

  it("is told once in a batch", async () => {
    const line = `${JSON.stringify({ text: "help", as: "anna" })}\n`;
    const { stdout, stderr } = await runInWorld(["ask", "--knowledge", office, "--batch", "-"], {
      stdin: line.repeat(3),
    });
    expect(stdout.split("\n")).toHaveLength(4);
    expect(stderr.match(/anna/g)).toHaveLength(1);
  });
});

describe("the day of the question", () => {
  const fair = /Hall nine/;

  it.each([
    ["2026-05-31T23:59:59Z", false],
    ["2026-06-01T00:00:00Z", true],
    ["2026-06-30T23:59:59Z", true],
    ["2026-07-01T00:00:00Z", false],
    ["2026-05-31T23:00:00-01:00", true],
  ])("%s decides whether a notice from 06-01 to 06-30 is there: %j", async (at, served) => {
    for (const command of ["ask", "explain"]) {
      const { stdout } = await run(command, "when does the fair open its doors", "--at", at);
      expect(fair.test(stdout)).toBe(served);
    }
  });

  it("is the one of the company's zone", async () => {
    const asked = ["when does the fair open its doors", "--at", "2026-05-31T22:30:00Z"];
    const words = ["ask", "--knowledge", office, ...asked];
    const berlin = await runInWorld(words, { env: { AMA_TIMEZONE: "Europe/Berlin" } });
    expect(berlin.stdout).toMatch(fair);
    expect((await runInWorld(words)).stdout).not.toMatch(fair);
  });

  it("is today's where none is given", async () => {
    expect((await run("ask", "when does the fair open its doors")).stdout).not.toMatch(fair);
  });
});

describe("problems of the knowledge", () => {
  const broken = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `answers/broken-${index}.md`,
        "---\na: [\n---\n",
      ]),
    );

  it.each([
    [1, 1],
    [5, 5],
    [6, 6],
    [12, 6],
  ])("are told on stderr: of %i in %i lines, whatever the outcome", async (count, lines) => {
    const sound = await run("ask", "help");
    writeFiles(office, broken(count));
    const ran = await run("ask", "help");
    expect({ ...ran, stderr: "" }).toEqual(sound);
    const told = ran.stderr.trimEnd().split("\n");
    expect(told).toHaveLength(lines);
    expect(told[0]).toMatch(/^\/.*\/answers\/broken-0\.md:\d+:\d+ K001 /);
    if (count > 5)
      expect(told.at(-1)).toBe(`… and ${count - 5} more; "ama knowledge index" lists them all.`);
  });

  it("change no exit code and no line of a batch", async () => {
    writeFiles(office, broken(2));
    const { code, stdout } = await runInWorld(
      ["ask", "--knowledge", office, "--batch", "-", "--fail-on-abstain"],
      { stdin: '{"text": "help"}\n' },
    );
    expect({ code, reply: JSON.parse(stdout) }).toMatchObject({ code: 0, reply: { version: 1 } });
  });

  it("stop a command when nothing at all can be served", async () => {
    rmSync(join(office, "answers"), { recursive: true });
    rmSync(join(office, "runbooks"), { recursive: true });
    mkdirSync(join(office, "answers"));
    expect(await run("ask", "help")).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining(`${office} holds no entry that can be served`),
    });
  });
});

describe("the last look at an entry", () => {
  const asked = ["how do I set up the vpn on my laptop", "--at"] as const;
  const people = "people: [{id: ana, email: ana@example.org}]\n";

  it("is the last commit that changed its text up to the day of the question", async () => {
    const { commit } = initRepository(office);
    commit("2026-10-01", { write: { "people.yaml": people } });
    commit("2026-11-23", {
      write: { "answers/vpn.md": `${smallOffice["answers/vpn.md"]}More.\n` },
    });
    for (const command of ["ask", "explain"]) {
      const sourceOn = async (day: string) =>
        (await run(command, ...asked, `${day}T09:00:00Z`)).stdout.trimEnd().split("\n").at(-1);
      const source = "Source: answers/vpn.md | owner: team-platform | checked";
      expect(await sourceOn("2026-11-25")).toBe(`${source} 2 days ago by @ana`);
      expect(await sourceOn("2026-11-22")).toBe(`${source} 7 weeks ago by @ana`);
    }
  });

  it("is not told where there is no history", async () => {
    expect((await run("ask", ...asked, "2026-11-25T09:00:00Z")).stdout).toMatch(
      /^Source: answers\/vpn\.md \| owner: Platform$/m,
    );
  });
});
