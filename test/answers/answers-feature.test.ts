import { describe, expect, it } from "vitest";
import type { Answered } from "../../src/answers/answered.ts";
import {
  type AnswersFeature,
  type AnswersParts,
  type AskedQuestion,
  createAnswersFeature,
} from "../../src/answers/answers-feature.ts";
import type { AskingMessage, Miss } from "../../src/answers/miss.ts";
import { withChoices } from "../../src/chat/choice.ts";
import { paragraph } from "../../src/chat/doc.ts";
import { docText } from "../../src/chat/doc-text.ts";
import { stranger, type Viewer } from "../../src/knowledge/audience.ts";
import type { KnowledgeBase } from "../../src/knowledge/index-knowledge.ts";
import { searchEntries } from "../../src/knowledge/search-entries.ts";
import { noTopic, type Topic } from "../../src/knowledge/topic.ts";
import { entryOf, knowledgeOf } from "./knowledge-of.ts";

const today = Temporal.PlainDate.from("2026-10-15");
const people = `
teams:
  - {id: team-platform, name: Platform, matrix: "#platform:example.org", members: [ana]}
  - {id: team-office, name: Office, members: [pim]}
people:
  - {id: ana, name: Ana Ferreira, email: ana@example.org, roles: [admin]}
  - {id: pim, name: Pim de Boer, roles: []}
`;

const nothingMeant = { verb: undefined, service: undefined, environment: undefined };

/** A feature without rules, which shows every entry as its own text. */
function featureOf(base: KnowledgeBase, parts: Partial<AnswersParts> = {}): AnswersFeature {
  return createAnswersFeature({
    base: () => base,
    byRule: () => undefined,
    show: (entry, { frame, topic }) => ({
      doc: frame(entry, undefined),
      choices: [],
      meant: nothingMeant,
      topic: { ...topic, entry: entry.id },
    }),
    ...parts,
  });
}

async function replyOf(
  files: Readonly<Record<string, string>>,
  question: string,
  viewer: Viewer = stranger,
): Promise<string> {
  const feature = featureOf(knowledgeOf(files));
  const { doc, choices } = await feature.answer(question, { viewer, today });
  return docText(withChoices(doc, choices));
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
    const feature = featureOf(knowledgeOf({ "answers/vpn.md": vpn }));
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
  const files = { "answers/vpn.md": vpn };
  /** Asks a feature that keeps its misses, and tells what came of it. */
  async function missesOf(
    question: string,
    asked: { readonly message?: AskingMessage },
    ruled?: Omit<Answered, "ranking">,
  ) {
    const misses: Miss[] = [];
    const feature = featureOf(knowledgeOf(files), {
      byRule: () => ruled,
      async recordMiss(miss) {
        misses.push(miss);
        return miss.question.includes("lost") ? undefined : { text: "Logged as G-31." };
      },
    });
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

  it.each([
    ["abstain", "I know no such thing.\n\nLogged as G-31."],
    ["answer", "I know no such thing."],
  ] as const)(
    "may be one that a rule tells, be it that its outcome is %s",
    async (outcome, told) => {
      const lack = { kind: "no_runbook", key: "restart|billing", isHalf: true } as const;
      const ruled = {
        outcome,
        entry: undefined,
        rule: { row: 12, entries: [], why: [] },
        meant: nothingMeant,
        choices: [],
        lack,
        doc: [paragraph("I know no such thing.")],
        topic: noTopic,
      };
      const { misses, reply } = await missesOf("restart billing", { message }, ruled);
      expect(misses).toEqual([{ ...message, ...lack, question: "restart billing" }]);
      expect(reply).toBe(told);
    },
  );

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
    const feature = featureOf(base, { base: () => base });
    const ask = async () =>
      (await feature.answer("set up the vpn", { viewer: stranger, today })).outcome;
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
    const meant = { verb: "start", service: "vpn", environment: "staging" };
    const choices = [{ label: "prod", environment: "prod" }];
    const topic = { ...noTopic, entry: "vpn", environment: "staging" };
    const feature = featureOf(base, {
      show: (entry, { question, frame }) => ({
        doc: frame(entry, [paragraph(`${entry.title}, asked "${question}"`)]),
        choices,
        meant,
        topic,
      }),
    });
    const answered = await feature.answer("set up the vpn", { viewer: stranger, today });
    expect(docText(answered.doc)).toBe(
      'Set up the VPN, asked "set up the vpn"\n\nSource: answers/vpn.md | owner: pim',
    );
    expect(answered).toMatchObject({ outcome: "answer", choices, meant, topic });
    expect(answered).toMatchObject({ entry: { id: "vpn" }, rule: undefined, lack: undefined });
    expect(answered.ranking?.hits[0]?.id).toBe("vpn");
  });
});

const office = {
  "answers/vpn.md": "---\ntitle: Set up the VPN\nowner: pim\n---\n\nText.\n",
  "answers/windows.md":
    "---\ntitle: Set up the VPN on Windows\nquestions: [vpn on windows]\nowner: pim\n---\n\nOther text.\n",
  "services.yaml":
    "services: [{id: billing, owner: pim, aliases: [desk api]}, {id: mailer, owner: pim, aliases: [desk api]}]\n",
};
const asked = { viewer: stranger, today };

describe("a question that a rule decides", () => {
  const base = knowledgeOf(office);
  const ruled = (given: Partial<Omit<Answered, "ranking">> = {}): Omit<Answered, "ranking"> => ({
    outcome: "answer",
    entry: entryOf(base, "windows"),
    rule: { row: 15, entries: [entryOf(base, "windows")], why: ["service billing"] },
    meant: { verb: "start", service: "billing", environment: "prod" },
    choices: [{ label: "Show prod commands", entry: "windows" }],
    lack: undefined,
    doc: [paragraph("By rule.")],
    topic: { ...noTopic, entry: "windows" },
    ...given,
  });

  it("is replied to as the rule says, and no search is made", async () => {
    let searches = 0;
    const feature = featureOf(base, {
      base: () => ({
        ...base,
        index: {
          ...base.index,
          search(question, options) {
            searches += 1;
            return base.index.search(question, options);
          },
        },
      }),
      byRule: () => ruled(),
    });
    expect(await feature.answer("set up the vpn", asked)).toEqual({
      ...ruled(),
      ranking: undefined,
    });
    expect(searches).toBe(0);
  });

  it("is searched for once at most, however often the rules look at what is found", async () => {
    let searches = 0;
    const feature = featureOf(base, {
      base: () => ({
        ...base,
        index: {
          ...base.index,
          search(question, options) {
            searches += 1;
            return base.index.search(question, options);
          },
        },
      }),
      byRule({ search }) {
        expect(search()).toBe(search());
        return undefined;
      },
    });
    expect((await feature.answer("vpn on windows", asked)).entry?.id).toBe("windows");
    expect(searches).toBe(1);
  });

  it("is replied to with the search that the rules made instead of the ordinary one", async () => {
    const feature = featureOf(base, {
      byRule: ({ reader }) => ({
        found: searchEntries("set up the vpn", base, reader, ({ id }) => id === "windows"),
      }),
    });
    const { entry, rule, ranking } = await feature.answer("set up the vpn", asked);
    expect({ entry: entry?.id, rule }).toEqual({ entry: "windows", rule: undefined });
    expect(ranking?.hits.map(({ id }) => id)).toEqual(["windows"]);
  });

  it("names what came near when the rule knows nothing", async () => {
    const feature = featureOf(base, {
      byRule: () => ruled({ outcome: "abstain", entry: undefined, choices: [] }),
    });
    const { ranking } = await feature.answer("set up the vpn", asked);
    expect(ranking?.hits.map(({ id }) => id)).toContain("vpn");
  });

  it("comes to the rules as it is read, with its thread, its reader and the knowledge in force", async () => {
    const given: AskedQuestion[] = [];
    const feature = featureOf(base, {
      byRule(one) {
        given.push(one);
        return undefined;
      },
    });
    const topic = { ...noTopic, service: "billing" };
    await feature.answer(" set up\nthe vpn ", asked, topic);
    await feature.answer("set up the vpn", asked);
    expect(given.map(({ question }) => question)).toEqual(["set up the vpn", "set up the vpn"]);
    expect(given.map((one) => one.topic)).toEqual([topic, noTopic]);
    expect(given[0]).toMatchObject({ reader: asked });
    expect(given[0]?.base).toBe(base);
  });

  it.each(["", "?!", "help", "thanks"])("is not one that asks for nothing: %j", async (text) => {
    const feature = featureOf(base, { byRule: () => ruled() });
    const { outcome, rule } = await feature.answer(text, asked);
    expect(outcome).toMatch(/^(?:clarify|command)$/);
    expect(rule).toBeUndefined();
  });
});

describe("what a thread is about", () => {
  const topic: Topic = {
    verb: "restart",
    service: "mailer",
    environment: "staging",
    entry: "vpn",
    values: { replicas: "4" },
    asked: ["reason"],
  };
  const topicAfter = async (question: string) =>
    (await featureOf(knowledgeOf(office)).answer(question, asked, topic)).topic;

  it.each([
    ["nothing at all", ""],
    ["no words", "?!"],
    ["a courtesy", "thanks"],
    ["words that nobody knows", "flurble?"],
  ])("stays as it is after %s", async (_reason, question) => {
    expect(await topicAfter(question)).toEqual(topic);
  });

  it.each([
    ["a verb", "flurble rollback", { verb: "rollback" }],
    ["a service", "flurble billing", { service: "billing" }],
    ["an environment", "flurble live", { environment: "prod" }],
    ["not a name that two services share", "flurble desk api", {}],
    ["not two services", "flurble billing and mailer", {}],
  ])("changes in what a question names: %s", async (_reason, question, change) => {
    expect(await topicAfter(question)).toEqual({ ...topic, ...change });
  });

  it("is told beside the reply: what the question was taken to mean", async () => {
    const { meant } = await featureOf(knowledgeOf(office)).answer(
      "flurble restart billing on live",
      asked,
    );
    expect(meant).toEqual({ verb: "restart", service: "billing", environment: "prod" });
  });
});

describe("a question that goes on with its thread", () => {
  const text = (title: string, body: string) =>
    `---\ntitle: ${title}\nowner: pim\n---\n\n${body}\n`;
  const feature = featureOf(
    knowledgeOf({
      "answers/vpn.md": text("Set up the VPN", "On a phone, an Android, take the app."),
      "answers/printing.md": text("Print at the office", "On Android take the app."),
      "answers/scanner.md": text("Scan a page", "There is an app for Android, too."),
    }),
  );
  const question = "and on android?";

  it("is answered on its topic, and says so", async () => {
    const { doc, entry, outcome } = await feature.answer(question, asked, {
      ...noTopic,
      entry: "vpn",
    });
    expect({ outcome, entry: entry?.id }).toEqual({ outcome: "answer", entry: "vpn" });
    expect(docText(doc)).toMatch(
      /^Taken as a question on "Set up the VPN"\.\n\nOn a phone, .*\n\nSource: answers\/vpn\.md/,
    );
  });

  it("is not answered without one", async () => {
    expect((await feature.answer(question, asked)).outcome).toBe("abstain");
  });

  it("is asked back where its one word leads elsewhere", async () => {
    const topic = { ...noTopic, entry: "scanner" };
    const answered = await feature.answer("and the vpn?", asked, topic);
    expect(answered).toMatchObject({
      outcome: "choices",
      entry: undefined,
      choices: [
        { label: "Scan a page", entry: "scanner" },
        { label: "Set up the VPN", entry: "vpn" },
      ],
    });
  });

  it("needs none where it says enough alone", async () => {
    const { doc, entry } = await feature.answer("and how to scan a page", asked, {
      ...noTopic,
      entry: "vpn",
    });
    expect(entry?.id).toBe("scanner");
    expect(docText(doc)).toMatch(/^There is an app for Android, too\./);
  });
});
