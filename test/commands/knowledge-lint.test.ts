import { readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { page, writeFiles } from "../support/knowledge-folder.ts";
import { type Given, runInWorld } from "../support/test-world.ts";
import { guest, wifiFiles } from "../wifi/wifi-yaml.ts";

const fixtures = join(import.meta.dirname, "../fixtures");
const broken = join(fixtures, "broken");
const planted = join(fixtures, "lint");
const emptyFolder = useEmptyFolders();

const lint = (folder: string, words: readonly string[] = [], given?: Given) =>
  runInWorld(["knowledge", "lint", "--knowledge", folder, ...words], given);

type Told = {
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
};

/** Findings in one line each, without their age, which depends on the checkout. */
async function findingsIn(folder: string, ...words: readonly string[]) {
  const ran = await lint(folder, ["--format", "json", "--rule", "K120=off", ...words]);
  const findings: readonly Told[] = JSON.parse(ran.stdout).findings;
  return {
    code: ran.code,
    places: findings.map(
      ({ rule, severity, file, line }) =>
        `${relative(folder, resolve(file))}:${line} ${severity} ${rule}`,
    ),
  };
}

/** A folder in which nothing is wrong, and one answer with so many marks of unfinished work. */
function officeWith(marks: number): string {
  const folder = emptyFolder();
  writeFiles(folder, {
    "answers/vpn.md": page(
      ["title: Set up the VPN", "owner: team-a", "questions: [how do I set up the vpn]"],
      ["Install it.", ...Array.from({ length: marks }, (_, at) => `TODO ${at}`)].join("\n\n"),
    ),
    "people.yaml":
      "teams: [{id: team-a, slack: C01, members: [ana]}]\npeople: [{id: ana, slack: U01}]\n",
  });
  return folder;
}

describe("lint of a folder with planted faults", () => {
  it("tells each that keeps a page from being read", async () => {
    expect(await findingsIn(broken)).toEqual({
      code: 1,
      places: [
        "answers/audience-misspelt.md:5 error K002",
        "answers/bad-date.md:5 error K003",
        "answers/bidirectional.md:7 error K006",
        "answers/front-matter-never-ends.md:1 error K001",
        "answers/front-matter-no-map.md:2 error K001",
        "answers/front-matter-no-yaml.md:4 error K001",
        "answers/key-twice.md:4 error K001",
        "answers/no-owner.md:2 error K004",
        "answers/not-utf-8.md:1 error K006",
        "answers/nul.md:7 error K006",
        "answers/redirect-taken.md:5 error K010",
        "answers/same-id-b.md:2 error K010",
        "answers/unknown-key.md:4 error K002",
        "people.yaml:2 warning K021",
        "people.yaml:4 warning K021",
        "people.yaml:5 error K003",
        "runbooks/danger-unreadable.md:6 error K003",
        "runbooks/no-services.md:2 error K004",
        "runbooks/no-services.md:2 error K080",
        "services.yaml:3 error K003",
        "services.yaml:4 info K033",
      ],
    });
  });

  it("tells each that makes an entry less useful", async () => {
    expect(await findingsIn(planted)).toEqual({
      code: 1,
      places: [
        "answers/dates.md:6 error K123",
        "answers/dead-link.md:7 error K050",
        "answers/dead-link.md:11 error K050",
        "answers/foreign.md:1 warning K007",
        "answers/left.md:3 warning K021",
        "answers/stale.md:2 warning K060",
        "answers/stale.md:8 warning K064",
        "answers/waiver.md:7 error K190",
        "answers/water-more-plants.md:4 error K040",
        "answers/water-plants.md:4 warning K042",
        "people.yaml:3 warning K021",
        "runbooks/restart-kafka.md:2 error K080",
        "runbooks/restart-kafka.md:5 error K030",
        "runbooks/restart-kafka.md:6 error K030",
        "runbooks/restart-redis.md:5 error K035",
        "runbooks/restart-redis.md:10 error K087",
        "runbooks/restart-redis.md:11 warning K085",
        "runbooks/restart-redis.md:16 error K085",
        "runbooks/restart-redis.md:22 warning K089",
        "runbooks/restart-redis.md:23 warning K081",
        "runbooks/restart-redis.md:23 warning K082",
        "runbooks/restart-redis.md:23 warning K083",
        "runbooks/restart-redis.md:23 error K084",
        "runbooks/restart-redis.md:23 warning K089",
        "runbooks/restart-redis.md:23 warning K090",
        "services.yaml:2 error K031",
        "services.yaml:3 error K031",
        "services.yaml:4 error K020",
        "services.yaml:4 info K033",
        "services.yaml:4 error K073",
      ],
    });
  });

  it.each([
    [broken, "how do I order a laptop", "Ask the office."],
    [planted, "how do I order a laptop", "Ask the office"],
    [planted, "where can I park my bicycle", "In the yard."],
  ])("leaves the others to answer: %s, %s", async (folder, question, answer) => {
    const { code, stdout } = await runInWorld(["ask", question, "--knowledge", folder]);
    expect(code).toBe(0);
    expect(stdout).toContain(answer);
  });

  it("restricts itself to the files and folders named", async () => {
    const services = await findingsIn(planted, join(planted, "services.yaml"));
    expect(services.places.map((place) => place.slice(0, 15))).toEqual(
      Array(5)
        .fill("services.yaml:2")
        .map((_, at) => `services.yaml:${[2, 3, 4, 4, 4][at]}`),
    );
    expect((await findingsIn(planted, join(planted, "runbooks"))).places).toHaveLength(14);
    expect(await findingsIn(planted, join(planted, "answers/sound.md"))).toEqual({
      code: 0,
      places: [],
    });
  });
});

describe("the exit code of lint", () => {
  const unfinished = () => officeWith(1);

  it.each([
    [[], 0],
    [["--fail-on", "warning"], 1],
    [["--fail-on", "info"], 1],
    [["--fail-on", "never"], 0],
    [["--rule", "K064=error"], 1],
    [["--rule", "K064=error", "--fail-on", "never"], 0],
    [["--rule", "K064=info", "--fail-on", "warning"], 0],
    [["--rule", "k064=warn", "--fail-on", "warning"], 1],
    [["--rule", "K064=error", "--rule", "K064=off", "--fail-on", "info"], 0],
  ] as const)("after a warning and %j is %d", async (words, code) => {
    expect(await lint(unfinished(), words)).toMatchObject({ code, stderr: "" });
  });

  it.each([
    [["--fail-on", "warn"], "error, warning, info, never"],
    [["--format", "sarif"], "pretty, json, github"],
    [["--rule", "K064"], "K061=off"],
    [["--rule", "K064=fatal"], "off, info, warn or error"],
    [["--rule", "K064=constructor"], "off, info, warn or error"],
    [["--rule", "K0640=off"], "K061, K064, K070"],
    [["--rule", "K120=error"], "off, info or warn"],
    [["gone.md"], '"gone.md"'],
  ] as const)("after %j is 2, and what is allowed is told", async (words, allowed) => {
    const { code, stdout, stderr } = await lint(unfinished(), words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(allowed);
  });

  it("of a folder that cannot be read is 2", async () => {
    expect(await lint("/nowhere")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("/nowhere"),
    });
  });
});

describe("lint as JSON", () => {
  it("has all its keys in their order", async () => {
    const { stdout } = await lint(planted, ["--format", "json"]);
    const read = JSON.parse(stdout);
    expect(Object.keys(read)).toEqual([
      "version",
      "ok",
      "counts",
      "entries",
      "duration_ms",
      "findings",
    ]);
    expect(Object.keys(read.counts)).toEqual(["error", "warning", "info", "baselined", "waived"]);
    expect(read).toMatchObject({ version: 1, ok: false, entries: 13, duration_ms: 0 });
    for (const finding of read.findings) {
      expect(Object.keys(finding)).toEqual([
        "rule",
        "severity",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "message",
        "why",
        "fix",
        "entry",
        "fingerprint",
      ]);
    }
  });
});

describe("lint for people", () => {
  it("shows the line, why it matters and what to do", async () => {
    const folder = officeWith(1);
    const { stdout } = await lint(folder);
    expect(stdout).toBe(`${relative(resolve("."), folder)}/answers/vpn.md
  9:1 warning K064 "TODO" stands in an entry that is served.
    9 | TODO 0
      | ^^^^
    why: Readers cannot tell what of an unfinished page holds.
    do:  Finish it, or set "status: draft".

0 errors, 1 warning in 1 of 1 entries (0.0 s)
`);
  });

  it("has colours on a terminal alone, and not where NO_COLOR is set", async () => {
    const folder = officeWith(1);
    const colour = "\u001b[";
    expect((await lint(folder)).stdout).not.toContain(colour);
    expect((await lint(folder, [], { atTerminal: true })).stdout).toContain(colour);
    const plain = await lint(folder, [], { atTerminal: true, env: { NO_COLOR: "1" } });
    expect(plain.stdout).not.toContain(colour);
  });

  it("shows no password", async () => {
    const { stdout } = await lint(planted);
    expect(stdout).toContain("password: •••••••");
    expect(stdout).not.toContain("hunter2");
  });
});

describe("lint for GitHub", () => {
  it("annotates ten of a level, and counts the rest", async () => {
    const folder = officeWith(12);
    const { stdout } = await lint(folder, ["--format", "github"]);
    const lines = stdout.trim().split("\n");
    const file = `${relative(resolve("."), folder)}/answers/vpn.md`;
    expect(lines).toHaveLength(12);
    expect(lines[0]).toBe(
      `::warning file=${file},line=9,endLine=9,col=1,endColumn=5,title=K064::"TODO" stands in an entry that is served.`,
    );
    expect(lines.slice(10)).toEqual([
      "2 more findings are not annotated.",
      "0 errors, 12 warnings in 1 of 1 entries (0.0 s)",
    ]);
  });

  it("adds everything to the summary of the step", async () => {
    const file = join(emptyFolder(), "summary.md");
    writeFileSync(file, "Before.\n");
    const given = { env: { GITHUB_STEP_SUMMARY: file } };
    expect(await lint(officeWith(12), ["--format", "github"], given)).toMatchObject({ stderr: "" });
    const summary = readFileSync(file, "utf8");
    expect(summary).toContain("Before.\n### ama knowledge lint\n");
    expect(summary.match(/\| K064 \|/g)).toHaveLength(12);
  });

  it("tells a summary that cannot be written, and goes on", async () => {
    const given = { env: { GITHUB_STEP_SUMMARY: join(emptyFolder(), "no/such/folder.md") } };
    const { code, stderr } = await lint(officeWith(1), ["--format", "github"], given);
    expect(code).toBe(0);
    expect(stderr).toContain("GITHUB_STEP_SUMMARY");
  });
});

describe("lint of yaml files that other rooms read", () => {
  it("finds passwords in wifi.yaml, each once", async () => {
    const folder = officeWith(0);
    writeFiles(
      folder,
      wifiFiles({ ...guest, password: "hunter2" }, { ...guest, id: "b", password: 12345678 }),
    );
    const places = ["wifi.yaml:2 error K073", "wifi.yaml:3 error K073"];
    expect(await findingsIn(folder)).toEqual({ code: 1, places });
  });

  it("finds what is wrong with a network", async () => {
    const folder = officeWith(0);
    writeFiles(
      folder,
      wifiFiles(guest, { ...guest, id: "b", ssid: "" }, { ...guest, id: "c", ssid: "Café" }),
    );
    const places = ["wifi.yaml:3 error K100", "wifi.yaml:4 warning K103"];
    expect(await findingsIn(folder)).toEqual({ code: 1, places });
  });

  it.each([
    ["that is no YAML", "policies: [\n", ["oncall.yaml:2 error K001"]],
    ["that is no text", "policies: \0\n", ["oncall.yaml:1 error K006"]],
    [
      "with a password and an unknown key",
      "schedule: {}\nx-password: hunter2\npolicies: {default: {steps: [{notify: [person:ana], wait: 5m}]}}\n",
      ["oncall.yaml:1 error K002", "oncall.yaml:2 error K073"],
    ],
  ])("tells each fault of oncall.yaml once: one %s", async (_what, text, places) => {
    const folder = officeWith(0);
    writeFiles(folder, { "oncall.yaml": text });
    const found = (await findingsIn(folder)).places.filter((one) => !/ K2\d\d$/.test(one));
    expect(found).toEqual(places);
  });
});

describe("lint of links out of the folder", () => {
  it("follows them within the checkout alone", async () => {
    const checkout = emptyFolder();
    const body = "See [a](../../docs/a.md), [b](../../docs/gone.md), [c](../../../outside.md).";
    const fields = ["title: Set up it", "owner: ana", "questions: [how do I set it up]"];
    writeFiles(checkout, {
      ".git/HEAD": "",
      "docs/a.md": "# A\n",
      "knowledge/answers/vpn.md": page(fields, body.replaceAll(", ", ",\n")),
      "knowledge/people.yaml": "people: [{id: ana, slack: U01}]\n",
    });
    expect(await findingsIn(join(checkout, "knowledge"))).toEqual({
      code: 1,
      places: ["answers/vpn.md:8 error K050", "answers/vpn.md:9 error K050"],
    });
  });
});

describe("lint of our own knowledge", () => {
  it("finds no error", async () => {
    const folder = join(import.meta.dirname, "../../knowledge");
    const { code, stdout } = await lint(folder, ["--fail-on", "error"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("0 errors, ") });
  });
});

const collections = process.env.FOREIGN_PAGES;
if (collections === undefined)
  process.stderr.write('skipped "lint of other tools\' pages": FOREIGN_PAGES names no folder\n');

describe("lint of other tools' pages", () => {
  (collections === undefined ? it.skip : it)(
    "tells each that nobody owns it, and no rule of ours",
    async () => {
      const ran = await lint(collections ?? "", ["--format", "json", "--fail-on", "never"]);
      const { findings, entries } = JSON.parse(ran.stdout);
      const rules = findings.map(({ rule }: Told) => rule);
      expect(ran.code).toBe(0);
      expect(entries).toBeGreaterThan(0);
      expect(rules.filter((rule: string) => rule === "K007").length).toBeGreaterThanOrEqual(
        entries,
      );
      for (const rule of ["K002", "K004", "K020", "K040", "K041", "K060", "K080"]) {
        expect(rules).not.toContain(rule);
      }
    },
  );
});
