import { describe, expect, it } from "vitest";
import type { Person } from "../../src/knowledge/person.ts";
import type { OnCallOf } from "../../src/runbooks/on-call-of.ts";
import { botOver, catalogueOf, runbook } from "./bot-over.ts";

const bo: Person = { id: "bo", name: "Bo Lindqvist", email: "bo@example.org", roles: [] };
const eve: Person = { id: "eve", roles: [] };

const files = {
  "services.yaml": catalogueOf([
    "billing, name: Billing, environments: [staging, prod]",
    "kafka, name: Kafka, kind: broker",
    "edge, name: Edge proxy",
  ]),
  "people.yaml":
    "teams: [{id: team-platform, name: Platform, members: [ana]}]\npeople: [{id: ana}]\n",
  "runbooks/restart-billing.md": runbook(
    "Restart billing",
    ["billing"],
    ["environments: {staging: {host: s1}, prod: {host: p1}}", "danger: low", "duration: 5m"],
    "ping {{env.host}}",
  ),
  "runbooks/drop-billing.md": runbook(
    "Delete billing",
    ["billing"],
    ["danger: high", "environments: [prod]"],
  ),
  "runbooks/check-both.md": runbook("Scale both", ["billing", "kafka"], ["alerts: [BothSlow]"]),
  "runbooks/restart-broker.md": runbook("Restart a broker", ["kind:broker"], ["alerts: [SlowOne]"]),
};

/** What is replied while these are on call, whatever the service. */
const replyWhile = (people: readonly Person[] | undefined) => botOver(files, () => people);

/** The services for which a reply asks who is on call. */
async function askedFor(text: string): Promise<readonly (readonly string[])[]> {
  const asked: (readonly string[])[] = [];
  const onCall: OnCallOf = (services) => {
    asked.push(services);
    return [bo];
  };
  await botOver(files, onCall)(text);
  return asked;
}

describe("who is on call, in a reply", () => {
  it("ends the line that says what a runbook takes", async () => {
    const { text } = await replyWhile([bo])("restart billing on staging");
    expect(text).toContain("\ndanger low | about 5m | on staging | on call: Bo Lindqvist\n");
  });

  it("stands there while the environment is still to be chosen", async () => {
    const { text } = await replyWhile([bo])("restart billing");
    expect(text).toContain("danger low | about 5m | on call: Bo Lindqvist\n");
    expect(text).toContain("On which environment?");
  });

  it("is several people by name, and an id where people.yaml has no name", async () => {
    const { text } = await replyWhile([bo, eve])("restart billing on staging");
    expect(text).toContain("| on call: Bo Lindqvist and eve\n");
  });

  it.each([
    ["nobody is", []],
    ["nobody can say", undefined],
  ])("is left out of a runbook where %s", async (_reason, people) => {
    const { text } = await replyWhile(people)("restart billing on staging");
    expect(text).toContain("danger low | about 5m | on staging\n");
    expect(text).not.toMatch(/on call/i);
  });

  it("is named with an address before the commands of danger high are shown", async () => {
    const { text } = await replyWhile([bo])("delete billing on prod");
    expect(text).toContain("danger high | on prod | on call: Bo Lindqvist\n");
    expect(text).toContain("have Platform at hand. On call: Bo Lindqvist (bo@example.org).");
    expect((await replyWhile([])("delete billing on prod")).text).toMatch(/Platform at hand\.$/m);
  });

  it.each([
    ["row 10", "billing", "Billing (billing) belongs to Platform."],
    ["row 11", "rotate billing on prod", "Ask Platform, who own it."],
  ])("stands behind the owner of a service: %s", async (_row, question, owner) => {
    const linesWhile = async (people: readonly Person[] | undefined) =>
      (await replyWhile(people)(question)).text.split("\n");
    expect(await linesWhile([bo])).toContain(`${owner} On call: Bo Lindqvist (bo@example.org).`);
    expect(await linesWhile(undefined)).toContain(owner);
  });

  it("is said to be nobody where there is no runbook, and only there", async () => {
    const reply = replyWhile([]);
    expect((await reply("rotate billing on prod")).text).toContain(
      "Ask Platform, who own it. Nobody is on call.",
    );
    expect((await reply("billing")).text).not.toMatch(/on call/i);
  });
});

describe("the services whose on-call a reply names", () => {
  it.each([
    ["the one that is asked about", "restart billing on staging", [["billing"]]],
    ["the one that is asked about, of a runbook for its kind", "restart kafka", [["kafka"]]],
    ["all that the runbook is for, where none is asked about", "BothSlow", [["billing", "kafka"]]],
    ["none, where the runbook is for a kind of them", "SlowOne", [[]]],
    ["each of several that are asked about", "restart billing and kafka", [["billing"], ["kafka"]]],
    ["the one without a runbook", "rotate edge proxy", [["edge"]]],
  ])("are %s", async (_reason, question, services) => {
    expect(await askedFor(question)).toEqual(services);
  });
});
