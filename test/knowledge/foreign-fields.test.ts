import { describe, expect, it } from "vitest";
import { entryOf, problemsOf, readPage } from "./read-page.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const foreign = (head: string, file = "manual/dns.md") => {
  const page = readPage(file, `${head}\nText.\n`);
  expect(problemsOf(page)).toEqual([]);
  return entryOf(page);
};

describe("the front matter of", () => {
  it("GOV.UK's and other tech-docs is understood", () => {
    expect(
      foreign(
        `---\ntitle: Manage DNS\nowner_slack: "#govuk-2ndline"\nsection: [Infrastructure]\nlast_reviewed_on: 2024-05-01\nreview_in: 6 months
old_paths: [/manual/old-dns.html, /dns]\nparent: /manual.html\nlayout: manual_layout\ntype: learn\nimportant: true\n---\n`,
      ),
    ).toMatchObject({
      native: false,
      title: "Manage DNS",
      owner: "#govuk-2ndline",
      keywords: ["Infrastructure"],
      reviewed: day("2024-05-01"),
      reviewEvery: "6m",
      redirectFrom: ["manual-old-dns", "dns"],
      related: ["manual"],
    });
  });

  const hugo = {
    native: false,
    id: "dns-howto",
    title: "Manage DNS",
    keywords: ["dns", "zone", "infra", "How names work"],
    reviewed: day("2024-05-01"),
    validFrom: day("2024-04-01"),
    expires: day("2025-04-01"),
    status: "draft",
    redirectFrom: ["old-dns"],
  };

  it("Hugo in YAML is understood", () => {
    expect(
      foreign(`---\ntitle: Manage DNS\ndate: 2020-01-01\nlastmod: 2024-05-01T10:00:00Z\npublishDate: 2024-04-01\nexpiryDate: 2025-04-01
draft: true\naliases: [/old-dns/]\nslug: dns-howto\nkeywords: [dns, zone]\ntags: [infra]\ndescription: How names work\nweight: 10\n---\n`),
    ).toMatchObject(hugo);
  });

  it("Hugo in TOML is understood", () => {
    expect(
      foreign(`+++\ntitle = "Manage DNS"\ndate = 2020-01-01\nlastmod = 2024-05-01T10:00:00Z\npublishDate = 2024-04-01\nexpiryDate = 2025-04-01
draft = true\naliases = ["/old-dns/"]\nslug = "dns-howto"\nkeywords = ["dns", "zone"]\ntags = ["infra"]\ndescription = "How names work"\nweight = 10\n+++\n`),
    ).toMatchObject(hugo);
  });

  it("Hugo in JSON is understood", () => {
    expect(
      foreign(`{\n"title": "Manage DNS", "date": "2020-01-01", "lastmod": "2024-05-01T10:00:00Z", "publishDate": "2024-04-01",
"expiryDate": "2025-04-01", "draft": true, "aliases": ["/old-dns/"], "slug": "dns-howto", "keywords": ["dns", "zone"],
"tags": ["infra"], "description": "How names work", "weight": 10\n}\n`),
    ).toMatchObject(hugo);
  });

  it("Docusaurus is understood", () => {
    expect(
      foreign(`---\nid: dnsHowto\ntitle: Manage DNS\nsidebar_label: DNS\nsidebar_position: 2\ndescription: Names\nkeywords: [zone]\ntags: [infra]
unlisted: true\nlast_update: {date: 2024-05-01, author: ana}\n---\n`),
    ).toMatchObject({
      native: false,
      id: "dns-howto",
      title: "Manage DNS",
      keywords: ["zone", "infra", "DNS", "Names"],
      excluded: true,
      reviewed: day("2024-05-01"),
    });
    expect(foreign("---\nid: dnsHowto\nslug: /names/zone\ndraft: false\n---\n")).toMatchObject({
      id: "names-zone",
      status: "active",
    });
  });

  it.each([
    [
      "tags: [infra]\nsearch: {boost: 2, exclude: true}",
      { keywords: ["infra"], boost: 2, excluded: true },
    ],
    ["hide: [toc]\nsearch: {boost: 100}", { boost: 3, excluded: false }],
    ["hide: [toc]\nsearch: {boost: 0.1}", { boost: 0.5 }],
    ["tags: infra\nstatus: deprecated", { status: "deprecated" }],
    ["tags: infra\nstatus: new", { status: "active" }],
  ])("MkDocs and TechDocs is understood: %j", (lines, expected) => {
    expect(foreign(`---\n${lines}\n---\n`)).toMatchObject({ native: false, ...expected });
  });

  it("Jekyll is understood", () => {
    expect(
      foreign("---\nlayout: page\npermalink: /names/\nredirect_from:\n  - /old/dns.html\n---\n"),
    ).toMatchObject({
      native: false,
      redirectFrom: ["old-dns", "names"],
    });
  });

  it.each([
    "title: [a, b]",
    "tags: {a: 1}",
    "lastmod: soon",
    "draft: maybe",
    "slug: [a]",
    "review_in: now and then",
    "aliases: {a: b}",
    "last_update: yesterday",
    "search: 5",
    "owner_slack: [a]",
    "weight: {a: b}",
    "keywords: [[a]]",
    "expiryDate: 2024-02-30",
    "slug: /",
    "slug: 接続",
    `title: ${"a".repeat(200)}`,
    `description: ${"a".repeat(300)}`,
    "section:",
    "id: 5",
  ])("another tool loses silently what makes no sense here: %s", (line) => {
    expect(foreign(`---\nlayout: page\n${line}\n---\n`)).toMatchObject({
      status: "active",
      audience: "everyone",
    });
  });

  it.each([
    ["30 days", "30d"],
    ["2 weeks", "14d"],
    ["6 months", "6m"],
    ["1 month", "1m"],
    ["1 year", "1y"],
    ["0 months", "12m"],
    ["never", "12m"],
  ])("tech-docs says when to look again: %s", (phrase, reviewEvery) => {
    expect(foreign(`---\nreview_in: ${phrase}\n---\n`).reviewEvery).toBe(reviewEvery);
  });

  it("another tool may name a key twice", () => {
    expect(foreign("---\nlayout: a\nlayout: b\n---\n").native).toBe(false);
  });
});

describe("a page without front matter", () => {
  it.each([
    [
      "alerts/KubePodCrashLooping.md",
      "# KubePodCrashLooping\n",
      "KubePodCrashLooping",
      ["KubePodCrashLooping"],
    ],
    ["alerts/KubePodCrashLooping.md", "", "Kube Pod Crash Looping", ["KubePodCrashLooping"]],
    ["alerts/etcdNoLeader.md", "## Meaning\n", "Etcd No Leader", ["etcdNoLeader"]],
    ["alerts/KubePodCrashLooping/README.md", "", "Kube Pod Crash Looping", ["KubePodCrashLooping"]],
    ["set-up_vpn.md", "", "Set up vpn", []],
    ["README.md", "# Runbooks\n", "Runbooks", []],
    ["DNS.md", "", "DNS", []],
    ["Overview.md", "# Meaning\n", "Overview", []],
  ])("%s is called by its H1 or its file, which may be an alert", (file, text, title, alerts) => {
    expect(entryOf(readPage(file, text))).toMatchObject({
      title,
      alerts,
      native: false,
      owner: undefined,
    });
  });

  it.each([
    [["Meaning", "Impact"], "runbook"],
    [["Diagnosis", "Mitigation"], "runbook"],
    [["Meaning", "Symptoms"], "answer"],
    [["Meaning"], "answer"],
    [["Meaning", "Notes"], "answer"],
    [[], "answer"],
  ])("with sections %j is of type %s", (headings, type) => {
    const text = ["# T", ...headings.map((one) => `## ${one}`)].join("\n\n");
    expect(entryOf(readPage("alerts/a-b.md", text)).type).toBe(type);
  });

  it("is another tool's below our folders, too, and takes its type there", () => {
    const page = readPage("runbooks/KubePodCrashLooping.md", "## Meaning\n");
    expect(problemsOf(page)).toEqual([]);
    expect(entryOf(page)).toMatchObject({
      native: false,
      type: "runbook",
      alerts: ["KubePodCrashLooping"],
    });
  });
});

describe("whose page it is", () => {
  it.each([
    ["answers/a-b.md", "title: Foo", true],
    ["answers/a-b.md", "questons: [how do I x]", true],
    ["answers/a-b.md", "title: Foo\nlayout: page", false],
    ["answers/a-b.md", "title: Foo\nlinkTitle2000: page", false],
    ["answers/a-b.md", "title: Foo\nlayout: page\nowner: ana", true],
    ["answers/a-b.md", "layout: page\nservices: kafka", true],
    ["manual/a-b.md", "title: Foo", false],
    ["manual/a-b.md", "title: Foo\nquestions: [how do I x]", true],
    ["manual/a-b.md", "layout: page\nowner: ana", true],
  ])("is told by its keys: %s, %j: ours %s", (file, head, native) => {
    expect(entryOf(readPage(file, `---\n${head}\n---\n`)).native).toBe(native);
  });

  it.each([
    ["manual/a-b.md", "audience: members\ntags: [x]", "members"],
    ["answers/a-b.md", "audience: members\nlayout: page", "members"],
    ["answers/a-b.md", "audeince: members\nlayout: page", []],
    ["manual/a-b.md", "audience: The Public\ntags: [x]", []],
  ])("never makes a page with an audience public: %s, %j", (file, head, audience) => {
    expect(entryOf(readPage(file, `---\n${head}\n---\n`)).audience).toEqual(audience);
  });
});
