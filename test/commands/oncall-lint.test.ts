import { join, relative, resolve } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { initRepository } from "../support/git-repository.ts";
import { page, writeFiles } from "../support/knowledge-folder.ts";
import { runInWorld } from "../support/test-world.ts";
import { brokenBeside, oncallOffice, oncallWith } from "./oncall-office.ts";

const emptyFolder = useEmptyFolders();
let office: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, oncallOffice);
});

const lint = (...words: readonly string[]) =>
  runInWorld(["oncall", "lint", "--knowledge", office, ...words]);
const misspelt = oncallWith("person:cem", "person:cemm");

describe("ama oncall lint", () => {
  it("finds nothing in two sound files, and says what it looked at", async () => {
    expect(await lint()).toEqual({
      code: 0,
      stdout: "0 errors, 0 warnings in 1 schedule and 1 policy (0.0 s)\n",
      stderr: "",
    });
  });

  it("tells a misspelt person with the nearest, and exits with 1", async () => {
    writeFiles(office, misspelt);
    const { code, stdout } = await lint();
    expect(code).toBe(1);
    expect(stdout).toContain('Did you mean "cem"?');
  });

  it("says whom and when a finding is about", async () => {
    writeFiles(office, oncallWith("T09:00", 'T09:00", until: "2026-12-14T09:00'));
    const { findings } = JSON.parse((await lint("--format", "json")).stdout);
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: "K220",
        file: `${relative(resolve("."), office)}/oncall.yaml`,
        line: 2,
        entry: null,
        schedule: "primary",
        start: "2026-12-14T09:00:00+01:00",
        end: "2026-12-25T10:14:31+01:00",
      }),
    );
    expect((await lint("--days", "10")).code).toBe(0);
    expect((await lint("--at", "2026-11-01T00:00:00Z")).code).toBe(0);
  });

  it("fails from where it is told on, and weighs rules as it is told", async () => {
    writeFiles(office, misspelt);
    expect((await lint("--fail-on", "never")).code).toBe(0);
    expect((await lint("--rule", "K200=warn")).code).toBe(0);
    expect((await lint("--rule", "K200=warn", "--fail-on", "warning")).code).toBe(1);
  });

  it("tells a broken schedule, and what is wrong with people", async () => {
    writeFiles(office, brokenBeside);
    writeFiles(office, {
      "people.yaml": `${oncallOffice["people.yaml"]}  - {id: dee, email: 4}\n`,
    });
    const { findings } = JSON.parse((await lint("--format", "json")).stdout);
    expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual(["K201", "K003"]);
  });

  it("compares with a base, and names the start that keeps who is on call", async () => {
    const repository = initRepository(office);
    repository.commit("2026-11-01", { write: oncallOffice });
    writeFiles(office, oncallWith("[ana, bo]", "[bo, ana]"));
    const { code, stdout } = await lint("--base", "HEAD");
    expect(code).toBe(1);
    expect(stdout).toContain('start: "2026-01-12T09:00" in the layer "week" keeps ana');
    expect((await lint()).code).toBe(0);
  });

  describe("told the database", () => {
    const heartbeat = { AMA_HEARTBEAT_URL: "https://watch.example.org/5f2c" };
    let database: string;
    beforeEach(() => {
      database = join(emptyFolder(), "ama.sqlite");
      // A conversation wants something that can be asked.
      writeFiles(office, { "answers/vpn.md": page(["title: VPN", "owner: ana"], "Install it.") });
    });
    const talk = (said: string) =>
      runInWorld(["serve", "--knowledge", office, "--db", database, "--as", "ana"], {
        stdin: `${said}\n`,
      });
    const rulesOf = async (env: Record<string, string>, ...words: readonly string[]) => {
      const all = ["oncall", "lint", "--knowledge", office, "--db", database, "--format", "json"];
      const { code, stdout } = await runInWorld([...all, ...words], { env });
      const { findings } = JSON.parse(stdout);
      return [code, findings.map(({ rule }: { rule: string }) => rule)];
    };

    it("tells that nobody watches, and that no test page has reached anybody", async () => {
      await talk("hello");
      expect(await rulesOf({})).toEqual([0, ["K233", "K233"]]);
      expect(await rulesOf(heartbeat)).toEqual([0, ["K233"]]);
    });

    it("finds nothing for a month after a test page", async () => {
      await talk("test page");
      expect(await rulesOf(heartbeat)).toEqual([0, []]);
      expect(await rulesOf(heartbeat, "--at", "2026-12-27T09:15:00Z")).toEqual([0, ["K233"]]);
    });

    it("does not count a page that was no test", async () => {
      await talk("page @ana the shop is down");
      expect(await rulesOf(heartbeat)).toEqual([0, ["K233"]]);
    });

    it("refuses one that is not there", async () => {
      expect(await lint("--db", database)).toMatchObject({
        code: 2,
        stdout: "",
        stderr: expect.stringContaining("does not exist"),
      });
    });
  });

  it.each([
    ["--base", "HEAD"],
    ["--days", "0"],
    ["--format", "xml"],
  ])("refuses %s %s where there is no such thing", async (...words) => {
    expect(await lint(...words)).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("ama knowledge lint", () => {
  it("applies the same rules", async () => {
    const fields = ["title: Set up the VPN", "owner: ana", "questions: [how do I set up the vpn]"];
    writeFiles(office, { "answers/vpn.md": page(fields, "Install it."), ...misspelt });
    const ran = await runInWorld(["knowledge", "lint", "--knowledge", office]);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain("oncall.yaml\n  10:19 error K200");
  });
});

describe("our own on-call", () => {
  it.each([
    "2026-01-05T08:00:00Z",
    "2026-10-10T00:00:00Z",
    "2026-12-01T00:00:00Z",
    "2028-02-28T12:00:00Z",
  ])("has no fault at %s", async (at) => {
    const folder = join(import.meta.dirname, "../../knowledge");
    const ran = await runInWorld(["oncall", "lint", "--knowledge", folder, "--at", at]);
    expect(ran).toMatchObject({
      code: 0,
      stdout: "0 errors, 0 warnings in 2 schedules and 2 policies (0.0 s)\n",
    });
  });
});
