import { describe, expect, it } from "vitest";
import { withChoices } from "../../src/chat/choice.ts";
import type { Doc } from "../../src/chat/doc.ts";
import { docText } from "../../src/chat/doc-text.ts";
import { stranger, type Viewer } from "../../src/knowledge/audience.ts";
import type { Entry } from "../../src/knowledge/entry.ts";
import type { Service } from "../../src/knowledge/service.ts";
import { noTopic, type Topic } from "../../src/knowledge/topic.ts";
import { renderRuling } from "../../src/runbooks/render-ruling.ts";
import type { Note, Ruling } from "../../src/runbooks/ruling.ts";
import { entryOf, knowledgeOf } from "../answers/knowledge-of.ts";

const runbook = (title: string, front: string, body = "Ends open sessions.") =>
  `---\ntitle: ${title}\nowner: pim\n${front}\n---\n\n${body}\n\n## Steps\n\nGo on.\n`;
const base = knowledgeOf({
  "runbooks/restart-billing.md": runbook(
    "Restart billing",
    "services: [billing]\nparams: {replicas: {type: int}, reason: {}}",
    "Ends open invoices.",
  ),
  "runbooks/restart-mailer.md": runbook(
    "Restart the mailer",
    "services: [mailer]\nenvironments: [staging, prod]",
    "Mail waits for {{env}}.",
  ),
  "runbooks/restart-deployment.md": runbook(
    "Restart a deployment",
    'services: ["kind:k8s-deployment"]',
  ),
  "runbooks/restart-anything.md": runbook("Restart anything", 'services: ["*"]'),
  "runbooks/restart-two.md": runbook(
    "Restart both kinds",
    'services: ["kind:systemd-unit", "kind:cron-job"]',
  ),
  "runbooks/begun.md": runbook("Rotate a key", "services: [billing]\nstatus: draft"),
  "runbooks/early.md": runbook("Rotate a card", "services: [billing]\nvalid_from: 2030-01-01"),
  "services.yaml": `
services:
  - id: billing
    name: Billing worker
    owner: team-office
    links:
      - {title: Dashboard, url: "https://grafana.example.org/billing"}
      - {title: Danger, url: "javascript:alert(1)"}
      - {title: Mail, url: "mailto:billing@example.org"}
  - {id: mailer, owner: pim, links: [{title: Danger, url: "javascript:alert(1)"}]}
  - {id: old-billing, owner: pim, lifecycle: deprecated, replaced_by: billing}
`,
  "people.yaml": `
teams:
  - {id: team-platform, name: Platform, matrix: "#platform:example.org", members: [ana]}
  - {id: team-office, name: Office, matrix: "#office:example.org", members: [pim]}
people:
  - {id: ana, name: Ana Ferreira, email: ana@example.org, roles: [admin]}
  - {id: pim, name: Pim de Boer, roles: []}
`,
});
const { catalogue } = base.corpus;

function service(id: string): Service {
  const found = catalogue.services.find((one) => one.id === id);
  if (!found) throw new Error(`No service has the id ${id}`);
  return found;
}
const [billing, mailer] = [service("billing"), service("mailer")];

type Kind<K extends Ruling["kind"]> = Extract<Ruling, { readonly kind: K }>;
const common = {
  row: 15 as const,
  verb: "restart",
  services: [billing],
  environment: undefined,
  notes: [],
  why: ["verb restart"],
};
const one = (id: string, more: Partial<Kind<"runbook">> = {}): Kind<"runbook"> => ({
  ...common,
  kind: "runbook",
  entry: entryOf(base, id),
  service: billing,
  generic: false,
  preview: false,
  choice: { kind: "none" },
  destructive: false,
  ...more,
});
const entries = (
  because: Kind<"entries">["because"],
  ids: readonly string[],
  services: readonly Service[] = [billing],
): Ruling => ({
  ...common,
  kind: "entries",
  because,
  services,
  entries: ids.map((id) => entryOf(base, id)),
});
const services = (
  because: Kind<"services">["because"],
  options: Kind<"services">["options"],
  more: Partial<Kind<"services">> = {},
): Ruling => ({
  ...common,
  kind: "services",
  because,
  said: "desk",
  options,
  services: [],
  ...more,
});

type More = { readonly viewer?: Viewer; readonly topic?: Partial<Topic>; readonly text?: string };

function render(ruling: Ruling, { viewer = stranger, topic, text = "" }: More = {}) {
  const framed: Entry[] = [];
  const rendered = renderRuling(ruling, {
    text,
    topic: { ...noTopic, ...topic },
    catalogue,
    viewer,
    frame(entry, body: Doc | undefined) {
      framed.push(entry);
      return [...(body ?? []), { divider: true }];
    },
  });
  return { ...rendered, text: docText(withChoices(rendered.doc, rendered.choices)), framed };
}
const text = (ruling: Ruling, more: More = {}) => render(ruling, more).text;

describe("one runbook", () => {
  it("is shown in its entry's frame", () => {
    const { text, framed } = render(one("restart-billing"));
    expect(text).toBe("Ends open invoices.\n\nSteps\n\nGo on.\n\n---");
    expect(framed.map(({ id }) => id)).toEqual(["restart-billing"]);
  });

  it("leaves its values, what was asked for and its choices to the thread", () => {
    const rendered = render(one("restart-billing"), { text: "with replicas=4" });
    expect(rendered.values).toEqual({ replicas: "4" });
    expect(rendered.choices).toEqual([]);
    const open = { kind: "open", possible: ["staging", "prod"] } as const;
    expect(render(one("restart-mailer", { choice: open })).choices).toEqual([
      { label: "staging", environment: "staging" },
      { label: "prod", environment: "prod" },
    ]);
  });

  it.each([
    [
      "of a kind",
      "restart-deployment",
      "Generic for Kubernetes deployments, not specific to billing.",
    ],
    [
      "of two kinds",
      "restart-two",
      "Generic for systemd units, cron jobs, not specific to billing.",
    ],
    ["of any kind", "restart-anything", "Generic for any service, not specific to billing."],
  ])("that is for services %s says so above its lead", (_reason, id, head) => {
    expect(text(one(id, { generic: true }))).toMatch(new RegExp(`^Note: ${head}\n\nEnds open`));
  });

  it("that is for many says nothing of that where no service is named", () => {
    expect(text(one("restart-anything", { generic: true, service: undefined }))).toMatch(/^Ends/);
  });

  it.each([
    ["a draft", "begun", "Warning: A draft: only the team that owns it sees this."],
    [
      "not yet valid",
      "early",
      "Warning: Not in force today: only the team that owns it sees this.",
    ],
  ])("that is %s is marked for the team that sees it", (_reason, id, head) => {
    expect(text(one(id, { preview: true })).split("\n\n")[0]).toBe(head);
  });
});

describe("entries to choose from", () => {
  const both = ["restart-mailer", "restart-billing"];

  it.each([
    ["are for an alert", "alert", "Several entries are for this alert. Which one?"],
    ["do the same", "several", "Which of these?"],
  ] as const)("are their titles, numbered, where they %s", (_reason, because, lead) => {
    const { text, choices } = render(entries(because, both));
    expect(text).toBe(`${lead}\n\n1. Restart the mailer\n2. Restart billing`);
    expect(choices).toEqual([
      { label: "Restart the mailer", entry: "restart-mailer" },
      { label: "Restart billing", entry: "restart-billing" },
    ]);
  });

  it("are all that a service has, with its owner and those of its links that can be opened", () => {
    expect(text(entries("overview", ["restart-billing"]))).toBe(
      `Billing worker (billing) belongs to Office (#office:example.org).

Links: Dashboard (https://grafana.example.org/billing), Mail (billing@example.org)

What would you like to know? There is:

1. Restart billing`,
    );
  });

  it("may be none, and the service's owner is told all the same", () => {
    const { text, choices, doc } = render(entries("overview", [], [mailer]));
    expect(text).toBe("mailer belongs to Pim de Boer.\n\nThere is no entry on it yet.");
    expect(choices).toEqual([]);
    expect(JSON.stringify(doc)).not.toContain("javascript");
  });

  it("tell the owner of each of several services", () => {
    expect(text(entries("overview", [], [billing, mailer]))).toMatch(
      /^Billing worker \(billing\) belongs to Office .*\n\nmailer belongs to Pim de Boer\./s,
    );
  });
});

describe("services to choose from", () => {
  const options = [
    { service: billing, hasRunbook: true },
    { service: mailer, hasRunbook: false },
  ];
  const labels = [
    "Billing worker (billing), owner Office",
    "mailer, owner Pim de Boer, no runbook to restart it",
  ];
  const list = `\n\n1. ${labels[0]}\n2. ${labels[1]}`;

  it.each([
    ["that share a name", "ambiguous", 'Which one? "desk" may be any of these.'],
    ["that are nearly called so", "near", "Did you mean one of these?"],
    [
      "of many that have the word in their names",
      "too-many",
      'Many services have "desk" in their names. Say one more word of the name; these are the most important.',
    ],
    ["where none was named", "unnamed", "Restart what? Name the service, for example"],
    [
      "of more than are shown at once",
      "crowd",
      "That is more than I can show at once. Which one first?",
    ],
  ] as const)(
    "are those %s, with owner and whether there is a runbook",
    (_reason, because, lead) => {
      const { text, choices } = render(services(because, options));
      expect(text).toBe(lead + list);
      expect(choices).toEqual([
        { label: labels[0], service: "billing" },
        { label: labels[1], service: "mailer" },
      ]);
    },
  );

  it("may be one that is nearly called so, of which nothing is shown", () => {
    const { text, framed } = render(services("near", options.slice(0, 1)));
    expect(text).toBe(`Did you mean this? Nothing is shown until you say so.\n\n1. ${labels[0]}`);
    expect(framed).toEqual([]);
  });

  it("may be none where none was named", () => {
    expect(text(services("unnamed", []))).toBe("Restart what? Name the service.");
    expect(text(services("unnamed", [], { verb: undefined }))).toBe("Do what? Name the service.");
  });

  it("say nothing of runbooks where nothing is to be done", () => {
    expect(text(services("ambiguous", options, { verb: undefined }))).not.toContain("no runbook");
  });
});

describe("a name that no service has", () => {
  const unknown = (nearest: readonly Service[]): Ruling => ({
    ...common,
    kind: "unknown-name",
    said: 'flux "x"',
    nearest,
    services: [],
  });

  it("is told, with the nearest names and whom to ask", () => {
    expect(text(unknown([mailer, billing]))).toBe(
      `I know no service called "flux \\"x\\"".

Nearest, though probably not it:

- mailer
- Billing worker (billing)

Ask Platform (#platform:example.org).`,
    );
  });

  it("is told where none is near", () => {
    expect(text(unknown([]))).toBe(
      'I know no service called "flux \\"x\\"".\n\nAsk Platform (#platform:example.org).',
    );
  });

  it("is asked for elsewhere where people.yaml names nobody to ask", () => {
    const { doc } = renderRuling(unknown([]), {
      text: "",
      topic: noTopic,
      catalogue: { ...catalogue, people: [], teams: [] },
      viewer: stranger,
      frame: () => [],
    });
    expect(docText(doc)).toMatch(/Ask whoever looks after services\.yaml\.$/);
  });
});

describe("a service without a runbook for that", () => {
  const lacking = (of: Service): Ruling => ({ ...common, kind: "no-runbook", service: of });
  const member = (roles: readonly ("editor" | "admin" | "oncall")[]): Viewer => ({
    kind: "member",
    person: { id: "ana", roles: [...roles] },
    teams: ["team-office"],
  });

  it("is told with its owner and those of its links that can be opened", () => {
    const { text, doc } = render(lacking(billing));
    expect(text).toBe(
      `There is no runbook to restart Billing worker (billing).

Ask Office (#office:example.org), who own it.

Links: Dashboard (https://grafana.example.org/billing), Mail (billing@example.org)`,
    );
    expect(JSON.stringify(doc)).not.toContain("javascript");
    expect(render(lacking(mailer)).text).not.toContain("Links");
  });

  it.each([
    ["an editor", member(["editor"]), true],
    ["an editor who is more", member(["oncall", "editor"]), true],
    ["somebody of the owner's team", member([]), false],
    ["an admin", member(["admin"]), false],
    ["a stranger", stranger, false],
  ])("can be drafted by an editor alone: %s", (_who, viewer, offered) => {
    const draft =
      '\n\nDraft one:\n\n    ama knowledge new runbook "Restart billing" --service billing --action restart';
    expect(text(lacking(billing), { viewer }).endsWith(draft)).toBe(offered);
    expect(text(lacking(billing), { viewer }).includes("Draft")).toBe(offered);
  });
});

describe("an entry that the asker may not read", () => {
  const refused = (owners: readonly string[]): Ruling => ({ ...common, kind: "refused", owners });

  it.each([
    ["its owner", ["team-office"], "Office (#office:example.org)"],
    ["all owners", ["team-office", "pim"], "Office (#office:example.org) or Pim de Boer"],
    ["an owner that people.yaml does not know", ["#wiki"], "#wiki"],
    ["somebody, where it has no owner", [], "whoever gave you the question"],
  ])("is refused, and the asker is sent to %s", (_reason, owners, ask) => {
    expect(text(refused(owners))).toBe(`There is one, but not for you to read. Ask ${ask}.`);
  });

  it("is not in the reply in any other way", () => {
    const topic = { values: { host: "a" }, asked: ["reason"] };
    const { choices, values, asked, framed } = render(refused(["pim"]), { topic });
    expect({ choices, values, asked, framed }).toEqual({ choices: [], framed: [], ...topic });
  });
});

describe("several services at once", () => {
  const open = { kind: "open", possible: ["staging", "prod"] } as const;
  const blocks: Ruling = {
    ...common,
    kind: "blocks",
    row: 9,
    services: [billing, mailer],
    blocks: [
      one("restart-billing"),
      one("restart-mailer", {
        services: [mailer],
        service: mailer,
        choice: open,
        notes: [{ note: "took", said: "mailr", service: mailer }],
      }),
      { ...common, kind: "refused", owners: ["pim"], services: [], why: ["alert Down"] },
    ],
  };

  it("are a block each, in the order asked, below their names", () => {
    const headings = render(blocks).doc.flatMap((block) =>
      "heading" in block ? [docText([block])] : [],
    );
    expect(headings).toEqual(["Billing worker (billing)", "Steps", "mailer", "alert Down"]);
    expect(text(blocks)).toMatch(
      /^Billing worker \(billing\)\n\nEnds open invoices\..*\n\nmailer\n\nI took 'mailr' for mailer\.\n\nMail waits.*On which environment\?.*\n\nalert Down\n\nThere is one, but/s,
    );
  });

  it("leave the values, the questions and the choices of all of them to the thread", () => {
    const { values, asked, choices } = render(blocks, {
      text: "replicas=4",
      topic: { values: { host: "a" }, asked: ["reason"] },
    });
    expect(values).toEqual({ host: "a", replicas: "4" });
    expect(asked).toEqual(["reason"]);
    expect(choices.map(({ label }) => label)).toEqual(["staging", "prod"]);
  });
});

describe("a note", () => {
  it.each<readonly [reason: string, note: Note, told: string]>([
    [
      "what the thread gave",
      { note: "assumed", what: ["restart", "billing", "prod"] },
      "Assuming restart, billing, prod.",
    ],
    [
      "what a slip was taken for",
      { note: "took", said: "biling", service: billing },
      "I took 'biling' for billing.",
    ],
    [
      "what took a service's place",
      { note: "deprecated", service: service("old-billing"), replacement: billing },
      "old-billing is deprecated: billing took its place.",
    ],
    [
      "that nothing took its place",
      { note: "deprecated", service: service("old-billing"), replacement: undefined },
      "old-billing is deprecated: nothing is named in its place.",
    ],
    [
      "that the steps may be for another host",
      { note: "host", said: "db7" },
      "You named db7: the steps may name another host. Check each command before you run it.",
    ],
  ])("says above all else %s", (_reason, note, told) => {
    expect(text(one("restart-billing", { notes: [note] }))).toMatch(
      new RegExp(`^${told.replaceAll(".", "\\.")}\n\nEnds open invoices`),
    );
    const refused: Ruling = { ...common, kind: "refused", owners: [], notes: [note] };
    expect(text(refused).startsWith(`${told}\n\nThere is one`)).toBe(true);
  });

  it("may be one of several, in their order", () => {
    const notes: readonly Note[] = [
      { note: "took", said: "old-biling", service: service("old-billing") },
      { note: "deprecated", service: service("old-billing"), replacement: billing },
    ];
    expect(text(one("restart-billing", { notes }))).toMatch(
      /^I took 'old-biling' for old-billing\.\n\nold-billing is deprecated: billing took its place\.\n\nEnds/,
    );
  });
});

describe("a reply that shows no runbook", () => {
  it.each<readonly [string, Ruling]>([
    ["entries", entries("several", ["restart-billing"])],
    ["services", services("unnamed", [])],
    ["no runbook", { ...common, kind: "no-runbook", service: billing }],
    ["an unknown name", { ...common, kind: "unknown-name", said: "x", nearest: [] }],
  ])("leaves what the thread knew as it is: %s", (_reason, ruling) => {
    const topic = { values: { replicas: "4" }, asked: ["reason"] };
    const { values, asked, framed } = render(ruling, { topic, text: "replicas=5" });
    expect({ values, asked, framed }).toEqual({ ...topic, framed: [] });
  });
});
