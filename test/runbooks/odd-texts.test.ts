import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noTopic, type Topic } from "../../src/knowledge/topic.ts";
import { page } from "../support/knowledge-folder.ts";
import { botOver, catalogueOf, runbook } from "./bot-over.ts";

/** Stands in each command of what is dangerous, and in no question. */
const mark = "zzqx";
const ids = ["ledger", "key-store", "kafka", "payments-api", "payments-api-gateway"] as const;
const entries = ["restore", "rotate", "restart", "scale", "any", "wipe", "vpn"] as const;

const ask = botOver({
  "services.yaml": catalogueOf(
    [
      "ledger, aliases: [books], environments: [staging, prod], tier: 1",
      "key-store, name: Key Vault, aliases: [secrets], environments: [prod], hosts: [vault1]",
      "kafka, aliases: [event bus], kind: systemd-unit",
      "payments-api, aliases: [payments], k8s: {deployment: pay-main}",
      "payments-api-gateway, lifecycle: deprecated, replaced_by: payments-api",
    ],
    "environments: {prod: [production, live], staging: [stg], dev: []}",
    "actions: {wipe: [clean out]}",
  ),
  "people.yaml": "people: [{id: ana, name: Ana, roles: [admin]}]\n",
  "runbooks/restore.md": runbook(
    "Restore the ledger",
    ["ledger"],
    [
      "danger: high",
      "questions: [how do I get the ledger back]",
      "params: {dump: {}, rows: {type: int}}",
      "environments: {staging: {host: l-stg}, prod: {host: l-prd}}",
      "alerts: [LedgerGone]",
    ],
    `${mark} --host {{env.host}} --dump {{dump}} --rows {{rows}}`,
  ),
  "runbooks/rotate.md": runbook("Rotate the keys", ["key-store"], ["danger: high"], `${mark} now`),
  "runbooks/wipe.md": runbook(
    "Wipe a service",
    ["*"],
    ["danger: high", "alerts: [Watchdog]"],
    `${mark} {{service.id}} {{env}}`,
  ),
  "runbooks/scale.md": runbook(
    "Scale payments-api",
    ["payments-api"],
    [`environments: {staging: {host: p-stg, danger: low}, prod: {host: ${mark}, danger: high}}`],
    "scale --host {{env.host}}",
  ),
  "runbooks/restart.md": runbook("Restart kafka", ["kafka"]),
  "runbooks/any.md": runbook("Restart anything", ["kind:systemd-unit"], ["danger: low"]),
  "answers/vpn.md": page(
    ["title: Set up the VPN", "owner: ana", "questions: [how do I set up the vpn]"],
    "Install WireGuard.",
  ),
});

const words = [
  ...ids,
  ..."restart restore rotate wipe scale drop roll back over off and on it that them how do I what about please".split(
    " ",
  ),
  ..."prod staging stg dev live qa books secrets vault1 pay-main payments kafak ledgre get the keys vpn".split(
    " ",
  ),
  ..."LedgerGone Watchdog dump=x rows=3 dump: rows show commands yes 1 2 Show prod commands".split(
    " ",
  ),
  ..."- -- _ . , ; : ? ! \" ' ` ( { [ < * | / \\ # @ = \n \t \u0000 \u200d \u202e ﬁ İ ß é 🧦 ｋａｆｋａ".split(
    " ",
  ),
];
const sentence = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(" ", " ", " ", "-", "", ", ", "\n")), {
    maxLength: 14,
  })
  .map((parts) => parts.flat().join(""));
const oddText = fc.oneof(
  { weight: 4, arbitrary: sentence },
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.json(),
  fc
    .tuple(sentence, fc.string({ unit: "binary", maxLength: 20 }), sentence)
    .map((all) => all.join("")),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const oddWord = fc.string({ unit: "binary", maxLength: 8 });
const topic: fc.Arbitrary<Topic> = fc.record({
  verb: optional(
    fc.oneof(fc.constantFrom("restart", "restore", "rotate", "wipe", "scale"), oddWord),
  ),
  service: optional(fc.oneof(fc.constantFrom(...ids), oddWord)),
  environment: optional(fc.oneof(fc.constantFrom("prod", "staging", "dev", ""), oddWord)),
  entry: optional(fc.oneof(fc.constantFrom(...entries), oddWord)),
  values: fc.oneof(
    fc.constant({ dump: "monday", rows: "3" }),
    fc.dictionary(fc.oneof(fc.constantFrom("dump", "rows", "__proto__"), oddWord), oddWord, {
      maxKeys: 3,
    }),
  ),
  asked: fc.array(fc.constantFrom("dump", "rows", "constructor"), { maxLength: 2 }),
});

const long: readonly (readonly [string, string])[] = [
  ["names", `restart ${ids.join(" ")} `.repeat(200)],
  ["names that are listed", `restore ${"ledger, key-store and kafka, ".repeat(300)}`],
  ["names with a slip", "restore ledgre kafak ".repeat(400)],
  ["verbs", "roll turn fail ".repeat(550)],
  ["one long word", `restart ${"a".repeat(7_900)}`],
  ["hyphens", `restart ${"-".repeat(7_900)}ledger`],
  ["a name with many hyphens", `restart ${"ledger-".repeat(1_100)}`],
  ["a name in many letters", `restart ${"l e d g e r ".repeat(600)}`],
  ["brackets", "([{<".repeat(2_000)],
  ["quotes that are never closed", `restart "${"'`“".repeat(2_500)}`],
  ["values", "dump=x rows=3 ".repeat(570)],
  ["signs of values", `dump${"=".repeat(7_900)}`],
  ["blanks", `restart${" ".repeat(7_900)}kafka`],
  ["marks on one letter", `restart k${"\u0301".repeat(7_900)}afka`],
  ["ligatures, which grow", "restart ﷺ ".repeat(800)],
  ["pictures", "🧦".repeat(4_000)],
  ["halves of a pair", "\ud83e".repeat(8_000)],
  ["controls", "\u0000\u001b\u202e".repeat(2_700)],
  ["more than is read", `restart ${"ledger ".repeat(5_000)} on prod`],
];

describe("any text, in any thread", () => {
  it("gets a reply with words, and never a command of what is dangerous", async () => {
    await fc.assert(
      fc.asyncProperty(oddText, optional(topic), async (text, given) => {
        const { text: reply } = await ask(text, given ? { topic: given } : {});
        expect(reply).toMatch(/[\p{L}\p{N}]/u);
        expect(reply).not.toContain(mark);
      }),
      { numRuns: 400 },
    );
  });

  it.each(long)("is answered within a second, however long: %s", async (_reason, text) => {
    const thread: Topic = { ...noTopic, verb: "restore", service: "ledger", entry: "restore" };
    const begin = performance.now();
    for (const asking of [{}, { topic: thread }]) {
      const { text: reply } = await ask(text, asking);
      expect(reply).toMatch(/[\p{L}\p{N}]/u);
      expect(reply).not.toContain(mark);
    }
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});

describe("a thread of any texts", () => {
  it("never comes to a command of what is dangerous", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { minLength: 2, maxLength: 5 }), async (texts) => {
        let thread: Topic = noTopic;
        for (const text of texts) {
          const answered = await ask(text, { topic: thread });
          expect(answered.text).not.toContain(mark);
          thread = answered.topic;
        }
      }),
      { numRuns: 200 },
    );
  });
});
