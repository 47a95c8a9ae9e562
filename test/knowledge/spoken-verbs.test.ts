import { describe, expect, it } from "vitest";
import { lexiconOf } from "../../src/knowledge/lexicon.ts";
import { splitVerbs } from "../../src/knowledge/spoken-verbs.ts";
import { spokenText, spokenWords } from "../../src/knowledge/spoken-words.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";

const base = knowledgeOf({
  "services.yaml": `
actions: {restart: [cycle the box], warm: [heat up, preload], clear: []}
services:
  - {id: payments-api, aliases: [payments], owner: ana}
  - {id: edge-proxy, aliases: [proxy], owner: ana}
`,
});
const names = base.names();
const verbIn = (text: string) => names.read(text).verb?.verb;

describe("a verb", () => {
  it.each<readonly [string, string | undefined, string]>([
    ["how do I restart payments", "restart", "itself"],
    ["RESTART payments", "restart", "in capitals"],
    ["reboot payments", "restart", "another word for it"],
    ["payments needs rebooting", "restart", "inflected"],
    ["restarting payments, how?", "restart", "inflected, at the beginning"],
    ["payments needs to be restarted", "restart", "as something to be done"],
    ["re-start payments", "restart", "with other separators"],
    ["cycle the box of payments", "restart", "a company's word for it"],
    ["warm payments", "warm", "a company's verb"],
    ["preload payments", "warm", "a company's word for its own verb"],
    ["clear payments", "clear", "a verb without other words"],
    ["roll payments", "restart", "a word that a longer one begins with"],
    ["roll back payments", "rollback", "the longest"],
    ["roll-back payments", "rollback", "the longest, with other separators"],
    ["rollback payments", "rollback", "the longest, in one"],
    ["roll out payments", "deploy", "another one that begins so"],
    ["fail over payments", "failover", "of two words"],
    ["turn off and on payments", "restart", "of four words"],
    ["polish payments", undefined, "no word of the lexicon"],
    ["restate payments", undefined, "a word that only looks like one, without a place for a verb"],
  ])("in %j is %s: %s", (text, verb) => {
    expect(verbIn(text)).toBe(verb);
  });
});

describe("a verb in several pieces", () => {
  it.each<readonly [string, string | undefined, string]>([
    ["roll it back", "rollback", "one word inside"],
    ["roll payments back", "rollback", "a name inside"],
    ["roll the payments api back", "rollback", "three words inside"],
    ["roll the old payments api back", "rollback", "four words inside"],
    ["roll the very old payments api back", "restart", "five words inside are too many"],
    ["turn it off and on again", "restart", "a verb of four words"],
    ["turn the old proxy off and on again", "restart", "a name inside one of four words"],
    ["turn the proxy off", undefined, "half of it"],
    ["turn the proxy on and off", undefined, "in another order"],
    ["fail the proxy over", "failover", "another one"],
    ["rolling payments back", "rollback", "inflected"],
    ["roll payments, it came back", "restart", "not over a comma"],
    ["roll payments. Back to work", "restart", "not over the end of a sentence"],
    ["heat payments up", "warm", "a company's word"],
  ])("%j is %s: %s", (text, verb) => {
    expect(verbIn(text)).toBe(verb);
  });

  it("leaves what is inside to others", () => {
    const { services, rest } = names.read("turn the old proxy off and on again");
    expect(services.map(({ said }) => said)).toEqual(["proxy"]);
    expect(rest.map((run) => run.map(({ word }) => word))).toEqual([["old"]]);
  });

  it("tells where its pieces stand", () => {
    const words = spokenWords(spokenText("please roll it back"));
    const lexicon = lexiconOf(base.corpus.catalogue, []);
    expect(splitVerbs(words, lexicon)).toMatchObject([{ verb: "rollback", places: [1, 3] }]);
  });

  it("is none when the pieces stand side by side", () => {
    const words = spokenWords(spokenText("please roll back"));
    expect(splitVerbs(words, lexiconOf(base.corpus.catalogue, []))).toEqual([]);
  });
});

describe("a verb that only tells what goes on", () => {
  it.each([
    "payments keeps restarting",
    "payments kept restarting",
    "payments is restarting",
    "why was restarted payments",
    "payments has been restarted",
    "payments restarts all the time",
    "payments restarts",
    "deploys of payments",
    "payments isn't starting",
    "payments constantly restarts",
    "payments does not start",
    "kafka won't start",
    "payments refuses to start",
  ])("is not asked for: %s", (text) => {
    expect(verbIn(text)).toBeUndefined();
  });

  it.each([
    ["payments keeps restarting, how do I roll it back", "rollback", "after a symptom"],
    ["the deploy failed, restart payments", "restart", "after an event"],
    ["restart payments after the deploy", "restart", "before an event"],
    ["after a failed deploy, scale payments", "scale", "after an event that failed"],
    ["payments restarts, please stop it", "stop", "after what is counted"],
    ["deploy payments, then restart it", "deploy", "the first of equal ones"],
    ["I want to restart payments without a deploy", "restart", "before what is left alone"],
  ])("gives way to one that is: %j asks for %s, %s", (text, verb) => {
    expect(verbIn(text)).toBe(verb);
  });

  it.each([
    ["a restart of payments", "restart"],
    ["payments needs a restart", "restart"],
    ["restarting", "restart"],
    ["keep calm and restart payments", "restart"],
  ])("is asked for when it is the only one, and no symptom: %s", (text, verb) => {
    expect(verbIn(text)).toBe(verb);
  });
});

describe("a verb with a slip", () => {
  it.each([
    ["restrat payments", "restart", "a swap of neighbours at the beginning"],
    ["how do I restrat payments", "restart", "after I"],
    ["please rebot payments", "restart", "another word for it"],
    ["payments: restrat", "restart", "at the beginning of a clause"],
    ["can you detploy payments", "deploy", "a letter too many"],
    ["restrat paymetns", "restart", "where the name has one, too"],
  ])("in %j is %s: %s", (text, verb) => {
    expect(names.read(text).verb).toMatchObject({ verb, rule: "near" });
  });

  it.each([
    ["restrat", "nothing that it could be done to"],
    ["restrat the flux capacitor", "nothing known that it could be done to"],
    ["the restrat of payments", "where no verb is expected"],
    ["sotp payments", "four letters"],
    ["retsrat payments", "two slips"],
    ["restrat payments, then stop it", "another verb is there"],
  ])("is not guessed in %j: %s", (text) => {
    expect(names.read(text).verb?.rule).not.toBe("near");
  });
});
