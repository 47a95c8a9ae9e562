import { describe, expect, it } from "@jest/globals";
import { docText } from "../../src/chat/doc-text.ts";
import { renderRunbook } from "../../src/runbooks/render-runbook.ts";
import { entryOf, knowledgeOf } from "../answers/knowledge-of.ts";

const catalogue = `
environments: {prod: [production, live], staging: [stg], dev: []}
services:
  - {id: billing, name: Billing worker, owner: pim, environments: [staging, prod]}
`;

const steps = `Restarts the worker.

## Before you start

Ask first.

## Check first

Look.

## Steps

1. Log in.

   \`\`\`shell
   ssh {{env.host}} sudo systemctl restart {{service.id}}
   \`\`\`

## Verify

It says \`ready\`.

## Roll back

Not possible.
`;
const twoEnvironments = "environments: {staging: {host: stg-work1}, prod: {host: work1}}";

function show(front: string, body: string, question: string) {
  const base = knowledgeOf({
    "runbooks/restart.md": `---\ntitle: Restart billing\nowner: pim\nservices: [billing]\n${front}\n---\n\n${body}`,
    "services.yaml": catalogue,
  });
  const { doc, environment } = renderRunbook(
    entryOf(base, "restart"),
    question,
    base.corpus.catalogue,
  );
  return { doc, environment, text: docText(doc) };
}

const fencesIn = (doc: unknown): readonly string[] =>
  [...JSON.stringify(doc).matchAll(/"code":"((?:[^"\\]|\\.)*)"/g)].map(([, code]) => code ?? "");

describe("a runbook for an environment that is named", () => {
  it("shows its lead, what it takes, and the sections one needs while doing it, filled", () => {
    const front = `${twoEnvironments}\ndanger: medium\nduration: 5m\nrequires: [VPN, a second person]`;
    const { text, environment } = show(front, steps, "restart billing on staging");
    expect(environment).toBe("staging");
    expect(text).toBe(`Restarts the worker.

danger medium | about 5m | needs: VPN, a second person | on staging

Before you start

Ask first.

Steps

1. Log in.
       ssh stg-work1 sudo systemctl restart billing

Verify

It says \`ready\`.`);
  });

  it.each([
    ["by its id", "restart billing on prod", "prod", "work1"],
    ["by another word", "restart billing in production", "prod", "work1"],
    ["among words of others", "dev asks: restart billing on stg", "staging", "stg-work1"],
  ])("takes it from the question: %s", (_reason, question, id, host) => {
    const { doc, environment } = show(twoEnvironments, steps, question);
    expect(environment).toBe(id);
    expect(fencesIn(doc)).toEqual([`ssh ${host} sudo systemctl restart billing`]);
  });

  it("knows one that only the runbook has", () => {
    const front = "environments: {qa: {host: qa1}, prod: {host: work1}}";
    const { doc, environment } = show(front, steps, "restart billing on qa");
    expect(environment).toBe("qa");
    expect(fencesIn(doc)).toEqual(["ssh qa1 sudo systemctl restart billing"]);
  });

  it("shows what has no value as missing", () => {
    const { doc } = show("environments: {prod: {}}", steps, "restart billing on prod");
    expect(fencesIn(doc)).toEqual(["ssh <env.host?> sudo systemctl restart billing"]);
  });

  it("keeps an escaped placeholder in a command", () => {
    const body = "Lead.\n\n## Steps\n\n```\nhelm template \\{{env.host}} {{ .Values.x }}\n```\n";
    const { doc } = show(twoEnvironments, body, "restart billing on prod");
    expect(fencesIn(doc)).toEqual(["helm template {{env.host}} {{ .Values.x }}"]);
  });
});

describe("a runbook with one possible environment", () => {
  it.each([
    ["its own", "environments: {prod: {host: work1}}", "restart billing"],
    ["its own, and named", "environments: {prod: {host: work1}}", "restart billing on live"],
  ])("takes that for named: %s", (_reason, front, question) => {
    const { doc, environment } = show(front, steps, question);
    expect(environment).toBe("prod");
    expect(fencesIn(doc)).toEqual(["ssh work1 sudo systemctl restart billing"]);
  });

  it("does not take it when another one is named", () => {
    const front = "environments: {prod: {host: work1}}";
    const { doc, environment, text } = show(front, steps, "restart billing on staging");
    expect(environment).toBeUndefined();
    expect(fencesIn(doc)).toEqual([]);
    expect(text).toMatch(/There is no staging for this\. On which environment: prod\?/);
  });
});

describe("a runbook whose environment is not clear", () => {
  it.each([
    ["none is named", "restart billing", "On which environment: staging or prod?"],
    [
      "two are named",
      "restart billing on staging and prod",
      "On which environment: staging or prod?",
    ],
    ["one that it lacks", "restart billing on dev", "There is no dev for this. On which"],
  ])("asks for it and shows no command: %s", (_reason, question, asked) => {
    const { doc, environment, text } = show(twoEnvironments, steps, question);
    expect(environment).toBeUndefined();
    expect(fencesIn(doc)).toEqual([]);
    expect(text).toContain(asked);
    expect(text).toMatch(/^Restarts the worker\./);
  });

  it.each([
    ["a page so short that it is all lead", "Do this:\n\n```\nssh {{env.host}}\n```\n"],
    ["a page without a lead", "## Steps\n\n1. Log in.\n\n   ```\n   ssh {{env.host}}\n   ```\n"],
    ["a page that begins with a command", "```\nssh {{env.host}}\n```\n\n## Steps\n\nMore.\n"],
    ["a command in a quotation", "> Do this:\n>\n> ```\n> ssh {{env.host}}\n> ```\n\nMore.\n"],
  ])("shows no command in its lead either: %s", (_reason, body) => {
    const { doc, text } = show(twoEnvironments, body, "restart billing");
    expect(fencesIn(doc)).toEqual([]);
    expect(text).not.toContain("ssh");
    expect(text).toContain("On which environment: staging or prod?");
  });

  it("shows commands that are the same in all of them", () => {
    const body = "Lead.\n\n## Steps\n\n```\nuptime\n```\n";
    const { doc, environment } = show(twoEnvironments, body, "restart billing");
    expect(environment).toBeUndefined();
    expect(fencesIn(doc)).toEqual(["uptime"]);
  });

  it("shows not even those where one of them is of danger high", () => {
    const body = "Lead.\n\n## Steps\n\n```\nrm -rf /srv/data\n```\n";
    const front = "environments: {staging: {}, prod: {danger: high}}\ndanger: low";
    const { doc, text } = show(front, body, "restart billing");
    expect(fencesIn(doc)).toEqual([]);
    expect(text).toContain("On which environment: staging or prod?");
  });

  it("asks for those of its service when it has none of its own", () => {
    const { doc, text } = show("", steps, "restart billing");
    expect(fencesIn(doc)).toEqual([]);
    expect(text).toContain("On which environment: staging or prod?");
  });
});

describe("the danger of a runbook", () => {
  it.each([
    ["none says nothing", "danger: none", "prod", undefined],
    ["low is told", "danger: low", "prod", "danger low"],
    ["medium is told", "danger: medium", "prod", "danger medium"],
    ["the environment's own counts", "danger: medium", "staging", "danger low"],
  ])("is told beside its lead: %s", (_reason, front, question, told) => {
    const environments = "environments: {staging: {host: a, danger: low}, prod: {host: b}}";
    const { text } = show(`${environments}\n${front}`, steps, `restart billing on ${question}`);
    expect(/danger \w+/.exec(text)?.[0]).toBe(told);
    expect(text).toContain("sudo systemctl");
  });

  it.each([
    ["the page is high, nothing named", "high", "", "restart billing", true],
    ["the page is high, and so is what is named", "high", "", "restart billing on prod", true],
    ["what is named is lower", "high", "danger: low", "restart billing on staging", false],
    ["what is named is higher", "low", "danger: high", "restart billing on staging", true],
    ["another one is higher", "low", "danger: high", "restart billing on prod", false],
  ])("high withholds every command: %s", (_reason, danger, own, question, withheld) => {
    const staging = own === "" ? "host: a" : `host: a, ${own}`;
    const front = `environments: {staging: {${staging}}, prod: {host: b}}\ndanger: ${danger}`;
    const { doc, text } = show(front, steps, question);
    expect(fencesIn(doc)).toHaveLength(withheld ? 0 : 1);
    expect(text.includes("Danger: The steps can cost data")).toBe(withheld);
    expect(text).toMatch(/^Restarts the worker\./);
  });

  it.each([
    ["a page so short that it is all lead", "Drop it:\n\n```\ndropdb shop\n```\n"],
    ["a page without a lead", "## Steps\n\n1. Drop it.\n\n   ```\n   dropdb shop\n   ```\n"],
    ["a page that begins with a command", "```\ndropdb shop\n```\n\n## Steps\n\nMore.\n"],
    ["a lead that announces one", "Drop it:\n\n```\ndropdb shop\n```\n\n## Steps\n\nMore.\n"],
    ["a command among tasks", "- [ ] Drop it\n\n  ```\n  dropdb shop\n  ```\n"],
  ])("high withholds the commands of the lead, too: %s", (_reason, body) => {
    const { doc, text } = show("danger: high", body, "restart billing on prod");
    expect(fencesIn(doc)).toEqual([]);
    expect(text).not.toContain("dropdb");
    expect(text).toContain("open the page and read it whole");
  });
});

describe("another tool's runbook", () => {
  it("is its lead, with placeholders as they are written", () => {
    const base = knowledgeOf({
      "runbooks/KubePodCrashLooping.md":
        "# Meaning\n\nThe pod of {{service.id}} dies.\n\n# Mitigation\n\nRun `kubectl get {{env.x}}`.\n",
      "services.yaml": catalogue,
    });
    const [entry] = base.corpus.entries;
    const shown = entry && renderRunbook(entry, "KubePodCrashLooping", base.corpus.catalogue);
    expect(shown && docText(shown.doc)).toBe("The pod of {{service.id}} dies.");
  });
});
