import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { freePort } from "../support/free-port.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import {
  createMiniHomeserver,
  type MiniHomeserver,
} from "../support/mini-homeserver/mini-homeserver.ts";
import { endOf, startAma } from "../support/real-process.ts";
import { smallOffice } from "../support/small-office.ts";
import { runInWorld, startInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
let office: string;
let database: string;
let server: MiniHomeserver;
let ada: string;
let ama: string;
let account: Readonly<Record<string, string>>;
beforeEach(async () => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
  database = join(emptyFolder(), "ama.sqlite");
  server = createMiniHomeserver();
  ada = server.addUser("ada").id;
  ama = server.addUser("ama", { password: "hunter2" }).id;
  await server.start();
  account = { MATRIX_HOMESERVER: server.url, MATRIX_USER: ama };
});
afterEach(() => server.stop());

const setup = (env: Readonly<Record<string, string>>, ...more: readonly string[]) =>
  runInWorld(["matrix", "setup", "--db", database, ...more], { env: { ...account, ...env } });
const serve = (env: Readonly<Record<string, string>> = {}) =>
  startInWorld(["serve", "--knowledge", office, "--db", database], { env: { ...account, ...env } });

const password = { MATRIX_PASSWORD: "hunter2" };
const nowhere = "http://127.0.0.1:9";
const recoveryKey = /^ {4}(E[sS]\w\w(?: \w{4}){11})$/m;

describe("ama matrix setup", () => {
  it("prints the recovery key once, and nothing secret ever again", async () => {
    const first = await setup(password);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(recoveryKey);
    const second = await setup({});
    expect(second).toEqual({
      code: 0,
      stdout: `${ama} was set up before, and its identity stays; "ama matrix setup --new-identity" makes another one. MATRIX_PASSWORD is not needed any more. Start the bot with "ama serve", and invite it to a room.\n`,
      stderr: "",
    });
  });

  it("gives the account another identity only if that is asked for", async () => {
    const first = await setup(password);
    const anew = await setup(password, "--new-identity");
    const keys = [first, anew].map(({ stdout }) => recoveryKey.exec(stdout)?.[1]);
    expect(new Set(keys).size).toBe(2);
    expect(server.identityChanges(ama)).toBe(1);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ["without a password", {}, "set MATRIX_PASSWORD"],
    ["with a wrong one", { MATRIX_PASSWORD: "swordfish" }, "refuses the password"],
    ["without a homeserver", { ...password, MATRIX_HOMESERVER: nowhere }, "check the network"],
  ])("%s says what to do, and ends", async (_how, env, told) => {
    const ran = await setup(env);
    expect(ran).toMatchObject({ code: 1, stdout: "" });
    expect(ran.stderr).toContain(told);
    expect(ran.stderr).toMatch(
      /\nNot set up: this command tries once\. .* run "ama matrix setup" again\.\n$/,
    );
    expect(ran.stderr).not.toMatch(/hunter2|swordfish/);
  });

  it("without an account says what to set", async () => {
    const ran = await runInWorld(["matrix", "setup", "--db", database]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain("MATRIX_HOMESERVER and MATRIX_USER are not set");
  });

  it("keeps away from a bot that runs", async () => {
    await setup(password);
    const before = server.calls("sync").length;
    using running = startAma(office, ["serve", "--knowledge", office, "--db", database], account);
    await expect
      .poll(() => server.calls("sync").length, { timeout: 20_000 })
      .toBeGreaterThan(before);
    expect(await setup({})).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/is served by process \d+ .* Stop that one/),
    });
    running.kill("SIGTERM");
    expect(await endOf(running)).toMatchObject({ code: 0 });
  });
});

describe("serve with Matrix", () => {
  it("that is not set up says so in one sentence, and lives until it is told to end", async () => {
    const running = serve(password);
    await running.stderr.holds("is not set up yet");
    running.signal("SIGTERM");
    expect(await running.ended).toEqual({
      code: 0,
      stdout: "",
      stderr:
        'Matrix: The account of the bot is not set up yet: stop the bot, and run "ama matrix setup" once.\n',
    });
  });

  it("comes where it is invited, answers there, and tells a monitor how it is", async () => {
    await setup(password);
    const port = `${await freePort()}`;
    const running = serve({ AMA_HTTP_PORT: port });
    const { id: ops } = server.openRoom("ops", [ada]);
    server.invite(ada, ops, ama);
    const texts = (thread?: string) =>
      server
        .seen(ada, ops, thread)
        .filter(({ by }) => by === ama)
        .map(({ text }) => text);
    await expect
      .poll(() => texts(), { timeout: 20_000 })
      .toContainEqual(expect.stringContaining("I am AMA"));
    const bob = server.addUser("bob").id;
    server.invite(ada, ops, bob);
    server.join(bob, ops);
    const { id } = server.mention(ada, ops, ama, "how do I set up the vpn on my laptop");
    await expect
      .poll(() => texts(id), { timeout: 20_000 })
      .toContainEqual(expect.stringContaining("Install WireGuard"));
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(await ready.text()).toMatch(
      /^matrix: ok \(synced \d+ s ago, cross-signed, 0 % unreadable\)$/m,
    );
    running.signal("SIGTERM");
    expect(await running.ended).toMatchObject({ code: 0, stdout: "" });
    expect(server.breaches()).toEqual([]);
  });
});
