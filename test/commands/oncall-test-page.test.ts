import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import type { Answer } from "../support/loopback-server.ts";
import { type NtfyDouble, startNtfyDouble } from "../support/ntfy-double.ts";
import { type SmtpPeer, startSmtpPeer } from "../support/smtp-peer.ts";
import { runInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
const login = { user: "ama@mail.example.org", password: "correct-horse" };
const reply = (status: number, error: string): Answer => ({
  status,
  body: JSON.stringify({ error }),
});

let office: string;
let database: string;
let ntfy: NtfyDouble;
let mail: SmtpPeer;
/** What the servers say in place of yes. */
let ntfySays: Answer | undefined;
let mailSays: { readonly code: number; readonly words: string } | undefined;
beforeEach(async () => {
  office = emptyFolder();
  database = join(emptyFolder(), "ama.sqlite");
  ntfySays = undefined;
  mailSays = undefined;
  ntfy = await startNtfyDouble(undefined, () => ntfySays);
  mail = await startSmtpPeer({ ...login, instead: () => mailSays });
  writeFiles(office, {
    "people.yaml": `people:
  - id: ana
    name: Ana
    email: ana@example.org
    ntfy: env:ANA_NTFY
    notify: [{via: email, after: 5m}, {via: ntfy, after: 0m}]
  - {id: bo, name: Bo, slack: U2, matrix: "@bo:example.org", email: bo@example.org}
  - {id: cem, name: Cem}
  - {id: dee, name: Dee, email: dee@example.org, left: "2026-11-25"}
  - {id: eve, name: Eve, ntfy: env:ANA_NTFY, notify: [{via: ntfy, after: 0m}, {via: ntfy, after: 5m}]}
`,
  });
  expect((await runInWorld(["migrate", "--db", database])).code).toBe(0);
});
afterEach(async () => {
  await Promise.all([ntfy.close(), mail.close()]);
});

const testPage = (words: readonly string[], withMail = true) =>
  runInWorld(["oncall", "test-page", "--db", database, "--knowledge", office, ...words], {
    env: {
      ANA_NTFY: `http://127.0.0.1:${ntfy.port}/ana`,
      ...(withMail && {
        AMA_SMTP_URL: `smtp://${encodeURIComponent(login.user)}:${login.password}@127.0.0.1:${mail.port}`,
        AMA_MAIL_FROM: "AMA <ama@example.org>",
      }),
    },
  });

describe("ama oncall test-page", () => {
  it("sends at once by each rule, marked TEST, without a process that serves", async () => {
    expect(await testPage(["ana"])).toEqual({
      code: 0,
      stdout: "e-mail: accepted\nntfy: accepted\n",
      stderr: "",
    });
    expect(ntfy.published()).toEqual([
      expect.objectContaining({ topic: "ana", message: expect.stringContaining("TEST") }),
    ]);
    expect(mail.received()).toEqual([
      expect.objectContaining({
        to: ["ana@example.org"],
        text: expect.stringContaining("TEST for Ana"),
      }),
    ]);
  });

  it("has a result for each rule, in JSON too, where one way is used twice", async () => {
    const { code, stdout, stderr } = await testPage(["eve", "--json"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      person: "eve",
      page: 1,
      results: [
        { via: "ntfy", outcome: "accepted", why: null },
        { via: "ntfy", outcome: "accepted", why: null },
      ],
    });
  });

  it("asks nobody else, and leaves nothing open", async () => {
    await testPage(["ana"]);
    expect(mail.received().flatMap(({ to }) => to)).toEqual(["ana@example.org"]);
    const pages = ["pages", "list", "--db", database, "--knowledge", office];
    expect((await runInWorld(pages)).stdout).toBe("There are no open pages.\n");
    expect((await runInWorld([...pages, "--all"])).stdout).toContain("#1 TEST for Ana");
  });

  it.each([
    ["for good", reply(403, "forbidden"), /^ntfy: failed: .*forbidden$/],
    ["for now", reply(500, "disk full"), /^ntfy: failed: .*answered/],
  ])("says what was refused %s, and exits with 1", async (_how, answer, told) => {
    ntfySays = answer;
    const { code, stdout } = await testPage(["ana"]);
    expect(code).toBe(1);
    const [first, second] = stdout.trimEnd().split("\n");
    expect(first).toBe("e-mail: accepted");
    expect(second).toMatch(told);
  });

  it("lets no words of a server speak to the terminal", async () => {
    mailSays = { code: 550, words: "5.1.1 no\u001b[2Jbody" };
    const { code, stdout } = await testPage(["ana"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^e-mail: failed: .*\nntfy: accepted\n$/);
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it("names the rules that only a running bot can test", async () => {
    const { code, stdout } = await testPage(["bo"]);
    expect(code).toBe(1);
    expect(stdout).toBe(
      [
        'slack: only a running bot can send that: say "test page @bo" in chat',
        'matrix: only a running bot can send that: say "test page @bo" in chat',
        "e-mail: accepted\n",
      ].join("\n"),
    );
  });

  it("says what is missing where no mail is set up", async () => {
    const { code, stdout } = await testPage(["ana"], false);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout:
        "e-mail: no mail is sent from here: set AMA_SMTP_URL and AMA_MAIL_FROM\nntfy: accepted\n",
    });
  });

  it.each([
    [
      "cem",
      1,
      "Cem has no address in people.yaml that their rules let a page use: no page reaches them.\n",
    ],
    ["dee", 1, "Dee has left: no page reaches them.\n"],
    [
      "anna",
      2,
      'PERSON is "anna": expected the id of somebody in people.yaml. Did you mean "ana"?\n',
    ],
  ])("sends nothing to %s", async (id, code, stderr) => {
    expect(await testPage([id])).toEqual({ code, stdout: "", stderr });
    expect(mail.received()).toEqual([]);
  });

  it("makes no database", async () => {
    const words = ["oncall", "test-page", "ana", "--db", `${database}.not`, "--knowledge", office];
    expect(await runInWorld(words)).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("does not exist"),
    });
  });
});
