import { beforeAll, describe, expect, it } from "vitest";
import { type Inspection, inspect } from "./planted-house.ts";

// Every kind of violation is planted once, in a copy of the house, beside what only looks like one.

type Row = readonly [what: string, file: string, source: string, ...rules: readonly string[]];

const imports = (...names: readonly string[]) =>
  names.map((name) => `import "${name}";\n`).join("");
const takes = (expression: string) => `export const taken = ${expression};\n`;

/** What the planted files import. */
const furniture = [
  "src/bot.ts",
  "src/main.ts",
  "src/kernel/word.ts",
  "src/search/word.ts",
  "src/chat/word.ts",
  "src/storage/word.ts",
  "src/knowledge/word.ts",
  "src/knowledge/load-word.ts",
  "src/adapters/slack/word.ts",
  "src/adapters/matrix/word.ts",
  "src/web/word.ts",
  "src/commands/word.ts",
  "src/gaps/word.ts",
  "src/gaps/gap-store.ts",
  "src/gaps/gap-feature.ts",
  "src/gaps/gap-worker.ts",
  "src/gaps/gap-notifier.ts",
  "migrations/001_word.ts",
  "test/support/word.ts",
];

const packages = [
  "@hono/node-server",
  "@matrix-org/matrix-sdk-crypto-wasm",
  "@slack/bolt",
  "better-sqlite3",
  "fake-indexeddb",
  "fast-check",
  "hono",
  "kysely",
  "matrix-js-sdk",
  "nodemailer",
  "octokit",
  "pg",
  "prom-client",
  "qrcode",
  "simple-git",
  "undici",
];

const directions: readonly Row[] = [
  ["kernel that uses chat", "src/kernel/a.ts", imports("../chat/word.ts"), "kernel-imports"],
  ["charts that use search", "src/charts/a.ts", imports("../search/word.ts"), "charts-imports"],
  ["search that uses chat", "src/search/a.ts", imports("../chat/word.ts"), "search-imports"],
  ["chat that uses knowledge", "src/chat/a.ts", imports("../knowledge/word.ts"), "chat-imports"],
  ["storage that uses chat", "src/storage/a.ts", imports("../chat/word.ts"), "storage-imports"],
  [
    "knowledge that uses chat",
    "src/knowledge/a.ts",
    imports("../chat/word.ts"),
    "knowledge-imports",
  ],
  [
    "an adapter that uses a feature",
    "src/adapters/slack/a.ts",
    imports("../../gaps/word.ts"),
    "adapters-imports",
  ],
  [
    "talk that uses an adapter",
    "src/talk/a.ts",
    imports("../adapters/slack/word.ts"),
    "talk-imports",
  ],
  ["web that uses storage", "src/web/a.ts", imports("../storage/word.ts"), "web-imports"],
  [
    "a feature that uses another one",
    "src/answers/a.ts",
    imports("../gaps/word.ts"),
    "features-apart",
  ],
  [
    "a feature that uses an adapter",
    "src/answers/b.ts",
    imports("../adapters/slack/word.ts"),
    "features-apart",
  ],
  [
    "a feature that nobody has named yet",
    "src/brand-new/a.ts",
    imports("../gaps/word.ts"),
    "features-apart",
  ],
  [
    "an adapter that uses another one",
    "src/adapters/slack/b.ts",
    imports("../matrix/word.ts"),
    "adapters-apart",
  ],
  [
    "a room that uses what stands above the rooms",
    "src/answers/c.ts",
    imports("../bot.ts"),
    "composed-at-the-rim",
  ],
  ["a command that uses main", "src/commands/a.ts", imports("../main.ts"), "main-last"],
  [
    "a room that uses main",
    "src/answers/d.ts",
    imports("../main.ts"),
    "composed-at-the-rim",
    "main-last",
  ],
  [
    "a migration that uses the house",
    "migrations/002_house.ts",
    imports("../src/kernel/word.ts"),
    "migrations-alone",
  ],
  [
    "a migration that uses another one",
    "migrations/003_other.ts",
    imports("./001_word.ts"),
    "migrations-alone",
  ],
  [
    "a product that uses its tests",
    "src/answers/e.ts",
    imports("../../test/support/word.ts"),
    "tests-outside",
  ],
  [
    "a file that comes round to itself",
    "src/answers/cycle-a.ts",
    imports("./cycle-b.ts"),
    "no-cycles",
  ],
  ["a file that is not there", "src/answers/f.ts", imports("./nowhere.ts"), "resolvable"],
  ["a package that is not there", "src/answers/g.ts", imports("nowhere"), "resolvable"],
  [
    "a type from above",
    "src/kernel/b.ts",
    'export type { Word } from "../chat/word.ts";\n',
    "kernel-imports",
  ],
  [
    "an import from above at run time",
    "src/kernel/c.ts",
    takes('import("../chat/word.ts")'),
    "kernel-imports",
  ],
];

const homes: readonly Row[] = [
  [
    "Bolt outside its adapter",
    "src/adapters/matrix/c.ts",
    imports("@slack/bolt"),
    "@slack/.+ at home",
  ],
  ["undici outside Slack's adapter", "src/web/c.ts", imports("undici"), "@slack/.+ at home"],
  [
    "the Matrix SDK outside its adapter",
    "src/adapters/slack/c.ts",
    imports("matrix-js-sdk"),
    "matrix-.+ at home",
  ],
  [
    "Matrix cryptography outside its adapter",
    "src/web/d.ts",
    imports("@matrix-org/matrix-sdk-crypto-wasm"),
    "matrix-.+ at home",
  ],
  [
    "an IndexedDB outside Matrix's adapter",
    "src/storage/c.ts",
    imports("fake-indexeddb"),
    "matrix-.+ at home",
  ],
  [
    "SQLite outside storage",
    "src/gaps/c-store.ts",
    imports("better-sqlite3"),
    "better-sqlite3 at home",
  ],
  [
    "SQLite in a migration",
    "migrations/004_engine.ts",
    imports("better-sqlite3"),
    "better-sqlite3 at home",
  ],
  ["PostgreSQL outside storage", "src/gaps/d-store.ts", imports("pg"), "pg at home"],
  ["codes drawn outside wifi", "src/chat/e.ts", imports("qrcode"), "qrcode at home"],
  ["Hono outside web", "src/adapters/slack/d.ts", imports("hono"), "hono at home"],
  ["Hono's server outside web", "src/commands/b.ts", imports("@hono/node-server"), "hono at home"],
  [
    "a package that only developers install",
    "src/answers/h.ts",
    imports("fast-check"),
    "no-dev-package",
  ],
];

const purity: readonly Row[] = [
  ["a deciding file that reads files", "src/answers/i.ts", imports("node:fs"), "pure-files"],
  [
    "a deciding file that reads files by promise",
    "src/kernel/d.ts",
    imports("node:fs/promises"),
    "pure-files",
  ],
  [
    "a deciding file that starts programs",
    "src/chat/c.ts",
    imports("node:child_process"),
    "pure-files",
  ],
  [
    "a deciding file that asks for the machine",
    "src/search/c.ts",
    imports("node:os"),
    "pure-files",
  ],
  [
    "a deciding file that imports the process",
    "src/search/d.ts",
    imports("node:process"),
    "pure-files",
  ],
  ...["kysely", "nodemailer", "octokit", "prom-client", "simple-git"].map(
    (name): Row => [
      `a deciding file that uses ${name}`,
      `src/answers/uses-${name}.ts`,
      imports(name),
      "pure-files",
    ],
  ),
  ...["gap-store", "gap-feature", "gap-worker", "gap-notifier"].map(
    (name, at): Row => [
      `a deciding file that uses a ${name}`,
      `src/gaps/deciding-${at}.ts`,
      imports(`./${name}.ts`),
      "pure-files",
    ],
  ),
  [
    "a deciding file that uses a loader",
    "src/answers/j.ts",
    imports("../knowledge/load-word.ts"),
    "pure-files",
  ],
  ["settings that read files", "src/config.ts", imports("node:fs"), "pure-files"],
];

const plugin = "plugin";
const restricted = "lint/style/noRestrictedGlobals";
const ambient: readonly Row[] = (
  [
    ["Date.now()", restricted],
    ["new Date()", restricted],
    ["[Date].length", restricted],
    ["globalThis.process", restricted],
    ["Temporal.Now.instant()", plugin],
    ["Temporal.Now", plugin],
    ["performance.now()", plugin],
    ["Math.random()", plugin],
    ["[0].map(Math.random)", plugin],
    ["crypto.randomUUID()", plugin],
    ["crypto.getRandomValues(new Uint8Array(8))", plugin],
    ["process.env", plugin],
    ["process.env.HOME", plugin],
    ["process.argv", plugin],
    ["process.cwd()", plugin],
    ["process.hrtime.bigint()", plugin],
    ["global.process", restricted],
    ['process["env"]', plugin],
    ['Math["random"]()', plugin],
    ['Temporal["Now"]', plugin],
    ['crypto["randomUUID"]()', plugin],
  ] as const
).map(
  ([expression, rule], at): Row => [
    expression,
    `src/answers/ambient-${at}.ts`,
    takes(expression),
    rule,
  ],
);

const aliases: readonly Row[] = [
  ["a new name for Temporal.Now", "const { Now } = Temporal;\nexport const taken = Now;\n"],
  ["a new name for Math.random", "const { random } = Math;\nexport const taken = random;\n"],
  ["a new name for process.env", "const { env } = process;\nexport const taken = env;\n"],
  ["a new name for process", "const world = process;\nexport const taken = world;\n"],
  ["the process as a module", 'import { env } from "node:process";\n\nexport const taken = env;\n'],
  ["its default export", 'import world from "node:process";\n\nexport const taken = world;\n'],
  [
    "its clock",
    'import { performance as stopwatch } from "node:perf_hooks";\n\nexport const taken = stopwatch;\n',
  ],
  [
    "a new name for randomUUID",
    'import { randomUUID as newId } from "node:crypto";\n\nexport const taken = newId();\n',
  ],
  [
    "all of node:crypto",
    'import * as chance from "node:crypto";\n\nexport const taken = chance.randomUUID();\n',
  ],
  ...["randomUUID()", "randomBytes(8)", "randomInt(6)"].map((call): [string, string] => [
    `${call} of node:crypto`,
    `import { ${call.split("(")[0]} } from "node:crypto";\n\n${takes(call)}`,
  ]),
].map(
  ([what = "", source = ""], at): Row => [what, `src/gaps/alias-${at}-store.ts`, source, plugin],
);

const words: readonly Row[] = [
  [
    "an import that nobody uses",
    "src/answers/v.ts",
    'import { join } from "node:path";\n',
    "lint/correctness/noUnusedImports",
  ],
  ["a default export", "src/answers/k.ts", "export default 1;\n", "lint/style/noDefaultExport"],
  ["an enum", "src/answers/l.ts", "export enum Outcome {\n  Answer = 1,\n}\n", "lint/style/noEnum"],
  [
    "a non-null assertion",
    "src/answers/m.ts",
    "export const first = (words: readonly string[]): string => words[0]!;\n",
    "lint/style/noNonNullAssertion",
  ],
  [
    "a parameter property",
    "src/answers/n.ts",
    "export class Answer {\n  constructor(readonly text: string) {}\n}\n",
    "lint/style/noParameterProperties",
  ],
  [
    "a word on the console",
    "src/answers/o.ts",
    'console.log("hello");\n',
    "lint/suspicious/noConsole",
  ],
  [
    "a word on the console by a command",
    "src/commands/c.ts",
    'console.log("hello");\n',
    "lint/suspicious/noConsole",
  ],
  [
    "a file name in camel case",
    "src/answers/rankAnswers.ts",
    takes("1"),
    "lint/style/useFilenamingConvention",
  ],
  [
    "a file name in Pascal case",
    "src/answers/GapAnswers.ts",
    takes("1"),
    "lint/style/useFilenamingConvention",
  ],
  [
    "a file name in snake case",
    "test/answers/rank_answers.ts",
    takes("1"),
    "lint/style/useFilenamingConvention",
  ],
  [
    "a migration without a number",
    "migrations/pages.ts",
    takes("1"),
    "lint/style/useFilenamingConvention",
  ],
  [
    "a migration with a short number",
    "migrations/05_pages.ts",
    takes("1"),
    "lint/style/useFilenamingConvention",
  ],
  [
    "a migration in kebab case",
    "migrations/006_more-pages.ts",
    takes("1"),
    "lint/style/useFilenamingConvention",
  ],
  ["a line that nobody formatted", "src/answers/p.ts", "export const taken=1\n", "format"],
];

const promises: readonly Row[] = [
  [
    "a promise that nobody waits for",
    "src/answers/load-floating.ts",
    'import { rm } from "node:fs/promises";\n\nexport function forget(path: string): void {\n  rm(path);\n}\n',
    "typescript(no-floating-promises)",
  ],
  [
    "a promise where none is expected",
    "src/answers/load-misused.ts",
    'import { rm } from "node:fs/promises";\n\nexport function forget(paths: readonly string[]): void {\n  paths.forEach(async (path) => {\n    await rm(path);\n  });\n}\n',
    "typescript(no-misused-promises)",
  ],
  [
    "a wait for what is no promise",
    "src/answers/q.ts",
    "export async function count(words: readonly string[]): Promise<number> {\n  return await words.length;\n}\n",
    "typescript(await-thenable)",
  ],
  [
    "a switch that forgets a case",
    "src/answers/r.ts",
    'export function weigh(outcome: "answer" | "choices"): number {\n  switch (outcome) {\n    case "answer":\n      return 1;\n  }\n  return 0;\n}\n',
    "typescript(switch-exhaustiveness-check)",
  ],
];

const welcome: readonly Row[] = [
  [
    "the rooms below a feature",
    "src/answers/s.ts",
    imports(
      "../chat/word.ts",
      "../kernel/word.ts",
      "../knowledge/word.ts",
      "../search/word.ts",
      "../storage/word.ts",
    ),
  ],
  [
    "a command that uses every room",
    "src/commands/d.ts",
    imports("../answers/s.ts", "../bot.ts", "../web/word.ts"),
  ],
  ["the launcher that starts main", "src/ama.js", 'await import("./main.ts");\n'],
  ["packages at home: Slack", "src/adapters/slack/e.ts", imports("@slack/bolt", "undici")],
  [
    "packages at home: Matrix",
    "src/adapters/matrix/e.ts",
    imports("better-sqlite3", "fake-indexeddb", "matrix-js-sdk"),
  ],
  ["packages at home: engines", "src/storage/e.ts", imports("better-sqlite3", "kysely", "pg")],
  ["packages at home: wifi", "src/wifi/e.ts", imports("qrcode")],
  ["packages at home: web", "src/web/e.ts", imports("@hono/node-server", "hono", "node:http")],
  [
    "a type of a package elsewhere",
    "src/gaps/t.ts",
    'import type { Kysely } from "kysely";\n\nexport type Database = Kysely<unknown>;\n',
  ],
  [
    "a loader that reads",
    "src/knowledge/load-more.ts",
    imports("node:fs/promises", "./load-word.ts"),
  ],
  ["a store that queries", "src/gaps/more-store.ts", imports("kysely", "./gap-store.ts")],
  [
    "a deciding file with harmless modules of Node",
    "src/answers/t.ts",
    imports("node:crypto", "node:path", "node:url"),
  ],
  ["a migration with its query builder", "migrations/007_more_pages.ts", imports("kysely")],
  ["the clock", "src/kernel/clock.ts", takes("Temporal.Now.instant()")],
  [
    "an adapter at the edge of its SDK",
    "src/adapters/slack/f.ts",
    takes("[new Date(), process.env]"),
  ],
  ["the console's own console", "src/adapters/console/a.ts", 'console.log("hello");\n'],
  ["a test with a clock", "test/answers/a.test.ts", takes("Temporal.Now.instant()")],
  [
    "time as an argument",
    "src/answers/u.ts",
    "export const later = (at: Temporal.Instant) => at.add({ hours: 1 });\n",
  ],
];

const refused: readonly Row[] = [
  ...directions,
  ...homes,
  ...purity,
  ...ambient,
  ...aliases,
  ...words,
  ...promises,
];

describe("the house", () => {
  let inspection: Inspection;
  const rulesFor = (file: string) =>
    [
      ...new Set(
        inspection.findings.filter((found) => found.file === file).map(({ rule }) => rule),
      ),
    ].sort();

  beforeAll(async () => {
    const files = new Map(furniture.map((path) => [path, "export type Word = string;\n"]));
    files.set("src/answers/cycle-b.ts", imports("./cycle-a.ts"));
    for (const [, file, source] of [...refused, ...welcome]) files.set(file, source);
    inspection = await inspect(files, packages);
  }, 60_000);

  it.each(refused)("refuses %s (%s)", (_what, file, _source, ...rules) => {
    expect(rulesFor(file)).toEqual([...rules].sort());
  });

  it.each(welcome)("lets pass %s (%s)", (_what, file) => {
    expect(rulesFor(file)).toEqual([]);
  });

  it("refuses nothing else", () => {
    const planted = new Set(refused.map(([, file]) => file));
    expect(inspection.findings.filter(({ file }) => !planted.has(file))).toEqual([]);
  });

  it("has no import rule that was never seen to refuse", () => {
    const broken = new Set(inspection.findings.map(({ rule }) => rule));
    // Commands may use every room.
    const silent = inspection.cruiserRules.filter((rule) => !broken.has(rule));
    expect(silent).toEqual(["commands-imports"]);
  });
});
