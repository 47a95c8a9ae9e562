import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChatTables } from "../../src/chat/chat-tables.ts";
import { paragraph } from "../../src/chat/doc.ts";
import { createInboxStore } from "../../src/chat/inbox-store.ts";
import { createOutboxStore } from "../../src/chat/outbox-store.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { aMessage } from "../chat/a-message.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { page, writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { type Given, runInWorld, startInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
let office: string;
let database: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
  database = join(emptyFolder(), "ama.sqlite");
});

const words = () => ["serve", "--knowledge", office, "--db", database];
const start = (given?: Given) => startInWorld(words(), given);
const run = (given?: Given) => runInWorld(words(), given);

/** Starts a serve, and waits until it owns the database and answers. */
async function startServing(given?: Given) {
  const running = start(given);
  running.stdin.write("hello\n");
  await running.stdout.holds("Hello.");
  return running;
}

describe("serve on the console", () => {
  it("replies to each line in order, and ends with its input", async () => {
    const { code, stdout, stderr } = await run({
      stdin: "thanks\n\nhow do I set up the vpn on my laptop\nhello",
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    // Thanks need no answer; what can be pressed has a number.
    expect(stdout).toMatch(
      /^Install WireGuard.*\n\n\[1\] Helpful\n\[2\] Not helpful\n\nHello\. [^\n]*\n\n$/s,
    );
  });

  it("is one conversation: a line may leave out what the one before has said", async () => {
    const { stdout } = await run({ stdin: "how do I restart billing\non staging\n" });
    expect(stdout).toMatch(/On which environment\?.*ssh stg1 systemctl restart billing/s);
  });

  it("says at a terminal how many entries it knows, and prompts", async () => {
    const running = start({ atTerminal: true });
    await running.stdout.holds("> ");
    running.stdin.write("hello\n");
    await running.stdout.holds("Hello.");
    running.stdin.end();
    expect(stripVTControlCharacters((await running.ended).stdout)).toMatch(
      /^AMA knows 8 entries\. [^\n]*\n\n> hello\r\n.*Hello\. [^\n]*\n\n(?:> )?\n$/s,
    );
  });

  it("presses what its last reply offers by its number", async () => {
    const stdin = "how do I set up the vpn on my laptop\n1\nhlep\n1\n";
    const { stdout } = await run({ stdin });
    const [answered, offered, helped] = stdout.split(/(?=Did you mean|Ask me in your own words)/);
    expect(answered).toMatch(
      /^Install .*\[1\] Helpful\n\[2\] Not helpful\n\nGood to know[^\n]*\n\n$/s,
    );
    expect(offered).toMatch(/\[1\] help\n\n$/);
    expect(helped?.trimEnd().split("\n").length).toBeLessThanOrEqual(12);
  });

  it.each([
    ["in a pipe", {}, false],
    ["at a terminal", { atTerminal: true }, true],
    ["at a terminal with NO_COLOR", { atTerminal: true, env: { NO_COLOR: "1" } }, false],
  ])("has colours or none: %s", async (_what, given, coloured) => {
    const { stdout } = await run({ stdin: "how do I restart billing on staging\n", ...given });
    expect(stdout).toContain("ssh stg1 systemctl restart billing");
    expect(stdout.includes("\u001b[1m") || stdout.includes("\u001b[2m")).toBe(coloured);
  });

  it("answers as a stranger would be answered, today", async () => {
    const { stdout } = await run({
      stdin: "how much does a senior earn\nwhen does the fair open its doors\n",
    });
    expect(stdout).not.toMatch(/salary|bands|compensation|Hall nine/i);
  });

  it("answers the person whom it is told of with their rights, and tells of one it does not know", async () => {
    const stdin = "how much does a senior earn\n";
    const asAna = await runInWorld([...words(), "--as", "ana"], { stdin });
    expect(asAna).toMatchObject({ stdout: expect.stringContaining("compensation"), stderr: "" });
    const asAnna = await runInWorld([...words(), "--as", "anna"], { stdin });
    expect(asAnna.stdout).not.toContain("compensation");
    expect(asAnna.stderr).toBe(
      '"anna" is nobody in people.yaml, and gets a stranger\'s answers. Did you mean "ana"?\n',
    );
  });

  it("ends on Ctrl-C at a terminal, where no signal comes of it", async () => {
    const running = start({ atTerminal: true });
    await running.stdout.holds("> ");
    running.stdin.write("\u0003");
    expect(await running.ended).toMatchObject({ code: 130, stderr: "" });
  });

  it("first does and shows what an earlier process left", async () => {
    await run();
    const at = Temporal.Instant.from("2026-11-25T09:14:30Z");
    const storage = await openStorage<ChatTables>(database);
    const person = { platform: "console", workspace: "local", user: "Somebody" } as const;
    const room = { platform: "console", workspace: "local", room: "console" } as const;
    const left = aMessage({
      message: { ...room, message: "earlier:1" },
      author: { principal: person, displayName: "you", isBot: false },
      roomKind: "dm",
      addressed: "dm",
      text: "how do I set up the vpn on my laptop",
      sentAt: at,
    });
    await createInboxStore(storage.db).take(left, at);
    const said: Reply = {
      key: "k",
      to: room,
      doc: [paragraph("Left over.")],
      actions: [],
      audience: "everyone",
      importance: "answer",
      broadcast: false,
    };
    const outbox = createOutboxStore(storage.db);
    await storage.db
      .transaction()
      .execute((transaction) => outbox.queue(transaction, [said], at, () => "nonce"));
    await storage.close();
    const { stdout } = await run({ stdin: "hello\n" });
    expect(stdout).toMatch(/^Left over\.\n\nInstall WireGuard.*\n\nHello\. [^\n]*\n\n$/s);
    expect(await run()).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it.each([
    ["SIGTERM", 0],
    ["SIGINT", 130],
  ] as const)("ends on %s with %i, and leaves the database to the next", async (signal, code) => {
    const running = await startServing();
    running.signal(signal);
    running.signal(signal); // once from the terminal, once from whoever started us
    expect(await running.ended).toMatchObject({ code, stderr: "" });
    expect(await run()).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("tells the problems of the knowledge, and serves the rest", async () => {
    writeFiles(office, { "answers/broken.md": "---\na: [\n---\n" });
    const { code, stderr } = await run();
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^\S*\/answers\/broken\.md:\d+:\d+ K001 [^\n]*\n$/),
    });
  });

  it("goes on with the default of a broken setting, and says so", async () => {
    expect(await run({ stdin: "hello\n", env: { AMA_TIMEZONE: "Berlin" } })).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Hello\. [^\n]*\n\n$/),
      stderr: expect.stringMatching(/^AMA_TIMEZONE is "Berlin" [^\n]*\n$/),
    });
  });
});

describe("a second serve on the same database", () => {
  it("hears who serves it on which host, and ends", async () => {
    const first = await startServing({ pid: 4711 });
    const second = await run({ pid: 4712, stdin: "hello\n" });
    expect(second).toEqual({
      code: 1,
      stdout: "",
      stderr: `${database} is served by process 4711 on web1 since 2026-11-25T09:14Z: only one "ama serve" may own it. Stop that one, or set AMA_DATABASE to another file.\n`,
    });
    first.stdin.end("help\n");
    expect(await first.ended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("Ask me in your own words"),
    });
  });

  it("hears of its broken knowledge at the same time", async () => {
    const first = await startServing();
    const second = await runInWorld(["serve", "--knowledge", "/nowhere", "--db", database]);
    expect(second).toMatchObject({ code: 1, stdout: "" });
    expect(second.stderr.split("\n")).toEqual([
      expect.stringContaining('"/nowhere" cannot be read'),
      expect.stringContaining(`${database} is served by process 4711`),
      "",
    ]);
    first.stdin.end();
    await first.ended;
  });
});

describe("a serve that cannot start", () => {
  it("for want of knowledge gives the database back", async () => {
    const failed = await runInWorld(["serve", "--knowledge", "/nowhere", "--db", database]);
    expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining("/nowhere") });
    expect(await run()).toMatchObject({ code: 0 });
  });

  it("with another engine is told so in one sentence", async () => {
    const words = ["serve", "--knowledge", office];
    const ran = await runInWorld(words, { env: { AMA_DATABASE: "postgres://ama:hunter2@db/ama" } });
    expect(ran).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(/^[^\n]*\.\n$/) });
    expect(ran.stderr).not.toContain("hunter2");
  });
});

describe("an edit while it serves", () => {
  // Looks at the folder are two seconds apart: here the pause is over whenever we say so.
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"],
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Lets pauses pass until it is so; a look takes a few turns of the event loop. */
  async function pausesUntil(isSo: () => boolean, most = 10_000): Promise<void> {
    for (let turn = 0; turn < most && !isSo(); turn += 1) {
      vi.advanceTimersByTime(2_000);
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
    }
  }

  const question = "how do I set up the vpn on my laptop";
  const fields = ["title: Set up the VPN", `questions: [${question}]`, "owner: team-platform"];
  const edit = (text: string) => writeFileSync(join(office, "answers/vpn.md"), text);

  it("is served without a restart, and a broken one leaves the last good version and is told", async () => {
    const running = await startServing();
    edit(page(fields, "Use the tin-can telephone."));
    await pausesUntil(() => {
      running.stdin.write(`${question}\n`);
      return running.stdout.text().includes("tin-can");
    });
    edit("---\ntitle: [\n---\n\nUse nothing.\n");
    await pausesUntil(() => running.stderr.text() !== "");
    running.stdin.end(`hello\n${question}\n`);
    const { code, stdout, stderr } = await running.ended;
    expect({ code, last: stdout.slice(stdout.lastIndexOf("Hello.")) }).toEqual({
      code: 0,
      last: expect.stringContaining("Use the tin-can telephone."),
    });
    expect(stderr).toMatch(
      /^\S*\/answers\/vpn\.md:\d+:\d+ K001 [^\n]* Until then the last good version stays in force\.\n$/,
    );
  });

  it("of oncall.yaml counts at once, and a broken one leaves who was on call and is told", async () => {
    const running = await startServing();
    const write = (people: string) =>
      writeFileSync(
        join(office, "oncall.yaml"),
        `policies: {default: {steps: [{notify: [${people}], wait: 5m}]}}\n`,
      );
    const asked = "how do I restart billing on staging";
    write("person:ana");
    await pausesUntil(() => {
      running.stdin.write(`${asked}\n`);
      return running.stdout.text().includes("on call: Ana");
    });
    write("ana");
    await pausesUntil(() => running.stderr.text() !== "");
    running.stdin.end(`hello\n${asked}\n`);
    const { stdout, stderr } = await running.ended;
    expect(stdout.slice(stdout.lastIndexOf("Hello."))).toContain("on call: Ana");
    expect(stderr).toMatch(
      /^\S*\/oncall\.yaml:\d+:\d+ K\d+ [^\n]* Until then the last good version stays in force\.\n$/,
    );
  });

  it("that empties the folder leaves all that was served", async () => {
    const running = await startServing();
    for (const file of ["answers", "runbooks"]) rmSync(join(office, file), { recursive: true });
    await pausesUntil(() => false, 300);
    running.stdin.end(`${question}\n`);
    expect((await running.ended).stdout).toContain("Install WireGuard");
  });
});
