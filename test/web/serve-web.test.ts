import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { freePort } from "../support/free-port.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { startLoopbackServer } from "../support/loopback-server.ts";
import { smallOffice } from "../support/small-office.ts";
import { startInWorld } from "../support/test-world.ts";
import { bearer, grafanaToken, page } from "./web-under-test.ts";

const emptyFolder = useEmptyFolders();
let office: string;
let database: string;
beforeEach(() => {
  office = emptyFolder();
  writeFiles(office, smallOffice);
  database = join(emptyFolder(), "ama.sqlite");
});

/** Starts a serve with these settings, and waits until it answers. */
async function startServing(env: Readonly<Record<string, string>>) {
  const running = startInWorld(["serve", "--knowledge", office, "--db", database], { env });
  running.stdin.write("hello\n");
  await running.stdout.holds("Hello.");
  return running;
}

describe("serve with a port", () => {
  it("takes a page from a program, shows it, and says how it is until it ends", async () => {
    const port = `${await freePort()}`;
    const at = `http://127.0.0.1:${port}`;
    const running = await startServing({
      AMA_HTTP_PORT: port,
      AMA_HOOK_GRAFANA_TOKEN: grafanaToken,
    });
    const ready = await fetch(`${at}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([
      200,
      "database: ok\ntick: ok\nconsole: ok\n",
    ]);
    const taken = await fetch(`${at}/hooks/page/grafana`, {
      method: "POST",
      headers: bearer(grafanaToken),
      body: JSON.stringify({ ...page, service: "billing" }),
    });
    expect(taken.status).toBe(202);
    await running.stdout.holds("Checkout is down");
    // What is served goes on when nobody types any more.
    running.stdin.end();
    expect((await fetch(`${at}/livez`)).status).toBe(200);
    running.signal("SIGTERM");
    expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
    await expect(fetch(`${at}/livez`)).rejects.toThrow();
  });

  it("that another program has tells it, and answers all the same", async () => {
    const other = await startLoopbackServer(() => ({ status: 200 }));
    const running = await startServing({ AMA_HTTP_PORT: `${other.port}` });
    running.stdin.end();
    expect(await running.ended).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(
        /^AMA_HTTP_PORT is \d+ on 127\.0\.0\.1, and the system refuses that \(EADDRINUSE\): [^\n]*\n$/,
      ),
    });
    await other.close();
  });

  it("does not listen to others without https, says so, and answers all the same", async () => {
    const port = `${await freePort()}`;
    const running = await startServing({ AMA_HTTP_PORT: port, AMA_HTTP_HOST: "0.0.0.0" });
    await expect(fetch(`http://127.0.0.1:${port}/livez`)).rejects.toThrow();
    running.stdin.end();
    expect(await running.ended).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^AMA_HTTP_HOST is "0\.0\.0\.0" and AMA_PUBLIC_URL is not set/),
    });
  });
});

describe("serve without a port", () => {
  it("says that it cannot hear the heartbeats of oncall.yaml", async () => {
    const heartbeats = "heartbeats: {backup: {service: billing, every: 1d}}\n";
    writeFiles(office, { "oncall.yaml": heartbeats });
    const running = await startServing({});
    running.stdin.end();
    expect((await running.ended).stderr).toContain(
      "oncall.yaml waits for heartbeats, and AMA_HTTP_PORT is not set",
    );
  });
});

describe("serve with the address of a heartbeat", () => {
  it("calls it when it has begun to work", async () => {
    const asked: string[] = [];
    const watcher = await startLoopbackServer(({ method, path }) => {
      asked.push(`${method} ${path}`);
      return { status: 200 };
    });
    const url = `http://127.0.0.1:${watcher.port}/5f2c`;
    const running = await startServing({ AMA_HEARTBEAT_URL: url });
    await expect.poll(() => asked).toEqual(["GET /5f2c"]);
    running.stdin.end();
    expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
    await watcher.close();
  });

  it("tells that it is refused, without the address", async () => {
    const watcher = await startLoopbackServer(() => ({ status: 404 }));
    const url = `http://127.0.0.1:${watcher.port}/5f2c`;
    const running = await startServing({ AMA_HEARTBEAT_URL: url });
    await running.stderr.holds("The answer was 404.");
    running.stdin.end();
    expect((await running.ended).stderr).toBe(
      "AMA_HEARTBEAT_URL was not called, or in vain: The answer was 404.\n",
    );
    await watcher.close();
  });
});
