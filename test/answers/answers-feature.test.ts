import { describe, expect, it } from "@jest/globals";
import { createAnswersFeature } from "../../src/answers/answers-feature.ts";
import type { AskingMessage, Miss } from "../../src/answers/miss.ts";
import { docText } from "../../src/chat/doc-text.ts";
import { stranger, type Viewer } from "../../src/knowledge/audience.ts";
import type { KnowledgeBase } from "../../src/knowledge/index-knowledge.ts";
import { knowledgeOf } from "./knowledge-of.ts";

const today = Temporal.PlainDate.from("2026-10-15");
const people = `
teams:
  - {id: team-platform, name: Platform, matrix: "#platform:example.org", members: [ana]}
  - {id: team-office, name: Office, members: [pim]}
people:
  - {id: ana, name: Ana Ferreira, email: ana@example.org, roles: [admin]}
  - {id: pim, name: Pim de Boer, roles: []}
`;

async function replyOf(
  files: Readonly<Record<string, string>>,
  question: string,
  viewer: Viewer = stranger,
): Promise<string> {
  const base = knowledgeOf(files);
  const feature = createAnswersFeature(
    () => base,
    () => undefined,
  );
  return docText((await feature.answer(question, { viewer, today })).doc);
}

describe("an answer", () => {
  it("is the page's own words, then what else is there, links and where it comes from", async () => {
    const vpn = `---
title: Set up the VPN
questions: [how do I connect from home]
owner: team-platform
reviewed: 2026-10-01
links:
  - {title: Portal, url: "https://vpn.example.org"}
  - https://wiki.example.org/vpn
---

Take **the profile** from the [portal](https://vpn.example.org/profile):

1. Open \`wg0.conf\`.
2. Import it.

## Troubles

Ask.
`;
    const reply = await replyOf({ "answers/vpn.md": vpn, "people.yaml": people }, "set up the vpn");
    expect(reply).toBe(
      `Take the profile from the portal (https://vpn.example.org/profile):

1. Open \`wg0.conf\`.
2. Import it.

More on the page: Troubles

Links: Portal (https://vpn.example.org), https://wiki.example.org/vpn

Source: answers/vpn.md | owner: Platform | checked 2 weeks ago`,
    );
  });

  it.each([
    ["a team by its name", "owner: team-platform", " | owner: Platform"],
    ["a person by their name", "owner: pim", " | owner: Pim de Boer"],
    ["somebody unknown by the page's word", 'owner: "#wiki"', " | owner: #wiki"],
    ["nobody when the page names nobody", "", ""],
  ])("names its owner: %s", async (_reason, owner, told) => {
    const vpn = `---\ntitle: Set up the VPN\nquestions: [how do I connect]\n${owner}\n---\n\nText.\n`;
    const reply = await replyOf({ "answers/vpn.md": vpn, "people.yaml": people }, "set up the vpn");
    expect(reply).toBe(`Text.\n\nSource: answers/vpn.md${told}`);
  });

  it("never links to an address that is no page", async () => {
    const vpn = `---\ntitle: Set up the VPN\nowner: pim\nlinks: [{title: Portal, url: "javascript:alert(1)"}]\n---\n\nText.\n`;
    const base = knowledgeOf({ "answers/vpn.md": vpn });
    const feature = createAnswersFeature(
      () => base,
      () => undefined,
    );
    const { doc } = await feature.answer("set up the vpn", { viewer: stranger, today });
    expect(JSON.stringify(doc)).not.toContain("javascript");
    expect(docText(doc)).toContain("Links: Portal");
  });

  it("without a text is its title and its headings", async () => {
    const headings = Array.from({ length: 9 }, (_, at) => `## Part ${at}\n`).join("\n");
    const reply = await replyOf(
      { "answers/vpn.md": `---\ntitle: Set up the VPN\nowner: pim\n---\n\n${headings}` },
      "set up the vpn",
    );
    const list = Array.from({ length: 8 }, (_, at) => `Part ${at}`).join(", ");
    expect(reply).toBe(
      `Set up the VPN\n\nMore on the page: ${list}\n\nSource: answers/vpn.md | owner: pim`,
    );
  });

  it("without anything is its title", async () => {
    const reply = await replyOf(
      { "answers/vpn.md": "---\ntitle: Set up the VPN\nowner: pim\n---\n" },
      "set up the vpn",
    );
    expect(reply).toBe("Set up the VPN\n\nSource: answers/vpn.md | owner: pim");
  });

  it("that is archived is its title alone", async () => {
    const reply = await replyOf(
      {
        "answers/vpn.md":
          "---\ntitle: Set up the VPN\nowner: pim\nstatus: archived\n---\n\nLong gone.\n",
      },
      "set up the vpn",
    );
    expect(reply).toBe("Set up the VPN (archived)\n\nSource: answers/vpn.md | owner: pim");
  });
});

describe("an answer that is deprecated", () => {
  const old = `---\ntitle: Set up the old VPN\nowner: pim\nstatus: deprecated\nreplaced_by: tunnel\n---\n\nOld text.\n`;
  const successor = (front: string) => `---\ntitle: Wireguard\nowner: pim\n${front}\n---\n\nNew.\n`;
  const member: Viewer = { kind: "member", person: { id: "ana", roles: [] }, teams: ["finance"] };
  const named = 'Warning: This is deprecated. Use "Wireguard" (answers/tunnel.md) instead.';
  const unnamed = "Warning: This is deprecated.";

  it.each([
    ["names its successor", "", stranger, named],
    ["names no draft", "status: draft", stranger, unnamed],
    ["names nothing the asker may not read", "audience: [finance]", stranger, unnamed],
    ["names it to those who may", "audience: [finance]", member, named],
    ["names nothing that begins tomorrow", "valid_from: 2026-10-16", stranger, unnamed],
    ["names nothing that ended yesterday", "expires: 2026-10-14", stranger, unnamed],
  ])("%s", async (_reason, front, viewer, warning) => {
    const files = { "answers/old.md": old, "answers/tunnel.md": successor(front) };
    expect(await replyOf(files, "set up the old vpn", viewer)).toBe(
      `${warning}\n\nOld text.\n\nSource: answers/old.md | owner: pim`,
    );
  });

  it("says so when its successor is nowhere", async () => {
    expect(await replyOf({ "answers/old.md": old }, "set up the old vpn")).toContain(
      `${unnamed}\n`,
    );
  });
});

describe("a checklist", () => {
  const front = "---\ntitle: Onboard a developer\nowner: pim\n---\n\n";
  const source = "Source: checklists/onboard.md | owner: pim";
  const long = Array.from({ length: 250 }, (_, at) => `word${at}`).join(" ");
  const onboard = (body: string) =>
    replyOf({ "checklists/onboard.md": front + body }, "onboard a developer");

  it("is shown with all its items, by group", async () => {
    const body = `Everything for the first day.

## A week before

- [ ] Laptop ordered
- [x] Buddy named

## Day one

- [ ] Badge
`;
    expect(await onboard(body)).toBe(
      `Everything for the first day.

A week before

[ ] Laptop ordered
[x] Buddy named

Day one

[ ] Badge

${source}`,
    );
  });

  it.each([
    ["without a word before them", "## Day one\n\n- [ ] Badge\n", "Day one\n\n[ ] Badge"],
    ["without a group", "Do this:\n\n- [ ] Badge\n", "Do this:\n\n[ ] Badge"],
    [
      "some in no group",
      "Do this.\n\n- [ ] Badge\n\n## Day two\n\n- [ ] Desk\n",
      "Do this.\n\n[ ] Badge\n\nDay two\n\n[ ] Desk",
    ],
    [
      "on a long page without a group",
      `Do this.\n\n${long}\n\n- [ ] Badge\n`,
      `Do this.\n\n${long}\n\n[ ] Badge`,
    ],
  ])("has each item once: %s", async (_reason, body, text) => {
    expect(await onboard(body)).toBe(`${text}\n\n${source}`);
  });
});

describe("a choice", () => {
  it("is the titles, numbered", async () => {
    const page = (title: string) => `---\ntitle: ${title}\nowner: pim\n---\n\nText.\n`;
    const reply = await replyOf(
      {
        "answers/blue.md": page("Replace the toner of the blue printer"),
        "answers/red.md": page("Replace the toner of the teal printer"),
      },
      "replace the toner of the printer",
    );
    expect(reply.split("\n").toSorted()).toEqual([
      "",
      "1. Replace the toner of the blue printer",
      "2. Replace the toner of the teal printer",
      "Which of these do you mean?",
    ]);
  });

  it("of one is a question whether that is meant", async () => {
    const files = {
      "answers/tunnel.md": "---\ntitle: Set up wireguard\nowner: pim\n---\n\nText.\n",
      "answers/print.md": "---\ntitle: Print at the office\nowner: pim\n---\n\nText.\n",
    };
    expect(await replyOf(files, "wireguart")).toBe(
      "I am not sure. Do you mean this?\n\n1. Set up wireguard",
    );
  });
});

describe("a reply without an answer", () => {
  const page = (title: string, owner: string) =>
    `---\ntitle: ${title}\n${owner}\n---\n\nPaper is in the cupboard.\n`;
  const printer = { "answers/print.md": page("Printerdesk", "owner: team-office") };

  it.each([
    ["one word", "flurble?", '"flurble"'],
    ["two", "flurble or wibble", '"flurble" or "wibble"'],
    ["three", "flurble wibble wobble", '"flurble", "wibble" or "wobble"'],
    ["a repeated one", "flurble flurble", '"flurble"'],
    [
      "the first four of many",
      "flurble wibble wobble quux zork",
      '"flurble", "wibble", "wobble" or "quux"',
    ],
  ])("says which words nobody has: %s", async (_reason, question, words) => {
    expect(await replyOf({ ...printer, "people.yaml": people }, question)).toBe(
      `I don't know. No entry mentions ${words}.\n\nAsk Platform (#platform:example.org).`,
    );
  });

  it("does not name words of grammar as missing", async () => {
    expect(await replyOf(printer, "how would you flurble them")).toContain(
      'No entry mentions "flurble".',
    );
  });

  it("names what came near, and its owner", async () => {
    const reply = await replyOf({ ...printer, "people.yaml": people }, "printeer");
    expect(reply).toMatch(/^I don't know\. /);
    expect(reply).toContain("Nearest, though probably not it:\n\n- Printerdesk (answers/print.md)");
    expect(reply).toMatch(/Ask Office\.$/);
  });

  it.each([
    ["the team of an admin", people, "Ask Platform (#platform:example.org)."],
    [
      "the team of an editor",
      people.replace("[admin]", "[editor]"),
      "Ask Platform (#platform:example.org).",
    ],
    [
      "an admin without a team",
      "people:\n  - {id: ana, name: Ana Ferreira, email: ana@example.org, roles: [admin]}\n",
      "Ask Ana Ferreira (ana@example.org).",
    ],
    [
      "whoever it is, when nobody is known",
      "people: []\n",
      "Ask whoever looks after this knowledge base, and have the answer added to it.",
    ],
  ])("names whom to ask when nothing is near: %s", async (_reason, file, told) => {
    const reply = await replyOf({ ...printer, "people.yaml": file }, "flurble");
    expect(reply.split("\n\n").at(-1)).toBe(told);
  });

  it("asks the last resort when what is near belongs to nobody", async () => {
    const files = { "answers/print.md": page("Printerdesk", ""), "people.yaml": people };
    const reply = await replyOf(files, "printeer");
    expect(reply).toContain("- Printerdesk (answers/print.md)");
    expect(reply).toMatch(/Ask Platform \(#platform:example\.org\)\.$/);
  });
});

describe("a miss", () => {
  const message: AskingMessage = {
    asker: { platform: "console", user: "ana" },
    at: Temporal.Instant.from("2026-10-15T09:00:00Z"),
    messageKey: "console:1",
  };
  const vpn = "---\ntitle: Set up the VPN\nowner: pim\n---\n\nText.\n";
  /** Asks a feature that keeps its misses, and tells what came of it. */
  async function missesOf(question: string, asked: { readonly message?: AskingMessage }) {
    const misses: Miss[] = [];
    const base = knowledgeOf({ "answers/vpn.md": vpn });
    const feature = createAnswersFeature(
      () => base,
      () => undefined,
      async (miss) => {
        misses.push(miss);
        return miss.question.includes("lost") ? undefined : { text: "Logged as G-31." };
      },
    );
    const { doc } = await feature.answer(question, { viewer: stranger, today, ...asked });
    return { misses, reply: docText(doc) };
  }

  it("is recorded with the words that were asked, and its notice is told last", async () => {
    const { misses, reply } = await missesOf(" flurble?\n", { message });
    expect(misses).toEqual([
      { ...message, question: " flurble?\n", kind: "no_answer", key: undefined },
    ]);
    expect(reply).toMatch(
      /^I don't know\. No entry mentions "flurble"\.\n\n.*\n\nLogged as G-31\.$/s,
    );
  });

  it("that could not be recorded is replied to all the same", async () => {
    const { misses, reply } = await missesOf("lost flurble", { message });
    expect(misses).toHaveLength(1);
    expect(reply).toMatch(/^I don't know\. .*added to it\.$/s);
  });

  it("is not recorded when nobody's message asks", async () => {
    const { misses, reply } = await missesOf("flurble", {});
    expect(misses).toEqual([]);
    expect(reply).not.toContain("Logged");
  });

  it.each(["set up the vpn", "thanks", "?!", ""])("is none: %j", async (question) => {
    expect((await missesOf(question, { message })).misses).toEqual([]);
  });
});

describe("a reply to a text that asks for nothing", () => {
  it.each([
    ["", "That is an empty question. What would you like to know? One sentence is enough."],
    ["?!", "I see no words in that. What would you like to know? One sentence is enough."],
    ["thanks!", "You are welcome."],
    ["hi", 'Hello. Ask me anything about our services and runbooks, or say "help".'],
  ])("is short and friendly: %j", async (text, reply) => {
    expect(await replyOf({}, text)).toBe(reply);
  });

  it("tells how to ask, for help", async () => {
    expect(await replyOf({}, "help")).toMatch(/^Ask in your own words: .+whom to ask\.$/);
  });
});

describe("the knowledge base", () => {
  it("is the one in force when the question is asked", async () => {
    let base: KnowledgeBase = knowledgeOf({});
    const feature = createAnswersFeature(
      () => base,
      () => undefined,
    );
    const ask = async () =>
      (await feature.answer("set up the vpn", { viewer: stranger, today })).judgement.outcome;
    expect(await ask()).toBe("abstain");
    base = knowledgeOf({
      "answers/vpn.md": "---\ntitle: Set up the VPN\nowner: pim\n---\n\nText.\n",
    });
    expect(await ask()).toBe("answer");
  });

  it("is shown as another feature shows an entry, above the same links and source", async () => {
    const base = knowledgeOf({
      "answers/vpn.md": "---\ntitle: Set up the VPN\nowner: pim\n---\n\nText.\n",
    });
    const feature = createAnswersFeature(
      () => base,
      ({ title }, question) => ({
        doc: [{ p: [{ text: `${title}, asked "${question}"` }] }],
        environment: "staging",
      }),
    );
    const { doc, environment } = await feature.answer("set up the vpn", {
      viewer: stranger,
      today,
    });
    expect(docText(doc)).toBe(
      'Set up the VPN, asked "set up the vpn"\n\nSource: answers/vpn.md | owner: pim',
    );
    expect(environment).toBe("staging");
  });
});
