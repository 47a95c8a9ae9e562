import { describe, expect, it } from "vitest";
import { answerWith, entryOf, problemsOf, readPage } from "./read-page.ts";

const file = "answers/vpn.md";
const read = (line: string) => readPage(file, answerWith(line));
const day = (text: string) => Temporal.PlainDate.from(text);

describe("a key of the front matter", () => {
  it.each([
    ["id", "id: vpn-2", { id: "vpn-2" }],
    ["id of 64 characters", `id: ${"a".repeat(64)}`, { id: "a".repeat(64) }],
    ["type", "type: pointer", { type: "pointer" }],
    ["keywords", "keywords: [wireguard, 503]", { keywords: ["wireguard", "503"] }],
    ["keywords, one", "keywords: wireguard", { keywords: ["wireguard"] }],
    [
      "services",
      "services: [kafka, kind:k8s-deployment]",
      { services: ["kafka", "kind:k8s-deployment"] },
    ],
    ["services, one", 'services: "*"', { services: ["*"] }],
    ["actions, one", "actions: restart", { actions: ["restart"] }],
    ["alerts, one", "alerts: KubePodCrashLooping", { alerts: ["KubePodCrashLooping"] }],
    [
      "environments, one",
      "environments: prod",
      { environments: { prod: { danger: undefined, values: {} } } },
    ],
    [
      "environments, a list",
      "environments: [staging, prod]",
      {
        environments: {
          staging: { danger: undefined, values: {} },
          prod: { danger: undefined, values: {} },
        },
      },
    ],
    [
      "environments, a map",
      "environments: {staging: {context: stg, replicas: 2, danger: low}, prod: }",
      {
        environments: {
          staging: { danger: "low", values: { context: "stg", replicas: "2" } },
          prod: { danger: undefined, values: {} },
        },
      },
    ],
    [
      "params",
      "params: {replicas: {type: int, min: 0, max: 20, default: 2}}",
      { params: { replicas: { type: "int", min: 0, max: 20, default: "2" } } },
    ],
    ["danger", "danger: medium", { danger: "medium" }],
    ["duration", "duration: 1h30m", { duration: "1h30m" }],
    ["duration, minutes", "duration: 5m", { duration: "5m" }],
    ["requires, one", "requires: prod access", { requires: ["prod access"] }],
    ["audience, everyone", "audience: everyone", { audience: "everyone" }],
    ["audience, members", "audience: members", { audience: "members" }],
    ["audience, one team", "audience: team-a", { audience: ["team-a"] }],
    ["audience, teams", "audience: [team-a, team-b]", { audience: ["team-a", "team-b"] }],
    ["status", "status: archived", { status: "archived" }],
    ["replaced_by", "replaced_by: vpn-new", { replacedBy: "vpn-new" }],
    ["redirect_from, one", "redirect_from: vpn-old", { redirectFrom: ["vpn-old"] }],
    ["reviewed", "reviewed: 2026-10-31", { reviewed: day("2026-10-31") }],
    ["reviewed on a leap day", "reviewed: 2024-02-29", { reviewed: day("2024-02-29") }],
    ["review_every", "review_every: 30d", { reviewEvery: "30d" }],
    ["review_every, never", "review_every: never", { reviewEvery: "never" }],
    ["valid_from", "valid_from: 2026-01-01", { validFrom: day("2026-01-01") }],
    ["expires", "expires: 2026-01-01", { expires: day("2026-01-01") }],
    [
      "links, a URL",
      "links: https://a.example/x",
      { links: [{ title: "https://a.example/x", url: "https://a.example/x" }] },
    ],
    [
      "links, titled",
      "links: [{title: X, url: 'https://a.example'}]",
      { links: [{ title: "X", url: "https://a.example" }] },
    ],
    ["related, one", "related: ssh", { related: ["ssh"] }],
    ["search", "search: {boost: 0.5, exclude: true}", { boost: 0.5, excluded: true }],
    ["search, most", "search: {boost: 3}", { boost: 3, excluded: false }],
  ])("is understood: %s", (_what, line, expected) => {
    const page = read(line);
    expect(problemsOf(page)).toEqual([]);
    expect(entryOf(page)).toMatchObject(expected);
  });

  it.each([
    "closes_gaps: G-12",
    "closes_gaps: [G-1, G-2]",
    "watches: deploy/payments/**",
    "x-anything: {a: [1]}",
    "x-: 1",
  ])("is taken without a word: %s", (line) => expect(problemsOf(read(line))).toEqual([]));

  it("is not needed: everything else has a default", () => {
    expect(entryOf(read(""))).toMatchObject({
      id: "vpn",
      type: "answer",
      keywords: [],
      services: [],
      actions: [],
      alerts: [],
      environments: {},
      params: {},
      danger: "none",
      duration: undefined,
      requires: [],
      audience: "everyone",
      status: "active",
      replacedBy: undefined,
      redirectFrom: [],
      reviewed: undefined,
      validFrom: undefined,
      expires: undefined,
      links: [],
      related: [],
      boost: 1,
      excluded: false,
      native: true,
    });
  });

  it.each([
    ["answers/vpn.md", "12m"],
    ["runbooks/vpn.md", "6m"],
    ["checklists/vpn.md", "6m"],
  ])("says how often %s is reviewed by default: %s", (path, reviewEvery) => {
    expect(entryOf(readPage(path, answerWith("")))).toMatchObject({ reviewEvery });
  });
});

describe("a value that cannot be read", () => {
  // The line stands on line 5 of the file.
  it.each([
    ["id: VPN", "5:1", "id", { id: "vpn" }],
    ["id: a", "5:1", "id", { id: "vpn" }],
    [`id: ${"a".repeat(65)}`, "5:1", "id", { id: "vpn" }],
    ["type: guide", "5:1", "type", { type: "answer" }],
    ["keywords: {a: b}", "5:1", "keywords", { keywords: [] }],
    ["keywords: [vpn, [a]]", "5:17", "keywords[1]", { keywords: ["vpn"] }],
    ["services: {id: kafka}", "5:1", "services", { services: [] }],
    ["alerts: true", "5:1", "alerts", { alerts: [] }],
    ["danger: severe", "5:1", "danger", { danger: "high" }],
    ["danger:", "5:1", "danger", { danger: "high" }],
    ["duration: 1.5h", "5:1", "duration", { duration: undefined }],
    ["duration: 30m1h", "5:1", "duration", { duration: undefined }],
    ["duration: five minutes", "5:1", "duration", { duration: undefined }],
    ["audience: 5", "5:1", "audience", { audience: [] }],
    ["audience:", "5:1", "audience", { audience: [] }],
    ["audience: Team A", "5:1", "audience", { audience: [] }],
    ["audience: [team-a, Team B]", "5:20", "audience[1]", { audience: [] }],
    ["audience: [members]", "5:12", "audience[0]", { audience: [] }],
    ["status: actve", "5:1", "status", { status: "draft" }],
    ["status:", "5:1", "status", { status: "draft" }],
    ["replaced_by: VPN New", "5:1", "replaced_by", { replacedBy: undefined }],
    ["reviewed: 2026-02-30", "5:1", "reviewed", { reviewed: undefined }],
    ["reviewed: 2025-02-29", "5:1", "reviewed", { reviewed: undefined }],
    ["reviewed: 2026-2-3", "5:1", "reviewed", { reviewed: undefined }],
    ["reviewed: 31.10.2026", "5:1", "reviewed", { reviewed: undefined }],
    ["expires: soon", "5:1", "expires", { expires: undefined }],
    ["review_every: 0m", "5:1", "review_every", { reviewEvery: "12m" }],
    ["review_every: 6 months", "5:1", "review_every", { reviewEvery: "12m" }],
    [
      "links: [ftp, 'https://a.example']",
      "5:9",
      "links[0]",
      { links: [{ title: "https://a.example", url: "https://a.example" }] },
    ],
    ["links: {title: X, url: nope}", "5:19", "links.url", { links: [] }],
    ["closes_gaps: G12", "5:1", "closes_gaps", {}],
    ["search: {boost: 0.4, exclude: true}", "5:10", "search.boost", { boost: 1, excluded: true }],
    ["search: {boost: 3.1}", "5:10", "search.boost", { boost: 1 }],
    ["search: {bost: 2, exclude: true}", "5:10", "search.bost", { boost: 1, excluded: true }],
    [
      "params: {Bad: {type: int}, good: {type: int}}",
      "5:10",
      "params.Bad",
      { params: { good: { type: "int" } } },
    ],
    [
      "params: {n: {type: float}, good: {type: int}}",
      "5:14",
      "params.n.type",
      { params: { good: { type: "int" } } },
    ],
    [
      "environments: {prod: {context: [a], namespace: pay}}",
      "5:23",
      "environments.prod.context",
      { environments: { prod: { danger: undefined, values: { namespace: "pay" } } } },
    ],
    [
      "environments: {prod: {danger: hgih, context: a}, dev: {danger: low}}",
      "5:23",
      "environments.prod.danger",
      {
        environments: {
          prod: { danger: "high", values: { context: "a" } },
          dev: { danger: "low", values: {} },
        },
      },
    ],
    [
      "environments: {prod: prd-eu}",
      "5:16",
      "environments.prod",
      { environments: { prod: { danger: "high", values: {} } } },
    ],
  ])("is told with its place, and loses nothing else: %s", (line, place, key, expected) => {
    const page = read(line);
    expect(problemsOf(page)).toEqual([
      expect.stringMatching(new RegExp(`^${file}:${place} K003 ${RegExp.escape(key)} is `)),
    ]);
    expect(entryOf(page)).toMatchObject({
      title: "Set up the VPN",
      owner: "ana",
      questions: ["how do I get on the vpn"],
      ...expected,
    });
  });

  it("loses each only itself, however many there are", () => {
    const page = read(
      "danger: severe\nstatus: actve\nkeywords: [a, {}]\nduration: x\nservices: kafka",
    );
    const told = problemsOf(page).map((one) => one.split(" ").slice(0, 3).join(" "));
    expect(told.sort()).toEqual([
      `${file}:5:1 K003 danger`,
      `${file}:6:1 K003 status`,
      `${file}:7:15 K003 keywords[1]`,
      `${file}:8:1 K003 duration`,
    ]);
    expect(entryOf(page)).toMatchObject({
      danger: "high",
      status: "draft",
      keywords: ["a"],
      services: ["kafka"],
    });
  });
});

describe("a title", () => {
  const titled = (title: string) =>
    readPage(
      file,
      `---\ntitle: ${title}\nowner: ana\nquestions: [how do I vpn]\n---\n\n# The heading\n`,
    );

  it.each([
    ["of 3 characters is taken", "VPN", "VPN", 0],
    ["of 80 characters is taken", "a".repeat(80), "a".repeat(80), 0],
    ["of 81 characters is cut, and told", "a".repeat(81), "a".repeat(80), 1],
    ["of 2 characters gives way to the heading, and is told", "VP", "The heading", 1],
    ["that is a number is its digits, and is told", "503", "503", 1],
    ["that is a list gives way to the heading, and is told", "[a, b]", "The heading", 1],
  ])("%s", (_what, given, title, faults) => {
    const page = titled(given);
    expect(entryOf(page).title).toBe(title);
    expect(page.problems).toHaveLength(faults);
  });
});

describe("the questions of an entry", () => {
  const asked = (questions: readonly string[]) =>
    readPage(
      file,
      `---\ntitle: Set up the VPN\nowner: ana\nquestions: ${JSON.stringify(questions)}\n---\n\nText.\n`,
    );
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => `question number ${index}`);

  it.each([
    ["8 characters each are enough", ["a".repeat(8)], 1, 0],
    ["7 characters are too few", ["a".repeat(7), "a".repeat(8)], 1, 1],
    ["140 characters are taken", ["a".repeat(140)], 1, 0],
    ["141 characters are too many", ["a".repeat(141), "a".repeat(8)], 1, 1],
    ["20 are taken", many(20), 20, 0],
    ["of 21 the first 20 stay, and it is told", many(21), 20, 1],
    ["none is told", [], 0, 1],
  ])("%s", (_what, questions, kept, faults) => {
    const page = asked(questions);
    expect(entryOf(page).questions).toHaveLength(kept);
    expect(page.problems.map(({ rule }) => rule)).toEqual(Array(faults).fill("K003"));
  });

  it("may be one, written without a list", () => {
    const page = readPage(file, "---\ntitle: Set up\nowner: ana\nquestions: how do I vpn\n---\n");
    expect(entryOf(page).questions).toEqual(["how do I vpn"]);
  });
});

describe("an unknown key", () => {
  it.each([
    ["questons: x", 'Did you mean "questions"?'],
    ["Owner: bo", 'Did you mean "owner"?'],
    ["service: kafka", 'Did you mean "services"?'],
    ["redirect-from: old", 'Did you mean "redirect_from"?'],
    ["zzzzqqqq: x", 'is no key of the front matter. A key of your own begins with "x-".'],
  ])("is told with the nearest one, and the rest is served: %s", (line, hint) => {
    const page = read(line);
    expect(problemsOf(page)).toEqual([expect.stringContaining(hint)]);
    expect(problemsOf(page)[0]).toMatch(/^answers\/vpn.md:5:1 K002 /);
    expect(entryOf(page)).toMatchObject({
      title: "Set up the VPN",
      owner: "ana",
      audience: "everyone",
    });
  });

  it.each(["audiense", "audeince", "Audience", "audiences", "audence", "audienc"])(
    "that looks like a misspelt audience hides the entry: %s",
    (key) => {
      const page = read(`${key}: team-a`);
      expect(entryOf(page).audience).toEqual([]);
      expect(problemsOf(page)).toEqual([expect.stringContaining('Did you mean "audience"?')]);
    },
  );

  it("beside the right audience changes nothing", () => {
    expect(entryOf(read("audience: members\naudiense: team-a")).audience).toBe("members");
  });
});
