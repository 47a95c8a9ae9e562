import { describe, expect, it } from "vitest";
import { rules } from "../../../src/knowledge/lint/rules.ts";
import type { Files } from "../../support/knowledge-folder.ts";
import { answer, type FaultRow, lintFiles, placesOf, runbook } from "./lint-files.ts";
import {
  restartedServices,
  restartFaults,
  runbookFaults,
  soundRunbooks,
} from "./runbook-faults.ts";

const vpn = (...fields: readonly string[]) => ({ "answers/vpn.md": answer(fields) });
const text = (body: string, more: Files = {}) => ({ "answers/vpn.md": answer([], body), ...more });
const kafka = (...fields: readonly string[]) => ({ "runbooks/kafka.md": runbook(fields) });
const services = (lines: string) => ({ "services.yaml": lines });
const people = (lines: string) => ({ "people.yaml": lines });
/** Text without repetitions, which reading would cut. */
const words = (count: number) => Array.from({ length: count }, (_, at) => `w${at}`).join(" ");
const letters = (count: number) => words(count).replaceAll(" ", "x").slice(0, count);
const other = (question: string) =>
  answer(["title: Get a badge", `questions: [${question}]`], "Ask at the desk.");

const loading: readonly FaultRow[] = [
  ["front matter that is no YAML", vpn("keywords: [a"), "answers/vpn.md:6:1 error K001"],
  ["a key that stands twice", vpn("x-a: 1", "x-a: 2"), "answers/vpn.md:6:1 error K001"],
  ["a key that nobody knows", vpn("keyword: a"), "answers/vpn.md:5:1 error K002"],
  ["a value of the wrong kind", vpn("review_every: soon"), "answers/vpn.md:5:1 error K003"],
  [
    "an item of the wrong kind",
    vpn("questions: [how do I go, no]"),
    "answers/vpn.md:4:26 error K003",
  ],
  ["a title of 81 characters", vpn(`title: ${"a".repeat(81)}`), "answers/vpn.md:4:1 error K003"],
  [
    "no owner",
    { "answers/vpn.md": answer().replace("owner: team-a\n", "") },
    "answers/vpn.md:2:1 error K004",
  ],
  ["a NUL", text("a\0b"), "answers/vpn.md:7:2 error K006"],
  [
    "an id twice",
    { ...vpn("id: vpn"), "answers/wlan.md": answer(["id: vpn"]) },
    "answers/wlan.md:5:1 error K010",
  ],
  [
    "a redirect from an id that is taken",
    {
      ...vpn(),
      "answers/badge.md": other("where do I get a badge").replace(
        "owner:",
        "redirect_from: [old, vpn]\nowner:",
      ),
    },
    "answers/badge.md:2:22 error K010",
  ],
];

const owners: readonly FaultRow[] = [
  ["an owner whom nobody knows", vpn("owner: team-b"), "answers/vpn.md:4:1 error K020"],
  [
    "a service of such an owner",
    services("services: [{id: kafka, owner: team-b}]\n"),
    "services.yaml:1:24 error K020",
  ],
  [
    "a team without an address",
    { ...vpn(), ...people("teams: [{id: team-a, members: [ana]}]\n") },
    "people.yaml:1:9 warning K021",
  ],
  [
    "a team without members",
    { ...vpn(), ...people("teams: [{id: team-a, slack: C01}]\n") },
    "people.yaml:1:9 warning K021",
  ],
  [
    "a team that all have left",
    {
      ...vpn(),
      ...people(
        "teams: [{id: team-a, slack: C01, members: [ana]}]\npeople: [{id: ana, left: 2026-11-25}]\n",
      ),
    },
    "people.yaml:1:9 warning K021",
  ],
  [
    "an owner who has left today",
    {
      ...vpn("owner: bo"),
      ...people(
        "teams: [{id: team-a, slack: C01, members: [ana]}]\npeople: [{id: bo, slack: U1, left: 2026-11-25}]\n",
      ),
    },
    "answers/vpn.md:4:1 warning K021",
  ],
  [
    "an owner with an e-mail address alone",
    {
      ...vpn("owner: bo"),
      ...people(
        "teams: [{id: team-a, slack: C01, members: [ana]}]\npeople:\n  - {id: bo, email: bo@example.org}\n",
      ),
    },
    "people.yaml:3:5 warning K021",
  ],
];

const names: readonly FaultRow[] = [
  [
    "a service that nobody knows",
    kafka("services: [kafka, kaffka]"),
    "runbooks/kafka.md:6:19 error K030",
  ],
  [
    "a kind that no service is of",
    kafka('services: ["kind:k8s"]'),
    "runbooks/kafka.md:6:12 error K030",
  ],
  [
    "an environment in a list",
    kafka("environments: [prod, moon]"),
    "runbooks/kafka.md:7:22 error K030",
  ],
  [
    "an environment with values",
    kafka("environments: {moon: {host: m1}}"),
    "runbooks/kafka.md:7:16 error K030",
  ],
  [
    "another word for an environment",
    kafka("environments: [live]"),
    "runbooks/kafka.md:7:16 error K030",
  ],
  [
    "an environment of a service",
    services("services: [{id: kafka, owner: team-a, environments: [moon]}]\n"),
    "services.yaml:1:54 error K030",
  ],
  [
    "an alias of two services",
    services(
      "services:\n  - {id: kafka, owner: team-a, aliases: [Event Bus]}\n  - {id: redis, owner: team-a, aliases: [event-bus]}\n",
    ),
    "services.yaml:2:42 error K031",
    "services.yaml:3:42 error K031",
  ],
  [
    "an alias that is another's id",
    services(
      "services:\n  - {id: kafka, owner: team-a, aliases: [bus, redis]}\n  - {id: redis, owner: team-a}\n",
    ),
    "services.yaml:2:47 error K031",
  ],
  ...["on", "qa", "live", "deploy"].map(
    (alias): FaultRow => [
      `the alias "${alias}"`,
      services(`services: [{id: kafka, owner: team-a, aliases: ["${alias}"]}]\n`),
      "services.yaml:1:49 warning K031",
    ],
  ),
];

const questions: readonly FaultRow[] = [
  [
    "a question that another entry answers",
    {
      ...vpn("questions: [how do I set up the vpn, where do I get a badge]"),
      "answers/badge.md": answer(
        [
          "title: Where do I get a badge",
          "keywords: [badge]",
          "questions: [where do I get a badge]",
          "search: {boost: 3}",
        ],
        "A badge you get at the desk.",
      ),
    },
    "answers/badge.md:5:13 warning K042",
    "answers/vpn.md:4:38 error K040",
  ],
  [
    "a question that another entry nearly answers",
    {
      "answers/a.md": answer(
        ["title: Printer of the attic", "questions: [why does the printer eat paper]"],
        "Open the tray.",
      ),
      "answers/b.md": answer(
        ["title: Printer of the cellar", "questions: [why does the printer eat paper]"],
        "Open the tray.",
      ),
    },
    "answers/a.md:4:13 warning K041",
    "answers/b.md:4:13 error K040",
    "answers/b.md:4:13 warning K042",
  ],
];

const links: readonly FaultRow[] = [
  ["a page that is not there", text("See [it](gone.md)."), "answers/vpn.md:7:10 error K050"],
  [
    "a page in another folder",
    text("See [it](../runbooks/gone.md)."),
    "answers/vpn.md:7:10 error K050",
  ],
  ["a picture", text("Look: ![it](img/gone.png)"), "answers/vpn.md:7:13 error K050"],
  ["an anchor of this page", text("See [it](#gone).\n\n## Here"), "answers/vpn.md:7:10 error K050"],
  [
    "an anchor of another page",
    text("See [it](b.md#gone).", { "answers/b.md": other("where do I get a badge") }),
    "answers/vpn.md:7:10 error K050",
  ],
  ["a reference", text("See [it][1].\n\n[1]: gone.md"), "answers/vpn.md:9:6 error K050"],
  ["a link of HTML", text('See <a href="gone.md">it</a>.'), "answers/vpn.md:7:14 error K050"],
  [
    "a link whose text is on the line above",
    text("See [that\nand this](gone.md)."),
    "answers/vpn.md:8:11 error K050",
  ],
];

const texts: readonly FaultRow[] = [
  [
    "a gerund in a runbook's title",
    kafka("title: Restarting kafka"),
    "runbooks/kafka.md:6:1 warning K060",
  ],
  ["a title with a full stop", vpn("title: Set up the VPN."), "answers/vpn.md:4:1 warning K060"],
  [
    "a title with runbook at its end",
    kafka("title: Kafka runbook"),
    "runbooks/kafka.md:6:1 warning K060",
  ],
  ["no text", text("## Empty"), "answers/vpn.md:1:1 warning K061"],
  [
    "an answer of 601 characters",
    text(`${letters(601)}\n\n## More\n\nText.`),
    "answers/vpn.md:7:1 warning K061",
  ],
  [
    "a page of 1,001 words",
    text(`Short.\n\n## More\n\n${words(1_000)}`),
    "answers/vpn.md:1:1 info K061",
  ],
  ["TODO", text("Text. TODO: more."), "answers/vpn.md:7:7 warning K064"],
  ["TBD in the front matter", vpn("keywords: [TBD]"), "answers/vpn.md:5:12 warning K064"],
  ["FIXME in a comment", text("Text.\n\n<!-- FIXME -->"), "answers/vpn.md:9:6 warning K064"],
  [
    "a runbook without steps",
    { "runbooks/kafka.md": runbook([], "Text.\n\n## Impact\n\nNone.") },
    "runbooks/kafka.md:2:1 error K080",
  ],
];

const secrets: readonly FaultRow[] = [
  [
    "a token in a page",
    text(`Use \`ghp_${"aB3dE5gH7j".repeat(4).slice(0, 36)}\`.`),
    "answers/vpn.md:7:6 error K070",
  ],
  [
    "a password of an environment",
    kafka("environments: {prod: {password: hunter2}}"),
    "runbooks/kafka.md:7:23 error K073",
  ],
  [
    "a password in services.yaml",
    services("services: [{id: kafka, owner: team-a, db: {password: hunter2}}]\n"),
    "services.yaml:1:44 error K073",
  ],
];

const dates: readonly FaultRow[] = [
  ["a review that is due", vpn("reviewed: 2026-02-01"), "answers/vpn.md:5:1 info K120"],
  ["a review that is overdue", vpn("reviewed: 2025-11-25"), "answers/vpn.md:5:1 warning K120"],
  ["a stale entry", vpn("reviewed: 2020-01-01"), "answers/vpn.md:5:1 warning K120"],
  ["a review tomorrow", vpn("reviewed: 2026-11-26"), "answers/vpn.md:5:1 error K123"],
  ["a notice in over two years", vpn("valid_from: 2028-11-26"), "answers/vpn.md:5:1 error K123"],
  [
    "an end before the beginning",
    vpn("valid_from: 2026-06-02", "expires: 2026-06-01"),
    "answers/vpn.md:6:1 error K123",
  ],
];

const waivers: readonly FaultRow[] = [
  [
    "a waiver without a reason",
    text("Text. TODO\n\n<!-- ama-lint-disable K064 -->"),
    "answers/vpn.md:7:7 warning K064",
    "answers/vpn.md:9:1 error K190",
  ],
  [
    "a waiver that nothing matches",
    text("Text.\n\n<!-- ama-lint-disable K064 because -->"),
    "answers/vpn.md:9:1 warning K190",
  ],
  [
    "a waiver of no rule",
    text("Text.\n\n<!-- ama-lint-disable K999 because -->"),
    "answers/vpn.md:9:1 warning K190",
  ],
];

describe("lint finds", () => {
  it.each([
    ...loading,
    ...owners,
    ...names,
    ...questions,
    ...links,
    ...texts,
    ...secrets,
    ...dates,
    ...waivers,
    ...runbookFaults,
    [
      "a page without front matter",
      { "answers/vpn.md": "# VPN\n\nText.\n" },
      "answers/vpn.md:1:1 warning K007",
    ] satisfies FaultRow,
  ])("%s", (_, files, ...places) => {
    expect(placesOf(lintFiles(files))).toEqual(places);
  });

  it("something for every rule of its table", () => {
    const rows = [
      ...loading,
      ...owners,
      ...names,
      ...questions,
      ...links,
      ...texts,
      ...secrets,
      ...dates,
      ...waivers,
      ...runbookFaults,
      ...restartFaults,
    ];
    const shown = new Set(
      rows.flatMap(([, , ...places]) => places.map((place) => place.slice(-4))),
    );
    // K10… are of networks, K2… of on-call; each has a table of its own.
    const ofPages = Object.keys(rules).filter((rule) => !/^K(?:10|2)/.test(rule));
    expect(ofPages.filter((rule) => rule !== "K007" && !shown.has(rule))).toEqual([]);
  });
});

describe("lint passes over", () => {
  it.each<readonly [string, Files]>([
    ["a sound folder", { ...vpn(), ...kafka() }],
    ["keys of one's own", vpn("x-origin: wiki")],
    ["generic services", kafka('services: ["*", "kind:systemd-unit", redis]')],
    ["environments that are known", kafka("environments: [prod, staging]")],
    [
      "an unreachable person who owns nothing",
      people("teams: [{id: team-a, slack: C01, members: [ana]}]\npeople: [{id: bo}]\n"),
    ],
    [
      "an owner who leaves tomorrow",
      {
        ...vpn("owner: bo"),
        ...people(
          "teams: [{id: team-a, slack: C01, members: [ana]}]\npeople: [{id: bo, slack: U1, left: 2026-11-26}]\n",
        ),
      },
    ],
    [
      "an alias that is its own service's name",
      services("services: [{id: kafka, owner: team-a, aliases: [Kafka]}]\n"),
    ],
    [
      "questions that share less than .6 of their words",
      { ...vpn(), "answers/badge.md": other("how do I set up a badge") },
    ],
    [
      "a question of a draft",
      { ...vpn("status: draft"), "answers/b.md": other("how do I set up the vpn") },
    ],
    [
      "links to pages, anchors and files",
      text(
        "See [a](b.md), [b](b.md#the-desk-again-1), [c](#here--now), [d](https://x.org/gone), [e](../services.yaml), [f](mailto:a@b.org).\n\n## Here & now",
        {
          "answers/b.md": answer(
            ["title: Get a badge", "questions: [where do I get a badge]"],
            "Text.\n\n## The desk, again\n\nText.\n\n## The desk, again\n\nText.",
          ),
        },
      ),
    ],
    ["an anchor of HTML", text('See [it](#own).\n\n<a id="own"></a>')],
    [
      "links in code and comments",
      text(
        "Write `[it](gone.md)`.\n\n```md\n[it](gone.md)\n```\n\n<!-- [it](gone.md)\n[it](gone.md) -->",
      ),
    ],
    ["an entry's title in the form of a noun", vpn("title: Billing of the VPN")],
    ["a title of 80 characters", vpn(`title: ${"a".repeat(80)}`)],
    ["an answer of 600 characters", text(`${letters(600)}\n\n## More\n\nText.`)],
    ["a page of 1,000 words", text(`Short.\n\n## More\n\n${words(999)}`)],
    ["TODO in code", text("Text `TODO`.\n\n```\nTODO\n```")],
    ["TODO in a draft", { "answers/vpn.md": answer(["status: draft"], "TODO") }],
    ["words that hold a mark", text("TODOS and todo.")],
    [
      "references to passwords",
      kafka("environments: {prod: {password: env:DB_PASSWORD, passphrase: file:/run/x}}"),
    ],
    ["an entry fresh by a day", vpn("reviewed: 2026-02-10")],
    ["an entry never to be reviewed", vpn("reviewed: 2020-01-01", "review_every: never")],
    ["a review today", vpn("reviewed: 2026-11-25")],
    ["a notice in two years", vpn("valid_from: 2028-11-25")],
    ["a notice of one day", vpn("valid_from: 2026-06-01", "expires: 2026-06-01")],
    ["what a page waives", text("Text. TODO\n\n<!-- ama-lint-disable K064 the tracker has it -->")],
    ["a waiver in code", text("Text.\n\n```\n<!-- ama-lint-disable K064 x -->\n```")],
    ...soundRunbooks,
  ])("%s", (_, files) => {
    expect(lintFiles(files).findings).toEqual([]);
  });
});

describe("a service that is to be restarted", () => {
  const lint = (files: Files) => placesOf(lintFiles(files, { weights: {} }));

  it.each(restartFaults)("is without a runbook for it: %s", (_, files, ...places) => {
    expect(lint(files)).toEqual(places);
  });

  it.each(restartedServices)("has a runbook for it: %s", (_, files) => {
    expect(lint(files)).toEqual([]);
  });
});

describe("a finding", () => {
  it("says what, why and where, with all its keys", () => {
    const { findings } = lintFiles(vpn("owner: team-aa"), { folder: "knowledge" });
    expect(findings).toEqual([
      {
        rule: "K020",
        severity: "error",
        file: "knowledge/answers/vpn.md",
        line: 4,
        column: 1,
        end_line: 4,
        end_column: 15,
        message:
          'The owner is "team-aa": people.yaml has no such team or person. Did you mean "team-a"?',
        why: "Nobody can be asked when the entry is wrong.",
        fix: null,
        entry: "vpn",
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ]);
  });

  it("keeps its fingerprint when lines are added above it", () => {
    const print = (body: string) => lintFiles(text(body)).findings.map((one) => one.fingerprint);
    const before = print("See [it](gone.md).");
    expect(print("First.\n\nSee [it](gone.md).")).toEqual(before);
    expect(print("See [it](lost.md).")).not.toEqual(before);
    expect(new Set(print("See [it](gone.md) and [it](gone.md).")).size).toBe(2);
  });

  it("never holds the secret that it is about", () => {
    const token = `ghp_${"aB3dE5gH7j".repeat(4).slice(0, 36)}`;
    const told = JSON.stringify([
      lintFiles(text(`Use \`${token}\`.`)),
      lintFiles(kafka("environments: {prod: {password: hunter2}}")),
    ]);
    expect(told).not.toContain(token.slice(8));
    expect(told).not.toContain("hunter2");
  });

  it("quotes a command on one line, cut, and without its secret", () => {
    const token = `ghp_${"aB3dE5gH7j".repeat(4).slice(0, 36)}`;
    const quoted = (command: string) => {
      const body = `Does it.\n\n## Steps\n\n\`\`\`shell\n${command}\n\`\`\``;
      const { findings } = lintFiles({ "runbooks/kafka.md": runbook(["danger: none"], body) });
      return findings.find(({ rule }) => rule === "K084")?.message;
    };
    const end = "is of danger medium, but the runbook's is none.";
    expect(quoted("ls; helm upgrade \\\n  kafka ./chart; ls")).toBe(
      `"helm upgrade kafka ./chart" ${end}`,
    );
    expect(quoted(`helm upgrade ${"x".repeat(47)}`)).toBe(
      `"helm upgrade ${"x".repeat(47)}" ${end}`,
    );
    expect(quoted(`helm upgrade ${"x".repeat(48)}`)).toBe(
      `"helm upgrade ${"x".repeat(46)}…" ${end}`,
    );
    expect(quoted(`helm upgrade x --set a=${token}`)).toBe(`"helm upgrade x --set a=…" ${end}`);
  });

  it("names what a placeholder probably means", () => {
    const hintFor = (name: string) => {
      const fields = ["params: {replicas: {type: int}}", "environments: {prod: {context: prd}}"];
      const body = `Use {{replicas}} and {{${name}}}.\n\n## Steps\n\n1. Go.`;
      const { findings } = lintFiles({ "runbooks/kafka.md": runbook(fields, body) });
      return /Did you mean "(.*)"\?/.exec(findings[0]?.message ?? "")?.[1];
    };
    expect(hintFor("replica")).toBe("{{replicas}}");
    expect(hintFor("repilca")).toBe("{{replicas}}");
    expect(hintFor("repicla")).toBeUndefined();
    expect(hintFor("env.contxt")).toBe("{{env.context}}");
    expect(hintFor("service.nam")).toBe("{{service.name}}");
  });

  it("names the environments in which a placeholder has no value", () => {
    const fields = ["environments: {dev: {}, staging: {host: a1}, prod: {}}"];
    const body = "On {{env.host}}.\n\n## Steps\n\n1. Go.";
    expect(lintFiles({ "runbooks/kafka.md": runbook(fields, body) }).findings).toMatchObject([
      { message: expect.stringContaining('in the environment "dev", "prod"') },
    ]);
  });

  it("names some of the characters that a pattern lets through", () => {
    const messageFor = (pattern: string) => {
      const fields = [`params: {x: {pattern: '${pattern}'}}`];
      const body = "Use {{x}}.\n\n## Steps\n\n1. Go.";
      return lintFiles({ "runbooks/kafka.md": runbook(fields, body) }).findings[0]?.message;
    };
    expect(messageFor("[a-z ~]+")).toContain("lets a blank ~ through");
    expect(messageFor("\\S+")).toContain("lets ; & | $ ` and 14 more through");
  });

  it("weighs what the caller says, and is gone when its rule is off", () => {
    const weighed = (weight: "off" | "info") =>
      placesOf(lintFiles(vpn("owner: team-b"), { weights: { K020: weight, K033: "off" } }));
    expect(weighed("info")).toEqual(["answers/vpn.md:4:1 info K020"]);
    expect(weighed("off")).toEqual([]);
  });

  it("counts as waived where its page says so", () => {
    const body = "TODO and TODO\n\n<!-- ama-lint-disable K064 the tracker has it -->";
    expect(lintFiles(text(body))).toEqual({ findings: [], waived: 2 });
  });
});

describe("why each rule is", () => {
  it.each(Object.entries(rules))("%s takes twelve words at most", (_, { why }) => {
    expect(why.split(" ").length).toBeLessThanOrEqual(12);
  });
});
