import type { Files } from "../../support/knowledge-folder.ts";
import { type FaultRow, runbook } from "./lint-files.ts";

const sections = {
  before: "## Before you start\n\nAsk.",
  verify: "## Verify\n\nLook.",
  rollback: "## Roll back\n\nStart the old one.",
  escalate: "## Escalate\n\nAsk Ana.",
};

const restart = "systemctl restart kafka";

const fence = (code: string, info = "shell") => `\`\`\`${info}\n${code}\n\`\`\``;

/** A body whose fence begins on the fifth of its lines, with all sections but those that are replaced here. */
const body = (code: string, other: Partial<typeof sections> = {}, info = "shell") =>
  ["Does it.", "## Steps", fence(code, info), ...Object.values({ ...sections, ...other })].join(
    "\n\n",
  );

/** Of five lines its front matter consists, and some more: the fence is on line 13, its code on line 14, or below. */
const kafka = (fields: readonly string[], text: string): Files => ({
  "runbooks/kafka.md": runbook(fields, text),
});

const people = (more: string) => ({
  "people.yaml": `teams: [{id: team-a, slack: C01, members: [ana]}]\npeople: [{id: ana, slack: U01${more}}]\n`,
});
const services = (list: string) => ({ "services.yaml": `services: [${list}]\n` });

const medium = ["danger: medium"];
const two = "environments: {staging: {context: stg-eu}, prod: {context: prd-eu}}";
const changes = "shell {role=change}";

const missing: readonly FaultRow[] = [
  [
    "no way to verify what users may notice",
    kafka(medium, body(restart, { verify: "" })),
    "runbooks/kafka.md:14:1 warning K081",
  ],
  [
    "no way to verify what may cost data",
    kafka(["danger: high"], body(restart, { verify: "" })),
    "runbooks/kafka.md:14:1 error K081",
  ],
  [
    "no way to verify a change of little danger",
    kafka(["danger: low"], body("touch x", { verify: "" }, changes)),
    "runbooks/kafka.md:13:1 info K081",
  ],
  [
    "no way to verify what may cost data in one environment",
    kafka(
      ["danger: low", "environments: {staging: {}, prod: {danger: high}}"],
      body("touch x", { verify: "" }, changes),
    ),
    "runbooks/kafka.md:14:1 error K081",
  ],
  [
    "no way to verify what a fence calls dangerous",
    kafka(medium, body("x", { verify: "" }, "yaml {danger=medium}")),
    "runbooks/kafka.md:13:1 warning K081",
  ],
  [
    "no way to verify a change outside of the steps",
    kafka(medium, body("ls", { verify: "", escalate: `## Escalate\n\n${fence(restart)}` })),
    "runbooks/kafka.md:30:1 warning K081",
  ],
  [
    "an empty section to verify",
    kafka(medium, body(restart, { verify: "## Verify\n\n<!-- later -->" })),
    "runbooks/kafka.md:14:1 warning K081",
  ],
  [
    "no way to verify, in a draft",
    kafka([...medium, "status: draft"], body(restart, { verify: "" })),
    "runbooks/kafka.md:15:1 warning K081",
  ],
  [
    "no way back",
    kafka(medium, body(restart, { rollback: "" })),
    "runbooks/kafka.md:14:1 warning K082",
  ],
  [
    "no way back from what may cost data",
    kafka(["danger: high"], body(restart, { rollback: "" })),
    "runbooks/kafka.md:14:1 error K082",
  ],
  ...["Not possible", "Not possible.", "Not possible: …"].map(
    (text): FaultRow => [
      `a way back of which is said "${text}"`,
      kafka(medium, body(restart, { rollback: `## Roll back\n\n${text}` })),
      "runbooks/kafka.md:14:1 warning K082",
    ],
  ),
  [
    "nothing that is needed first",
    kafka(medium, body(restart, { before: "" })),
    "runbooks/kafka.md:14:1 warning K083",
  ],
  [
    "nothing that is needed first, for what may cost data",
    kafka(["danger: high"], body(restart, { before: "" })),
    "runbooks/kafka.md:14:1 warning K083",
  ],
  [
    "nobody to ask",
    kafka(medium, body(restart, { escalate: "" })),
    "runbooks/kafka.md:14:1 warning K090",
  ],
  [
    "nobody to ask about what may cost data",
    kafka(["danger: high"], body(restart, { escalate: "" })),
    "runbooks/kafka.md:14:1 error K090",
  ],
  [
    "nobody to ask once the one on call has left today",
    {
      ...kafka(medium, body(restart, { escalate: "" })),
      "people.yaml":
        "teams: [{id: team-a, slack: C01, members: [ana, bo]}]\npeople: [{id: ana, slack: U01, roles: [oncall], left: 2026-11-25}, {id: bo, slack: U02}]\n",
    },
    "runbooks/kafka.md:14:1 warning K090",
  ],
  [
    "nobody to ask but someone on call elsewhere",
    {
      ...kafka(medium, body(restart, { escalate: "" })),
      "people.yaml":
        "teams: [{id: team-a, slack: C01, members: [ana]}]\npeople: [{id: ana, slack: U01}, {id: bo, roles: [oncall]}]\n",
    },
    "runbooks/kafka.md:14:1 warning K090",
  ],
];

const dangers: readonly FaultRow[] = [
  [
    "a command that users notice in a runbook for one instance",
    kafka(["danger: low"], body(`ls\nsudo ${restart}`)),
    "runbooks/kafka.md:15:1 error K084",
  ],
  [
    "a command that deletes data in a runbook that users notice",
    kafka(medium, body("ls; rm -rf /srv/kafka")),
    "runbooks/kafka.md:14:5 error K084",
  ],
  [
    "such a command on the way back",
    kafka(
      medium,
      body("ls", { rollback: "## Roll back\n\n1. Go.\n\n   ```sql\n   DROP TABLE x;\n   ```" }),
    ),
    "runbooks/kafka.md:30:4 error K084",
  ],
  [
    "such a command in a quotation",
    kafka(["danger: none"], "Does it.\n\n## Steps\n\n> ```\n> reboot\n> ```"),
    "runbooks/kafka.md:14:3 error K084",
  ],
  [
    "a fence that calls itself more dangerous",
    kafka(medium, body("ls", {}, "shell {danger=high}")),
    "runbooks/kafka.md:13:1 error K084",
  ],
  [
    "a command more dangerous than its environment",
    kafka(
      ["danger: high", "environments: {staging: {danger: low}, prod: {}}"],
      body(restart, {}, "shell {env=staging}"),
    ),
    "runbooks/kafka.md:15:1 error K084",
  ],
  [
    "a command for all environments that only one of them is dangerous enough for",
    kafka(
      [...medium, "environments: {staging: {}, prod: {danger: high}}"],
      body("rm -rf /srv/kafka"),
    ),
    "runbooks/kafka.md:15:1 error K084",
  ],
];

const placeholders: readonly FaultRow[] = [
  [
    "a placeholder that is declared nowhere, once",
    kafka(medium, body("echo {{x}} {{x}}", { verify: "## Verify\n\nSee {{x}}." })),
    "runbooks/kafka.md:14:6 error K085",
  ],
  [
    "a placeholder in prose",
    kafka(["danger: none"], "Does {{x}}.\n\n## Steps\n\n1. Go."),
    "runbooks/kafka.md:9:6 error K085",
  ],
  [
    "a placeholder after a literal one",
    kafka(["danger: none"], body("echo \\{{x}} {{x}}")),
    "runbooks/kafka.md:14:13 error K085",
  ],
  [
    "a placeholder behind a comment",
    kafka(
      ["danger: none"],
      "<!-- {{x}}\n{{x}} --> Does <!-- {{y}} --> {{y}}.\n\n## Steps\n\n1. Go.",
    ),
    "runbooks/kafka.md:10:31 error K085",
  ],
  [
    "a value that no environment has",
    kafka(["danger: none", two], body("echo {{env.host}}")),
    "runbooks/kafka.md:15:6 error K085",
  ],
  [
    "a value of environments without values",
    kafka(["danger: none", "environments: [prod]"], body("echo {{env.host}}")),
    "runbooks/kafka.md:15:6 error K085",
  ],
  [
    "a value that one environment lacks",
    kafka(
      ["danger: none", "environments: {staging: {}, prod: {host: k1}}"],
      body("ssh {{env.host}}"),
    ),
    "runbooks/kafka.md:15:5 error K085",
  ],
  [
    "a value that the environment of the fence lacks",
    kafka(
      ["danger: none", "environments: {staging: {}, prod: {host: k1}}"],
      body("ssh {{env.host}}", {}, "shell {env=staging}"),
    ),
    "runbooks/kafka.md:15:5 error K085",
  ],
  [
    "a value that the service lacks",
    kafka(["danger: none"], body("echo {{service.k8s.deployment}}")),
    "runbooks/kafka.md:14:6 error K085",
  ],
  [
    "a value that one of the services lacks",
    {
      ...kafka(
        ["danger: none", "services: [kafka, redis]"],
        body("echo {{service.k8s.deployment}}"),
      ),
      ...services(
        "{id: kafka, owner: team-a, k8s: {deployment: kafka}}, {id: redis, owner: team-a}",
      ),
    },
    "runbooks/kafka.md:14:6 error K085",
  ],
  [
    "a value that no service of the kind has",
    {
      ...kafka(["danger: none", 'services: ["kind:vm"]'], body("echo {{service.vm.host}}")),
      ...services(
        "{id: kafka, owner: team-a, vm: {host: k1}}, {id: redis, kind: vm, owner: team-a}",
      ),
    },
    "runbooks/kafka.md:14:6 error K085",
  ],
  [
    "a map of the service, and its owner",
    {
      ...kafka(["danger: none"], body("echo {{service.k8s}} {{service.owner}} {{service}}")),
      ...services("{id: kafka, owner: team-a, k8s: {deployment: kafka}}"),
    },
    "runbooks/kafka.md:14:6 error K085",
    "runbooks/kafka.md:14:22 error K085",
    "runbooks/kafka.md:14:40 error K085",
  ],
  [
    "a param that is never used",
    kafka(["danger: none", "params: {a: {}, b: {}}"], body("echo {{b}} \\{{a}}")),
    "runbooks/kafka.md:7:10 warning K085",
  ],
];

const pattern = (text: string, more = "") =>
  kafka(["danger: none", `params: {x: {pattern: '${text}'${more}}}`], body("echo {{x}}"));

const patterns: readonly FaultRow[] = [
  ...[
    ".*",
    "^[a-z ]+$",
    "^\\S+$",
    "^[^;]+$",
    "^[a-z]{3};$",
    "^a[0-9]?\\$$",
    "^.{8}$",
    "^[a-z]+\\s[0-9]$",
    "^[a-z]+|.$",
    '^[a-z]"?$',
  ].map(
    (text): FaultRow => [`the pattern ${text}`, pattern(text), "runbooks/kafka.md:7:14 error K087"],
  ),
  ["a pattern that is no regular expression", pattern("[a-z"), "runbooks/kafka.md:7:14 error K087"],
  [
    "such a pattern of what is quoted",
    pattern("[a-z", ", quote: true"),
    "runbooks/kafka.md:7:14 error K087",
  ],
];

const values: readonly FaultRow[] = [
  [
    "the context of production",
    kafka(["danger: none", two], body("kubectl --context=prd-eu get pods; ls prd-eu")),
    "runbooks/kafka.md:15:19 warning K089",
    "runbooks/kafka.md:15:39 warning K089",
  ],
  [
    "the context of production in a fence for staging",
    kafka(
      ["danger: none", two],
      body("kubectl --context prd-eu get pods", {}, "shell {env=staging}"),
    ),
    "runbooks/kafka.md:15:19 warning K089",
  ],
  [
    "the host of what a company calls production",
    {
      ...kafka(
        ["danger: none", "environments: {main: {host: kf1}, test: {host: kf2}}"],
        body("ssh ana@kf1"),
      ),
      "services.yaml":
        "environments: {main: [production], test: []}\nservices: [{id: kafka, owner: team-a}]\n",
    },
    "runbooks/kafka.md:15:9 warning K089",
  ],
];

const twin = (fields: readonly string[]) => runbook(["questions: [kafka hangs]", ...fields]);

const twins: readonly FaultRow[] = [
  [
    "two runbooks for the same",
    {
      ...kafka([], "Does it.\n\n## Steps\n\n1. Go."),
      "runbooks/bounce.md": twin(["title: Bounce it"]),
    },
    "runbooks/kafka.md:5:1 error K035",
  ],
  [
    "two runbooks for the same services, in another order",
    {
      "runbooks/a.md": runbook(["services: [kafka, redis]"]),
      "runbooks/b.md": twin(["services: [redis, kafka]"]),
    },
    "runbooks/b.md:6:1 error K035",
  ],
  [
    "two runbooks that share an action and an environment",
    {
      "runbooks/a.md": runbook(["actions: [stop, restart]", "environments: [staging, prod]"]),
      "runbooks/b.md": twin(["actions: [start, stop]", "environments: [prod, dev]"]),
    },
    "runbooks/b.md:4:1 error K035",
  ],
  [
    "two runbooks of which one is for all environments",
    { "runbooks/a.md": runbook(["environments: [prod]"]), "runbooks/b.md": twin([]) },
    "runbooks/b.md:4:1 error K035",
  ],
];

/** Faults of what runbooks say and do, each in a folder of its own. */
export const runbookFaults: readonly FaultRow[] = [
  ...missing,
  ...dangers,
  ...placeholders,
  ...patterns,
  ...values,
  ...twins,
];

/** Runbooks on the right side of the same boundaries. */
export const soundRunbooks: readonly (readonly [string, Files])[] = [
  ["a runbook with all its sections", kafka(["danger: high"], body("rm -rf /srv/kafka"))],
  [
    "fences to verify and to undo in place of sections",
    kafka(
      medium,
      body(restart, {
        verify: fence("ls", "shell {role=verify}"),
        rollback: fence(restart, "shell {role=undo}"),
      }),
    ),
  ],
  [
    "a way back that is not possible, with a reason",
    kafka(medium, body(restart, { rollback: "## Roll back\n\nNot possible: it is gone." })),
  ],
  [
    "a way back that is not possible, with a reason below",
    kafka(medium, body(restart, { rollback: "## Undo\n\nNot possible.\n\nIt is gone." })),
  ],
  [
    "what is needed first in the front matter",
    kafka([...medium, "requires: [ssh]"], body(restart, { before: "" })),
  ],
  ...["oncall", "oncall-admin"].map((role): readonly [string, Files] => [
    `an owner with someone of the role ${role}`,
    { ...kafka(medium, body(restart, { escalate: "" })), ...people(`, roles: [${role}]`) },
  ]),
  [
    "an owner who is on call, and leaves tomorrow",
    {
      ...kafka([...medium, "owner: ana"], body(restart, { escalate: "" })),
      ...people(", roles: [oncall], left: 2026-11-26"),
    },
  ],
  ["a runbook that only reads, without sections", kafka(medium, "Reads.\n\n## Steps\n\n1. Look.")],
  [
    "commands that read, without sections",
    kafka(medium, `Reads.\n\n## Steps\n\n${fence("kubectl get pods")}`),
  ],
  [
    "a change of danger none, without sections",
    kafka(["danger: none"], `Does it.\n\n## Steps\n\n${fence("touch x", changes)}`),
  ],
  [
    "commands to verify and to undo alone, without the other sections",
    kafka(
      medium,
      `Reads.\n\n## Steps\n\n${fence("ls")}\n\n${fence(restart, "shell {role=undo}")}\n\n${fence(restart, "shell {role=verify}")}\n\n## Verify\n\n${fence(restart)}\n\n## Roll back\n\n${fence(restart)}`,
    ),
  ],
  [
    "dangerous words in output and files",
    kafka(
      ["danger: none"],
      `Reads.\n\n## Steps\n\n${fence("reboot", "shell {output}")}\n\n${fence("reboot", "text")}\n\n${fence("rm -rf x", "{output danger=high}")}`,
    ),
  ],
  [
    "an archived runbook",
    kafka(
      ["danger: none", "status: archived", "params: {a: {pattern: .*}}"],
      `Does {{x}}.\n\n## Steps\n\n${fence("rm -rf x")}`,
    ),
  ],
  [
    "an answer with commands",
    {
      "answers/x.md": runbook(
        ["type: answer", "title: Kafka"],
        `Does {{x}}.\n\n${fence("rm -rf x")}`,
      ),
    },
  ],
  ["a command as dangerous as its runbook", kafka(medium, body(restart))],
  [
    "a fence that calls itself as dangerous as its runbook",
    kafka(medium, body("ls", {}, "shell {danger=medium}")),
  ],
  [
    "a command for all environments, one of which is less dangerous",
    kafka([...medium, "environments: {staging: {danger: low}, prod: {}}"], body(restart)),
  ],
  [
    "a command for the environment that is dangerous enough",
    kafka(
      [...medium, "environments: {staging: {}, prod: {danger: high}}"],
      body("rm -rf /srv/kafka", {}, "shell {env=prod}"),
    ),
  ],
  [
    "placeholders that are declared",
    {
      ...kafka(
        ["danger: none", two, "params: {a: {}, b: {from: c}, c: {}}"],
        body(
          "echo {{a}} {{b}} {{env}} {{env.context}} {{service.id}} {{service.name}} {{service.k8s.ns}}",
        ),
      ),
      ...services("{id: kafka, owner: team-a, k8s: {ns: kafka}}"),
    },
  ],
  [
    "literal placeholders, and those of other tools",
    kafka(
      ["danger: none", 'links: [{title: "{{x}}", url: "https://x.org"}]'],
      body("echo \\{{x}} {{ .Values.x }} {{ x }} {{X}} \u0024{x}", {
        verify: "## Verify\n\n`\\{{x}}`",
      }),
    ),
  ],
  [
    "a placeholder in a comment",
    kafka(["danger: none"], "Does it.\n\n<!-- {{x}}\n{{y}} -->\n\n## Steps\n\n1. Go."),
  ],
  [
    "a value for the environment of the fence",
    kafka(
      ["danger: none", "environments: {staging: {}, prod: {host: kf1}}"],
      body("ssh {{env.host}}", {}, "shell {env=prod}"),
    ),
  ],
  [
    "a value that one service of the kind has",
    {
      ...kafka(["danger: none", 'services: ["kind:vm"]'], body("echo {{service.vm.host}}")),
      ...services(
        "{id: kafka, kind: vm, owner: team-a, vm: {host: k1}}, {id: redis, kind: vm, owner: team-a}",
      ),
    },
  ],
  [
    "a value that one service has, for a runbook of all",
    {
      ...kafka(["danger: none", 'services: ["*"]'], body("echo {{service.vm.host}}")),
      ...services("{id: kafka, owner: team-a, vm: {host: k1}}, {id: redis, owner: team-a}"),
    },
  ],
  ...[
    "^[a-z0-9-]{1,63}$",
    "[a-z0-9.]+",
    "^edge[12]$",
    "^v?[0-9]+(?:[.][0-9]+)*$",
    "^[a-z]+$|^[0-9]+$",
    "(?:[a-z]+)+",
    "^[0-9]{4}-[0-9]{2}$",
    "^[\\w@:/.,+=%^\\[\\]-]+$",
  ].map((text): readonly [string, Files] => [`the pattern ${text}`, pattern(text)]),
  ["a pattern of what is quoted", pattern(".*", ", quote: true")],
  ["a pattern of a number", pattern(".*", ", type: int")],
  [
    "a param without a pattern, which then holds no such character",
    kafka(["danger: none", "params: {x: {}}"], body("echo {{x}}")),
  ],
  [
    "values of production in its own fence, in output and in prose",
    kafka(
      ["danger: none", two],
      `On prd-eu.\n\n## Steps\n\n${fence("ls prd-eu", "shell {env=prod}")}\n\n${fence("prd-eu", "{output}")}`,
    ),
  ],
  [
    "values of production as parts of longer names",
    kafka(
      ["danger: none", two],
      body(
        "ls prd-eu2 xprd-eu a-prd-eu prd-eu-old prd-eu.org x.prd-eu _prd-eu {{service.id}} stg-eu",
      ),
    ),
  ],
  [
    "values that all environments share, short ones, and names of services",
    kafka(
      [
        "danger: none",
        "environments: {staging: {a: shop, b: st, c: redis2}, prod: {a: shop, b: pr, c: redis}}",
      ],
      body("ls shop pr redis"),
    ),
  ],
  [
    "values of the only environment",
    kafka(["danger: none", "environments: {prod: {host: kf1}}"], body("ssh kf1")),
  ],
  ["values of staging", kafka(["danger: none", two], body("kubectl --context stg-eu get pods"))],
  ...(
    [
      ["another action", ["title: Stop kafka"]],
      ["no action", ["title: Kafka at night"]],
      ["other services", ["services: [redis]"]],
      ["more services", ["services: [kafka, redis]"]],
      ["another environment", ["environments: [staging]"]],
      ["the same, kept as a draft", ["status: draft"]],
      ["the same, archived", ["status: archived"]],
    ] as const
  ).map(([what, fields]): readonly [string, Files] => [
    `a second runbook, for ${what}`,
    { "runbooks/a.md": runbook(["environments: [prod]"]), "runbooks/b.md": twin(fields) },
  ]),
];

/** Services that nobody says how to restart. */
export const restartFaults: readonly FaultRow[] = [
  [
    "there is none at all",
    services("{id: kafka, owner: team-a}, {id: redis, owner: team-a, tier: 2}"),
    "services.yaml:1:12 info K033",
    "services.yaml:1:40 info K033",
  ],
  [
    "it is of tier 1",
    services("{id: kafka, owner: team-a, tier: 1}"),
    "services.yaml:1:12 warning K033",
  ],
  [
    "there is one for another service",
    {
      ...kafka([], "Does it.\n\n## Steps\n\n1. Go."),
      ...services("{id: kafka, owner: team-a}, {id: redis, owner: team-a}"),
    },
    "services.yaml:1:40 info K033",
  ],
  [
    "there is one for another kind",
    {
      ...kafka(['services: ["kind:vm"]'], "Does it.\n\n## Steps\n\n1. Go."),
      ...services("{id: kafka, owner: team-a}, {id: redis, kind: vm, owner: team-a}"),
    },
    "services.yaml:1:12 info K033",
  ],
  [
    "there is one to stop it",
    {
      ...kafka(["title: Stop kafka"], "Does it.\n\n## Steps\n\n1. Go."),
      ...services("{id: kafka, owner: team-a}"),
    },
    "services.yaml:1:12 info K033",
  ],
  [
    "there is only a draft",
    {
      ...kafka(["status: draft"], "Does it.\n\n## Steps\n\n1. Go."),
      ...services("{id: kafka, owner: team-a}"),
    },
    "services.yaml:1:12 info K033",
  ],
];

/** Services that somebody says how to restart, or that need it no more. */
export const restartedServices: readonly (readonly [string, Files])[] = [
  [
    "of its own",
    { ...kafka([], "Does it.\n\n## Steps\n\n1. Go."), ...services("{id: kafka, owner: team-a}") },
  ],
  [
    "in other words",
    {
      ...kafka(["title: Bounce kafka"], "Does it.\n\n## Steps\n\n1. Go."),
      ...services("{id: kafka, owner: team-a}"),
    },
  ],
  [
    "of its kind",
    {
      ...kafka(['services: ["kind:vm"]'], "Does it.\n\n## Steps\n\n1. Go."),
      ...services("{id: kafka, kind: vm, owner: team-a, tier: 1}"),
    },
  ],
  [
    "for all services",
    {
      ...kafka(['services: ["*"]'], "Does it.\n\n## Steps\n\n1. Go."),
      ...services("{id: kafka, owner: team-a, tier: 1}"),
    },
  ],
  [
    "not any more, as it is deprecated",
    services("{id: kafka, owner: team-a, lifecycle: deprecated, tier: 1}"),
  ],
];
