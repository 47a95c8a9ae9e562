import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { createFakeSlack } from "../support/fake-slack/fake-slack.ts";
import { freePort } from "../support/free-port.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { smallOffice } from "../support/small-office.ts";
import { startInWorld } from "../support/test-world.ts";

const emptyFolder = useEmptyFolders();
let office: string;
let database: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
  database = join(emptyFolder(), "ama.sqlite");
});

const serve = (env: Readonly<Record<string, string>>, ...more: readonly string[]) =>
  startInWorld(["serve", "--knowledge", office, "--db", database, ...more], { env });

describe("serve with Slack", () => {
  it("that cannot be reached says so in one sentence, answers at the console, and lives until it is told to end", async () => {
    const env = {
      SLACK_BOT_TOKEN: "xoxb-hunter2",
      SLACK_APP_TOKEN: "xapp-hunter2",
      SLACK_API_URL: "http://127.0.0.1:9",
    };
    const running = serve(env, "--console");
    await running.stderr.holds("Slack cannot be reached");
    running.stdin.write("how do I set up the vpn on my laptop\n");
    await running.stdout.holds("Install WireGuard");
    running.stdin.end();
    running.signal("SIGTERM");
    const { code, stdout, stderr } = await running.ended;
    expect(code).toBe(0);
    expect(stderr).toBe(
      "Slack: Slack cannot be reached: check the network and SLACK_API_URL; I try again.\n",
    );
    expect(stdout + stderr).not.toContain("hunter2");
  });

  it("that cannot be reached is told to whoever asks whether all is well", async () => {
    const port = `${await freePort()}`;
    const running = serve({
      SLACK_BOT_TOKEN: "xoxb-hunter2",
      SLACK_APP_TOKEN: "xapp-hunter2",
      SLACK_API_URL: "http://127.0.0.1:9",
      AMA_HTTP_PORT: port,
    });
    await running.stderr.holds("Slack cannot be reached");
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toContain("slack: down\n");
    running.signal("SIGTERM");
    expect(await running.ended).toMatchObject({ code: 0 });
  });

  it("answers who mentions it there, without a console", async () => {
    const slack = createFakeSlack({ pingEveryMs: 50 });
    const { id: ada } = slack.addUser("ada");
    const { id: ops } = slack.addRoom("ops", [ada]);
    await slack.start();
    const { botToken, appToken, url } = slack;
    const running = serve({
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      SLACK_API_URL: url,
    });
    const { ts } = slack.mention(ada, ops, "how do I set up the vpn on my laptop");
    await expect
      .poll(() => slack.seen(ada, ops, ts).map(({ text }) => text), { timeout: 20_000 })
      .toContainEqual(expect.stringContaining("Install WireGuard"));
    running.signal("SIGTERM");
    expect(await running.ended).toMatchObject({ code: 0, stdout: "" });
    await slack.stop();
  });
});
