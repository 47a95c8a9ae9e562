import { describe, expect, it } from "vitest";
import { withChoices } from "../../src/chat/choice.ts";
import { docText } from "../../src/chat/doc-text.ts";
import { noTopic, type Topic } from "../../src/knowledge/topic.ts";
import type { EnvironmentChoice } from "../../src/runbooks/environment-choice.ts";
import { renderRunbook } from "../../src/runbooks/render-runbook.ts";
import { entryOf, knowledgeOf } from "../answers/knowledge-of.ts";

const catalogue = `
environments: {prod: [production, live], staging: [stg], dev: []}
services:
  - {id: billing, name: Billing worker, owner: pim, environments: [staging, prod]}
`;
const people = "people: [{id: pim, name: Pim de Boer, email: pim@example.org}]\n";

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

Not possible: it is only a restart.

## Escalate

Call somebody.
`;
/** A command that is below what its page's danger is raised by. */
const harmless = steps.replace("sudo systemctl restart", "sudo systemctl status");
const twoEnvironments = "environments: {staging: {host: stg-work1}, prod: {host: work1}}";

const prod: EnvironmentChoice = { kind: "chosen", id: "prod", by: "name" };
const staging: EnvironmentChoice = { kind: "chosen", id: "staging", by: "name" };
const both: EnvironmentChoice = { kind: "open", possible: ["staging", "prod"] };
const none: EnvironmentChoice = { kind: "none" };

type More = {
  readonly text?: string;
  readonly topic?: Partial<Topic>;
  readonly confirmed?: string;
  readonly destructive?: boolean;
};

function show(front: string, body: string, choice: EnvironmentChoice, more: More = {}) {
  const base = knowledgeOf({
    "runbooks/restart.md": `---\ntitle: Restart billing\nowner: pim\nservices: [billing]\n${front}\n---\n\n${body}`,
    "services.yaml": catalogue,
    "people.yaml": people,
  });
  const { text = "restart billing", topic, destructive = false, confirmed } = more;
  const ruling = {
    kind: "runbook" as const,
    entry: entryOf(base, "restart"),
    service: base.corpus.catalogue.services[0],
    generic: false,
    preview: false,
    choice,
    destructive,
  };
  const given = {
    text,
    topic: { ...noTopic, ...topic },
    catalogue: base.corpus.catalogue,
    ...(confirmed === undefined ? {} : { confirmed }),
  };
  const shown = renderRunbook(ruling, given);
  return { ...shown, text: docText(withChoices([...shown.doc, ...shown.question], shown.choices)) };
}

const fencesIn = (doc: unknown): readonly string[] =>
  [...JSON.stringify(doc).matchAll(/"code":"((?:[^"\\]|\\.)*)"/g)].map(([, code]) => code ?? "");
const fence = (info: string, code: string) => `\`\`\`${info}\n${code}\n\`\`\`\n\n`;

describe("a runbook for an environment that is chosen", () => {
  it("shows its lead, what it takes, and the sections one needs while doing it, filled", () => {
    const front = `${twoEnvironments}\ndanger: low\nduration: 5m\nrequires: [VPN, a second person]`;
    const { text, choices } = show(front, harmless, staging);
    expect(text).toBe(`Restarts the worker.

danger low | about 5m | needs: VPN, a second person | on staging

Before you start

Ask first.

Check first

Look.

Steps

1. Log in.
       ssh stg-work1 sudo systemctl status billing

Verify

It says \`ready\`.`);
    expect(choices).toEqual([]);
  });

  it("knows one that only the runbook has", () => {
    const front = "environments: {qa: {host: qa1}, prod: {host: work1}}";
    const { doc } = show(front, harmless, { kind: "chosen", id: "qa", by: "name" });
    expect(fencesIn(doc)).toEqual(["ssh qa1 sudo systemctl status billing"]);
  });

  it("shows what has no value as missing", () => {
    const { doc } = show("environments: {prod: {}}", harmless, prod);
    expect(fencesIn(doc)).toEqual(["ssh <env.host?> sudo systemctl status billing"]);
  });

  it("keeps an escaped placeholder in a command", () => {
    const body = "Lead.\n\n## Steps\n\n```\nhelm template \\{{env.host}} {{ .Values.x }}\n```\n";
    const { doc } = show(twoEnvironments, body, prod);
    expect(fencesIn(doc)).toEqual(["helm template {{env.host}} {{ .Values.x }}"]);
  });

  it.each([
    ["its first paragraph alone", "One.\n\nTwo.\n\n## Steps\n\nGo.\n", /^One\.\n\nSteps\n\nGo\.$/],
    ["all of it, if it is short", "One.\n\nTwo.\n", /^One\.\n\nTwo\.$/],
    [
      "not the beginning of its steps twice",
      "## Steps\n\nGo.\n\nStay.\n",
      /^Steps\n\nGo\.\n\nStay\.$/,
    ],
    [
      "when to use it, where that stands for a lead",
      "## When to use\n\nIt hangs.\n\n## Steps\n\nGo.\n",
      /^It hangs\.\n\nSteps\n\nGo\.$/,
    ],
  ])("begins with its lead: %s", (_reason, body, text) => {
    expect(show("danger: none", body, none).text).toMatch(text);
  });
});

describe("a runbook whose environment is not clear", () => {
  it.each([
    ["none is named", both, "On which environment?"],
    [
      "the one named is not there",
      { kind: "lacking", named: ["dev"], possible: ["staging", "prod"] },
      "billing has staging and prod, no dev. On which environment?",
    ],
    [
      "one of those named is not there",
      { kind: "lacking", named: ["prod", "dev", "qa"], possible: ["staging", "prod"] },
      "billing has staging and prod, no dev and no qa. On which environment?",
    ],
  ] as const)("asks for it and shows no command: %s", (_reason, choice, question) => {
    const { doc, text, choices } = show(twoEnvironments, harmless, choice);
    expect(fencesIn(doc)).toEqual([]);
    expect(text).toMatch(/^Restarts the worker\./);
    expect(text.endsWith(`\n\n${question}\n\n1. staging\n2. prod`)).toBe(true);
    expect(choices).toEqual([
      { label: "staging", environment: "staging" },
      { label: "prod", environment: "prod" },
    ]);
  });

  it("names the one that there is where another one is named", () => {
    const choice = { kind: "lacking", named: ["staging"], possible: ["prod"] } as const;
    const { doc, text } = show("environments: {prod: {host: work1}}", harmless, choice);
    expect(fencesIn(doc)).toEqual([]);
    expect(text).toMatch(/billing has prod, no staging\. On which environment\?\n\n1\. prod$/);
  });

  it("shows commands that are the same in all of them", () => {
    const body = "Lead.\n\n## Steps\n\n```\nuptime\n```\n";
    const { doc, text } = show(twoEnvironments, body, both);
    expect(fencesIn(doc)).toEqual(["uptime"]);
    expect(text).toContain("On which environment?");
  });

  it("shows not even those where one of them is of danger high", () => {
    const body = "Lead.\n\n## Steps\n\n```\nuptime\n```\n";
    const front = "environments: {staging: {}, prod: {danger: high}}\ndanger: low";
    const { doc, text } = show(front, body, both);
    expect(fencesIn(doc)).toEqual([]);
    expect(text).toContain("up to danger high");
    expect(text).toContain("On which environment?");
    expect(text).not.toContain("Show");
  });

  it("is asked for no value before that", () => {
    const front = `${twoEnvironments}\nparams: {reason: {quote: true}}`;
    const body = "Lead.\n\n## Steps\n\n```\nssh {{env.host}} note {{reason}}\n```\n";
    const { text, asked } = show(front, body, both);
    expect(text).not.toContain("Still open");
    expect(asked).toEqual([]);
  });
});

describe("a reply that withholds commands", () => {
  const secret = "wipe-the-shop";
  const pages: readonly (readonly [reason: string, body: string])[] = [
    ["a page so short that it is all lead", `Do this:\n\n${fence("", secret)}`],
    ["a page without a lead", `## Steps\n\n1. Do it.\n\n   \`\`\`\n   ${secret}\n   \`\`\`\n`],
    ["a page that begins with a command", `${fence("sh", secret)}## Steps\n\nMore.\n`],
    ["a lead that announces one", `Do this:\n\n${fence("", secret)}## Steps\n\nMore.\n`],
    ["a command in a quotation", `> Do this:\n>\n> \`\`\`\n> ${secret}\n> \`\`\`\n\nMore.\n`],
    [
      "a command below a warning",
      `> [!WARNING]\n> Mind:\n>\n> \`\`\`\n> ${secret}\n> \`\`\`\n\nMore.\n`,
    ],
    ["a command among tasks", `- [ ] Do it\n\n  \`\`\`\n  ${secret}\n  \`\`\`\n`],
    [
      "a command deep in lists",
      `- a\n  - b\n    1. c\n\n       \`\`\`\n       ${secret}\n       \`\`\`\n`,
    ],
    ["a command by its indent", `Mind this:\n\n    ${secret}\n`],
    ["a command between tildes", `Mind this:\n\n~~~\n${secret}\n~~~\n`],
    ["a command in HTML", `Mind this:\n\n<pre><code>${secret}</code></pre>\n`],
    ["a fence that never ends", `Mind this:\n\n\`\`\`\n${secret}\n`],
    ["a fence for one environment", `Mind this:\n\n${fence("sh {env=prod}", secret)}`],
    ["a fence that verifies", `Mind this:\n\n${fence("sh {role=verify}", secret)}`],
    [
      "all sections but the lead",
      `Lead.\n\n${["Before you start", "Check first", "Steps", "Verify", "Roll back", "Escalate", "Notes"].map((name) => `## ${name}\n\nRun \`${secret}\`.\n\n${fence("", secret)}`).join("")}`,
    ],
    ["a command within the text of its first step", `## Steps\n\n1. Run \`${secret}\`.\n`],
  ];

  it.each(pages)("because of its danger shows no code: %s", (_reason, body) => {
    const { doc, text } = show("danger: high", body, prod);
    expect(fencesIn(doc)).toEqual([]);
    expect(JSON.stringify(doc)).not.toContain(secret);
    expect(text).toContain("Danger: The steps can cost data, money or an outage.");
  });

  it.each(pages)("until an environment is chosen shows no code: %s", (_reason, body) => {
    const front = "environments: {staging: {danger: none}, prod: {}}\ndanger: low";
    const { doc, text } = show(front, body, both);
    expect(fencesIn(doc)).toEqual([]);
    expect(JSON.stringify(doc)).not.toContain(secret);
    expect(text).toContain("On which environment?");
  });
});

describe("the danger of a runbook", () => {
  const front = "environments: {staging: {host: a, danger: low}, prod: {host: b}}";

  it.each([
    ["none says nothing", "danger: none", prod, undefined],
    ["low is told", "danger: low", prod, "danger low"],
    ["medium is told", "danger: medium", prod, "danger medium"],
    ["the environment's own counts", "danger: medium", staging, "danger low"],
    ["of several left, the worst is told", "danger: medium", both, "up to danger medium"],
  ])("is told beside its lead: %s", (_reason, danger, choice, told) => {
    const { text } = show(`${front}\n${danger}`, harmless, choice);
    expect(/(?:up to )?danger \w+/.exec(text)?.[0]).toBe(told);
    expect(text.includes("sudo systemctl")).toBe(choice !== both);
  });

  it("is the worst of its commands where the page says less", () => {
    expect(show(`${twoEnvironments}\ndanger: low`, steps, prod).text).toContain("danger medium");
  });

  it.each([
    ["low", false],
    ["medium", true],
  ])("%s shows the way back beside the steps: %s", (danger, shown) => {
    const { text } = show(`${twoEnvironments}\ndanger: ${danger}`, harmless, prod);
    expect(text.endsWith("\n\nRoll back\n\nNot possible: it is only a restart.")).toBe(shown);
    expect(text).toContain("Verify\n\nIt says `ready`.");
    expect(text).not.toContain("Call somebody");
  });
});

describe("a runbook of danger high", () => {
  it.each([
    ["the page is high, and so is what is chosen", "high", "", prod, true],
    ["what is chosen is lower", "high", "danger: low", staging, false],
    ["what is chosen is higher", "low", "danger: high", staging, true],
    ["another one is higher", "low", "danger: high", prod, false],
  ] as const)("withholds every command: %s", (_reason, danger, own, choice, withheld) => {
    const host = own === "" ? "host: a" : `host: a, ${own}`;
    const front = `environments: {staging: {${host}}, prod: {host: b}}\ndanger: ${danger}`;
    const { doc, text } = show(front, harmless, choice);
    expect(fencesIn(doc)).toHaveLength(withheld ? 0 : 1);
    expect(text.includes("Danger: The steps can cost data")).toBe(withheld);
    expect(text).toMatch(/^Restarts the worker\./);
  });

  it("withholds them where the question is about destroying something", () => {
    const { doc, text } = show(twoEnvironments, harmless, prod, { destructive: true });
    expect(fencesIn(doc)).toEqual([]);
    expect(text).toContain("danger high");
  });

  it("shows its lead and nothing else, names whom to have at hand, and offers the commands", () => {
    const { text, choices } = show(`${twoEnvironments}\ndanger: high`, steps, prod);
    expect(text).toBe(`Restarts the worker.

danger high | on prod

Danger: The steps can cost data, money or an outage. Read the page whole, and have Pim de Boer (pim@example.org) at hand.

1. Show prod commands`);
    expect(choices).toEqual([{ label: "Show prod commands", entry: "restart" }]);
  });

  it("without an environment offers the commands as well", () => {
    const { doc, choices } = show("danger: high", `Lead.\n\n## Steps\n\n${fence("", "x")}`, none);
    expect(fencesIn(doc)).toEqual([]);
    expect(choices).toEqual([{ label: "Show commands", entry: "restart" }]);
  });

  it.each([
    ["is not asked for, while it is to be chosen", both, "prod"],
    ["is another one", prod, "staging"],
    ["is left out", prod, ""],
  ])("stays withheld where the environment of its commands %s", (_reason, choice, confirmed) => {
    const { doc, text } = show(`${twoEnvironments}\ndanger: high`, steps, choice, { confirmed });
    expect(fencesIn(doc)).toEqual([]);
    expect(text).not.toContain("Log in");
  });

  it("is shown whole once they are asked for, for that very environment", () => {
    const front = `${twoEnvironments}\ndanger: high`;
    const { doc, text, choices } = show(front, steps, prod, { confirmed: "prod" });
    expect(fencesIn(doc)).toEqual(["ssh work1 sudo systemctl restart billing"]);
    expect(text).toContain("danger high | on prod");
    expect(text).toContain("Verify\n\nIt says `ready`.");
    expect(text).toContain("Roll back\n\nNot possible: it is only a restart.");
    expect(text).not.toContain("Danger:");
    expect(choices).toEqual([]);
  });

  it("asks for no value before its commands are shown", () => {
    const front = "params: {reason: {quote: true}}\ndanger: high";
    const body = `Lead.\n\n## Steps\n\n${fence("", "note {{reason}}")}`;
    expect(show(front, body, none).asked).toEqual([]);
    expect(show(front, body, none, { confirmed: "" }).asked).toEqual(["reason"]);
  });
});

describe("a fence for certain environments", () => {
  const body = `Lead.\n\n## Steps\n\n${fence("sh {env=prod}", "in-prod")}${fence("sh {env=staging}", "in-staging")}${fence("sh", "everywhere")}`;

  it.each([
    ["the one it is for", prod, ["in-prod", "everywhere"]],
    ["another one", staging, ["in-staging", "everywhere"]],
    ["one that no fence is for", { kind: "chosen", id: "dev", by: "name" }, ["everywhere"]],
    ["none", both, []],
  ] as const)("is shown there alone: in %s", (_reason, choice, codes) => {
    const front = "environments: [staging, prod, dev]\ndanger: low";
    expect(fencesIn(show(front, body, choice).doc)).toEqual(codes);
  });
});

describe("a fence that verifies or undoes a step", () => {
  const step = (more: string) =>
    `Lead.\n\n## Steps\n\n1. One.\n\n   ${fence("sh", "change-it").trim().replaceAll("\n", "\n   ")}\n\n${fence("sh {role=undo}", "undo-it")}${fence("sh {role=verify}", "verify-it")}${more}`;
  const own = "## Verify\n\nLook.\n\n## Roll back\n\nGo back.\n";

  it.each([
    [
      "the sections for that",
      step(own),
      "Steps\n\n1. One.\n       change-it\n\nVerify\n\nLook.\n\n    verify-it\n\nRoll back\n\nGo back.\n\n    undo-it",
    ],
    [
      "sections of their own",
      step(""),
      "Steps\n\n1. One.\n       change-it\n\nVerify\n\n    verify-it\n\nRoll back\n\n    undo-it",
    ],
    [
      "the first of several such sections",
      step("## Verify\n\nA.\n\n## Confirm it\n\nB.\n"),
      "Steps\n\n1. One.\n       change-it\n\nVerify\n\nA.\n\n    verify-it\n\nConfirm it\n\nB.\n\nRoll back\n\n    undo-it",
    ],
  ])("stands in %s", (_reason, body, text) => {
    expect(show("danger: none", body, none).text).toBe(`Lead.\n\n${text}`);
  });

  it("makes the way back shown, however low the danger", () => {
    const without = step(own).replace(fence("sh {role=undo}", "undo-it"), "");
    expect(show("danger: low", without, none).text).not.toContain("Go back.");
    expect(show("danger: low", step(own), none).text).toContain("Go back.");
  });

  it("moves only for the environment it is for", () => {
    const body = `Lead.\n\n## Steps\n\nGo.\n\n${fence("sh {role=undo env=prod}", "undo-it")}`;
    const front = "environments: [staging, prod]";
    expect(show(front, body, prod).text).toMatch(/Roll back\n\n {4}undo-it$/);
    expect(show(front, body, staging).text).not.toContain("Roll back");
  });

  it("stays where it is written in those sections themselves", () => {
    const body = `Lead.\n\n## Steps\n\nGo.\n\n## Verify\n\n${fence("sh {role=verify}", "a")}Then.\n`;
    expect(show("danger: none", body, none).text).toMatch(/Verify\n\n {4}a\n\nThen\.$/);
  });
});

describe("a value of a runbook's placeholder", () => {
  const front = `params:
  replicas: {type: int, min: 2, max: 6, description: how many pods}
  reason: {quote: true}
  deployment: {default: web}
danger: none`;
  const body = `Lead.\n\n## Steps\n\n${fence("", "scale {{deployment}} --to {{replicas}} --note {{reason}}")}`;
  const code = (more: More) => fencesIn(show(front, body, none, more).doc)[0];

  it("comes from the question, and is kept with what the thread had", () => {
    const more = { text: "scale it to 4, reason: it is full", topic: { values: { host: "a" } } };
    expect(code(more)).toBe("scale web --to 4 --note 'it is full'");
    expect(show(front, body, none, more).values).toEqual({
      host: "a",
      replicas: "4",
      reason: "it is full",
    });
  });

  it("comes from the thread where the question says nothing, and the question's wins", () => {
    const topic = { values: { replicas: "3", reason: "x" } };
    expect(code({ topic })).toBe("scale web --to 3 --note 'x'");
    expect(code({ topic, text: "replicas=5" })).toBe("scale web --to 5 --note 'x'");
  });

  it("stays to be seen as missing, and is asked for once in a thread", () => {
    const first = show(front, body, none);
    expect(first.text).toContain("scale web --to <replicas?> --note <reason?>");
    expect(first.text).toContain(
      'Still open: replicas (how many pods); reason. Say "replicas=…" to have it filled in.',
    );
    expect(first.asked).toEqual(["replicas", "reason"]);

    const again = show(front, body, none, { topic: { asked: first.asked } });
    expect(again.text).toContain("--to <replicas?>");
    expect(again.text).not.toContain("Still open");
    expect(again.asked).toEqual(first.asked);
  });

  it("is asked for beside one that was asked for before", () => {
    const { text, asked } = show(front, body, none, { topic: { asked: ["replicas"] } });
    expect(text).toContain('Still open: reason. Say "reason=…"');
    expect(asked).toEqual(["replicas", "reason"]);
  });

  it("is asked for on a page without sections, too", () => {
    const { text } = show(front, `Do this:\n\n${fence("", "scale {{replicas}}")}`, none);
    expect(text).toContain("scale <replicas?>");
    expect(text).toContain("Still open: replicas");
  });

  it.each([
    ["is too large", "replicas=7", 'replicas cannot be "7": expected a whole number from 2 to 6.'],
    ["is too small", "replicas=1", 'replicas cannot be "1": expected a whole number from 2 to 6.'],
    [
      "would break out",
      'deployment="a;reboot"',
      'deployment cannot be "a;reboot": expected a word',
    ],
    [
      "is a secret",
      "reason: ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
      'reason cannot be "[secret]": expected',
    ],
  ])("is refused where it %s, is not filled in, and is not kept", (_reason, text, told) => {
    const shown = show(front, body, none, { text });
    expect(shown.text).toContain(told);
    expect(fencesIn(shown.doc)[0]).toMatch(/^scale web --to <replicas\?> --note <reason\?>$/);
    expect(shown.values).toEqual({});
  });

  it.each([
    ["6", "scale web --to 6 --note <reason?>"],
    ["2", "scale web --to 2 --note <reason?>"],
  ])("is taken at the edge of what is allowed: %s", (replicas, filled) => {
    expect(code({ text: `replicas=${replicas}` })).toBe(filled);
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
    const shown =
      entry &&
      renderRunbook(
        {
          kind: "runbook",
          entry,
          service: undefined,
          generic: false,
          preview: false,
          choice: none,
          destructive: false,
        },
        { text: "KubePodCrashLooping", topic: noTopic, catalogue: base.corpus.catalogue },
      );
    expect(shown && docText(shown.doc)).toBe("The pod of {{service.id}} dies.");
    expect(shown?.asked).toEqual([]);
  });
});
