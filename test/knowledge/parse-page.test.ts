import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerWith, entryOf, problemsOf, readPage } from "./read-page.ts";

const missing = (page: ReturnType<typeof readPage>) =>
  page.problems.map(({ rule, message }) => `${rule} ${/"(\w+)"/.exec(message)?.[1]}`);

describe("an entry of ours", () => {
  const all = [
    "title: Restart kafka",
    "owner: ana",
    "questions: [restart kafka please]",
    "services: kafka",
    "danger: low",
  ];
  const without = (key: string) =>
    `---\n${all.filter((line) => !line.startsWith(key)).join("\n")}\n---\n\n# Heading\n`;

  it.each([
    ["answers", ["title", "owner", "questions"]],
    ["runbooks", ["title", "owner", "questions", "services", "danger"]],
    ["checklists", ["title", "owner"]],
  ])("in %s needs %s, and is served without", (folder, required) => {
    for (const key of ["title", "owner", "questions", "services", "danger"]) {
      const page = readPage(`${folder}/kafka.md`, without(key));
      expect([key, missing(page)]).toEqual([key, required.includes(key) ? [`K004 ${key}`] : []]);
      expect(page.entry).toBeDefined();
    }
  });

  it("is told of a required key that is empty", () => {
    const page = readPage(
      "answers/kafka.md",
      "---\ntitle: Kafka\nowner:\nquestions: [restart kafka please]\n---\n",
    );
    expect(missing(page)).toEqual(["K004 owner"]);
  });

  it("is told once of a required key that cannot be read", () => {
    const page = readPage(
      "runbooks/kafka.md",
      `${without("danger").replace("owner", "danger: big\nowner")}`,
    );
    expect(page.problems.map(({ rule }) => rule)).toEqual(["K003"]);
  });

  it("needs no questions as a pointer", () => {
    expect(
      problemsOf(readPage("answers/it.md", "---\ntype: pointer\ntitle: Ask IT\nowner: ana\n---\n")),
    ).toEqual([]);
  });

  it.each([
    ["its title", "---\ntitle: Named\nowner: ana\n---\n\n# Heading\n", "Named"],
    ["its H1", "---\nowner: ana\n---\n\n# Heading\n", "Heading"],
    ["its file", "---\nowner: ana\n---\n\nText.\n", "Get vpn Access now"],
  ])("is called by %s", (_what, text, title) => {
    expect(entryOf(readPage("answers/get-vpnAccess_now.md", text)).title).toBe(title);
  });

  it("takes its type from its folder, and from itself before that", () => {
    expect(entryOf(readPage("runbooks/a-b.md", answerWith(""))).type).toBe("runbook");
    expect(entryOf(readPage("runbooks/a-b.md", answerWith("type: answer"))).type).toBe("answer");
  });

  it("parses its body once", () => {
    const entry = entryOf(readPage("answers/vpn.md", answerWith("")));
    expect(entry.content()).toBe(entry.content());
  });

  it("has one hash under every line ending, with and without byte-order mark, and another after a change", () => {
    const text = answerWith("danger: low");
    const hash = entryOf(readPage("answers/vpn.md", text)).hash;
    expect(entryOf(readPage("answers/vpn.md", text.replaceAll("\n", "\r\n"))).hash).toBe(hash);
    expect(entryOf(readPage("answers/vpn.md", text.replaceAll("\n", "\r"))).hash).toBe(hash);
    expect(entryOf(readPage("answers/vpn.md", `\uFEFF${text}`)).hash).toBe(hash);
    expect(entryOf(readPage("answers/vpn.md", `${text} `)).hash).not.toBe(hash);
  });

  it.each(["\n", "\r\n", "\r"])("is the same under line ending %j", (end) => {
    const page = readPage("answers/vpn.md", answerWith("keywords: [a, {}]").replaceAll("\n", end));
    expect(problemsOf(page)).toEqual([expect.stringMatching(/^answers\/vpn.md:5:15 K003 /)]);
    expect(entryOf(page).paragraphs).toEqual(["Open the portal."]);
  });
});

describe("any file", () => {
  const heads = fc.constantFrom(
    "---\n",
    "+++\n",
    "{\n",
    "",
    "---\nowner: ana\n",
    "---\nowner: ana\n---\n",
  );
  const pieces = fc.constantFrom(
    "---",
    "\n",
    "+++",
    "}",
    "title: ",
    "audience: ",
    "environments: ",
    "params: ",
    "search: ",
    "links: ",
    "[",
    "]",
    "{",
    "}",
    ": ",
    "a",
    "*a",
    "&a ",
    "- ",
    "1",
    "null",
    '"',
    "'",
    "|",
    ">",
    "#",
    "\t",
    " ",
    "danger: ",
    "reviewed: 2026-02-30",
    "é",
    "\u{1F600}",
  );

  it("is read or told, and never throws", () => {
    fc.assert(
      fc.property(heads, fc.array(pieces, { maxLength: 30 }), (head, rest) => {
        const page = readPage("runbooks/a-b.md", head + rest.join(""));
        if (page.entry) page.entry.content();
        else expect(page.problems).not.toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("is read or told, whatever its bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const page = readPage("answers/a-b.md", bytes);
        expect(page.entry === undefined).toBe(
          page.problems.some(({ rule }) => /K00[16]/.test(rule)),
        );
      }),
    );
  });
});
