import { describe, expect, it } from "vitest";
import { spokenText, spokenWords } from "../../src/knowledge/spoken-words.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { page } from "../support/knowledge-folder.ts";

const catalogue = `
environments: {prod: [production, live], staging: [stg, "pre prod"], dev: []}
services:
  - {id: payments-api, name: Payments API, aliases: [payments, pay-gate], owner: team-a, k8s: {deployment: pay-main, namespace: money}}
  - {id: payments-ui, name: Checkout pages, owner: team-a}
  - {id: billing-worker, name: Billing worker, aliases: [invoicer], owner: team-a, hosts: [work1, work2]}
  - {id: postgres, name: PostgreSQL, aliases: [database, shop db], owner: team-a}
  - {id: kafka, name: Kafka, aliases: [event bus], owner: team-a, hosts: [kafka1, kafka2]}
  - {id: warehouse-east, aliases: [reports, warehouse], owner: team-a}
  - {id: warehouse-west, aliases: [reports], owner: team-b}
  - {id: deploy, name: Deployer, aliases: [shipping], owner: team-b}
  - {id: live-shop, owner: team-b}
`;
const people = `
teams: [{id: team-a, name: Team A, members: [ana]}]
people: [{id: ana, name: Ana Ferreira}, {id: kafka-kim, name: Kim}]
`;
const alerting = (alerts: readonly string[]) =>
  page(["title: Look at it", "owner: ana", "services: ['*']", `alerts: [${alerts}]`], "Text.");

const names = knowledgeOf({
  "services.yaml": catalogue,
  "people.yaml": people,
  "runbooks/one.md": alerting(["KubePodCrashLooping", "Watchdog", "node_down_5m"]),
  "runbooks/two.md": alerting(["Queue is stuck", "KubePod", "disk-full"]),
}).names();

const servicesIn = (text: string) =>
  names.read(text).services.map(({ services }) => services.map(({ id }) => id).join("|"));
const environmentsIn = (text: string) => names.read(text).environments.map(({ id }) => id);
const restOf = (text: string) =>
  names.read(text).rest.map((run) => run.map(({ word }) => word).join(" "));
const wordsOf = (text: string) => spokenWords(spokenText(text));

describe("a service's name", () => {
  it.each([
    ["payments-api", "exact", "id"],
    ["PAYMENTS-API", "exact", "id"],
    ["Checkout Pages", "exact", "name"],
    ["pay-gate", "exact", "alias"],
    ["ｐａｙｍｅｎｔｓ-api", "exact", "id"],
    ["payments-api's", "exact", "id"],
    ["payments-api’s", "exact", "id"],
    ["`payments-api`", "exact", "id"],
    ["<payments-api>", "exact", "id"],
    ["pay gate", "separators", "alias"],
    ["paygate", "separators", "alias"],
    ["pay_gate", "separators", "alias"],
    ["pay.gate", "separators", "alias"],
    ["ka f ka", "separators", "id"],
    ["p a y gate", "separators", "alias"],
    ["Pay Gate", "separators", "alias"],
    ["payment", "stem", "alias"],
    ["checkout page", "stem", "name"],
    ["billing workers", "stem", "id"],
    ["invoicers", "stem", "alias"],
    ["the databases", "stem", "alias"],
    ["work1", "exact", "host"],
    ["work 1", "separators", "host"],
    ["pay-main", "exact", "deployment"],
    ["pay main", "separators", "deployment"],
  ])("is recognised in %j: %s, by its %s", (text, rule, by) => {
    expect(names.read(text).services).toMatchObject([{ rule, by }]);
  });

  it.each([
    ["k a f ka", "of one word, cut into four"],
    ["p a y ga te", "of two words, cut into five"],
    ["pay. Gate", "two sentences"],
    ["pay, gate", "two clauses"],
    ["pay\ngate", "two lines"],
    ["paymentsapis", "a stem within one word of two"],
    ["work3", "another machine"],
    ["work1s", "a machine has no plural"],
    ["money", "a namespace is no name"],
    ["paym", "a part of a word"],
    ["kafak", "a slip is guessed at elsewhere"],
  ])("is not recognised in %j: %s", (text) => {
    expect(servicesIn(text)).toEqual([]);
  });

  it("is given as it is said, and as the catalogue has it", () => {
    expect(names.read("is Pay Gate's port open")?.services).toMatchObject([
      { said: "Pay Gate", name: "pay-gate", places: [1, 2] },
    ]);
  });

  it.each([
    ["payments-api-gateway", [], "another service"],
    ["payments-apix", [], "another word"],
    ["old-payments-api", [], "another service before it"],
    ["payments_api_gateway", [], "another service, whatever the separators"],
    ["payments-api--gateway", [], "with two hyphens, too"],
    ["payments api gateway", ["payments-api"], "separate words are words of the sentence"],
    ["payments-api-7d9f8b6c5-x2x4z", ["payments-api"], "one of its pods"],
    ["payments-api-0", ["payments-api"], "one of its pods, counted"],
    ["payments-api-x2x4z", ["payments-api"], "one of its pods, by a short hash"],
    ["payments-api-bcdfg", ["payments-api"], "one of its pods, by a hash without digits"],
    ["payments-api-bcdf", [], "four letters are no hash"],
    ["payments-api-9f3a1", ["payments-api"], "one of its containers"],
    ["payments-api-decade", [], "a word, though of hexadecimal digits"],
    ["payments-api-gateway2", [], "another service with a number"],
    ["payments-api-2fa", [], "another service whose name begins with a digit"],
    ["stg-payments-api", ["payments-api"], "with an environment before it"],
    ["production-payments-api", ["payments-api"], "with another word for one"],
    ["payments-api-staging", ["payments-api"], "with an environment behind it"],
    ["prod-payments-api-7d9f8b6c5-x2x4z", ["payments-api"], "with both"],
    ["new-stg-payments-api", ["payments-api"], "only the word next to it counts"],
    ["payments-api.money.svc", ["payments-api"], "a host name of it"],
    ["money/payments-api:2.3", ["payments-api"], "an image of it"],
    ["https://x.io/payments-api/", ["payments-api"], "in an address"],
    ["payments-api- and more", ["payments-api"], "a hyphen that joins nothing"],
  ])("is no part of a longer one: %s gives %j, %s", (text, expected) => {
    expect(servicesIn(text)).toEqual(expected);
  });

  it("that is no whole one leaves its words to the rest", () => {
    expect(restOf("restart payments-api-gateway")).toEqual(["payments api gateway"]);
    expect(restOf("restart stg-payments-api")).toEqual([]);
  });

  it.each([
    ["payments", ["payments-api"], "a short one"],
    ["payments-ui", ["payments-ui"], "the long one, and not the short one in it"],
    ["payments ui and payments", ["payments-ui", "payments-api"], "both"],
    ["shop db", ["postgres"], "two words"],
    ["warehouse", ["warehouse-east"], "an alias"],
    ["warehouse west", ["warehouse-west"], "another's id that begins with it"],
    ["the live shop", ["live-shop"], "longer than an environment's word"],
  ])("is the longest: in %j %j, %s", (text, expected) => {
    expect(servicesIn(text)).toEqual(expected);
  });

  it("that several share is not decided", () => {
    expect(servicesIn("restart reports")).toEqual(["warehouse-east|warehouse-west"]);
  });

  it("is given once for each time it is said, in the text's order", () => {
    expect(servicesIn("kafka, payments, event bus")).toEqual(["kafka", "payments-api", "kafka"]);
  });

  it.each([
    ["where it is the only verb, the verb is meant", "deploy it", "deploy", []],
    ["where another is, the service", "restart deploy", "restart", ["deploy"]],
    ["where both are the verb, none", "deploy", "deploy", []],
  ])("that is a verb, too: %s", (_reason, text, verb, services) => {
    expect(names.read(text).verb?.verb).toBe(verb);
    expect(servicesIn(text)).toEqual(services);
  });
});

describe("an environment's name", () => {
  it.each([
    ["on prod", ["prod"], "its id"],
    ["in Production", ["prod"], "another word, in another case"],
    ["on pre prod", ["staging"], "the longest"],
    ["on pre-prod", ["staging"], "with other separators"],
    ["on dev", ["dev"], "one without other words"],
    ["staging and prod", ["staging", "prod"], "each, in the text's order"],
    ["on stagings", [], "not inflected"],
    ["on qa", [], "an ordinary word where the catalogue lacks it"],
    ["on lives", [], "a word that only begins so"],
  ])("in %j is %j: %s", (text, expected) => {
    expect(environmentsIn(text)).toEqual(expected);
  });

  it("that the catalogue lacks is left to the rest", () => {
    expect(restOf("restart kafka on qa")).toEqual(["qa"]);
  });
});

describe("an alert's name", () => {
  it.each([
    ["KubePodCrashLooping", ["KubePodCrashLooping"], "alone"],
    ["what is KubePodCrashLooping?", ["KubePodCrashLooping"], "in a sentence"],
    ["kubepodcrashlooping", ["KubePodCrashLooping"], "of several humps, in another case"],
    ["KUBEPODCRASHLOOPING fired", ["KubePodCrashLooping"], "of several humps, in capitals"],
    ["kube pod crash looping", [], "with other separators"],
    ["KubePodCrashLoopings", [], "inflected"],
    ["KubePodCrashLoopin", [], "with a slip"],
    ["NODE_DOWN_5M", ["node_down_5m"], "with underscores and digits, in another case"],
    ["Watchdog", ["Watchdog"], "a plain word, as it is written"],
    ["the watchdog barks", [], "a plain word in another case"],
    ["WATCHDOG", [], "a plain word in capitals"],
    ["Queue is stuck", ["Queue is stuck"], "of several words, as it is written"],
    ["the queue is stuck", [], "of several words, in another case"],
    ["disk-full", ["disk-full"], "without humps, as it is written"],
    ["disk full", [], "without humps, with other separators"],
    ["Watchdog, Watchdog", ["Watchdog"], "twice is once"],
    ["Watchdog KubePodCrashLooping", ["Watchdog", "KubePodCrashLooping"], "several"],
    ["KubePod", ["KubePod"], "that another one begins with"],
    ['{"alertname":"Watchdog"}', ["Watchdog"], "in JSON"],
    ["alertname=Watchdog", ["Watchdog"], "in a label"],
    ["[FIRING:1] KubePodCrashLooping (payments)", ["KubePodCrashLooping"], "in a chat's form"],
  ])("in %j is %j: %s", (text, expected) => {
    expect(names.read(text).alerts).toEqual(expected);
  });
});

describe("a person's name", () => {
  it.each([
    ["is ana there", ["ana"], "an id"],
    ["ask Ana Ferreira", ["ana"], "a name, and not its first word alone"],
    ["kim", ["kafka-kim"], "one person's name"],
    ["anas", [], "not inflected"],
  ])("in %j is %j: %s", (text, expected) => {
    expect(names.read(text).people.map(({ id }) => id)).toEqual(expected);
  });
});

describe("what is left over", () => {
  it.each([
    ["how do I restart payments on prod", [], "names and grammar are nothing"],
    ["restart flux capacitor", ["flux capacitor"], "one run of words"],
    ["restart the flux and the capacitor", ["flux", "capacitor"], "grammar parts runs"],
    ["restart flux, capacitor", ["flux", "capacitor"], "a clause parts runs"],
    ["restart flux payments capacitor", ["flux", "capacitor"], "a name parts runs"],
    ["restart flux-capacitor", ["flux capacitor"], "a hyphen does not"],
  ])("of %j is %j: %s", (text, expected) => {
    expect(restOf(text)).toEqual(expected);
  });

  it("is read up to 2,000 words: the rest is a log", () => {
    const filler = (count: number) => "x ".repeat(count);
    expect(servicesIn(`${filler(1_999)}kafka`)).toEqual(["kafka"]);
    expect(servicesIn(`${filler(2_000)}kafka`)).toEqual([]);
  });
});

describe("a part of a name", () => {
  const partly = (text: string) => names.partly(wordsOf(text)).map(({ id }) => id);
  it.each([
    ["worker", ["billing-worker"], "one word of two"],
    ["workers", ["billing-worker"], "in the plural"],
    ["bus", ["kafka"], "a word of an alias"],
    ["west", ["warehouse-west"], "a word of an id"],
    ["main", ["payments-api"], "a word of a deployment"],
    ["api payments", [], "all of its words, in any order: a name and no part"],
    ["payments", ["payments-api", "payments-ui"], "of several, in the catalogue's order"],
    ["payments worker", [], "words of two names"],
    ["work", [], "a host is whole or none"],
    ["workr", [], "with a slip"],
    ["", [], "nothing"],
  ])("%j is part of %j: %s", (text, expected) => {
    expect(partly(text)).toEqual(expected);
  });
});

describe("a name with a slip", () => {
  const near = (text: string) => names.near(wordsOf(text)).map(({ id }) => id);
  it.each([
    ["postgress", ["postgres"], "an id"],
    ["datbase", ["postgres"], "an alias"],
    ["checkuot pages", ["payments-ui"], "a name of two words"],
    ["wokr1", [], "a host is whole or none"],
    ["kafka3", [], "another number is another machine"],
    ["bus", [], "a short word"],
    ["invocer", ["billing-worker"], "a letter less"],
  ])("%j is near %j: %s", (text, expected) => {
    expect(near(text)).toEqual(expected);
  });

  it("that fits nothing has nearest ones, nearest first and no more than asked for", () => {
    const nearest = (text: string, limit: number) => names.nearest(text, limit).map(({ id }) => id);
    expect(nearest("kafkas3", 3)[0]).toBe("kafka");
    expect(nearest("warehouse north", 9)).toEqual(
      expect.arrayContaining(["warehouse-east", "warehouse-west"]),
    );
    expect(nearest("warehouse north", 1)).toHaveLength(1);
    expect(nearest("", 3)).toEqual([]);
  });
});
