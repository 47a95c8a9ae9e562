import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { Web } from "../../src/web/server.ts";
import {
  alertmanager,
  bearer,
  grafanaToken,
  linkToken,
  page,
  signed,
  webUnderTest,
} from "./web-under-test.ts";

const body = JSON.stringify(page);

const headers = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "private, no-cache",
};

describe("every answer", () => {
  it.each([
    [200, "GET", "/livez", {}],
    [200, "HEAD", "/readyz", {}],
    [200, "GET", `/act/${linkToken}`, {}],
    [200, "POST", `/act/${linkToken}`, {}],
    [404, "GET", "/act/BBBBBBBBBBBBBBBBBBBBBB", {}],
    [202, "POST", "/hooks/page/grafana", bearer(grafanaToken)],
    [401, "POST", "/hooks/page/grafana", {}],
    [401, "POST", "/hooks/page/grafana", { ...signed(body), "webhook-id": "x" }],
    [405, "POST", "/livez", {}],
    [404, "GET", "/", {}],
    [404, "GET", "/../../etc/passwd", {}],
  ])("has the same headers: %i to %s %s", async (status, method, path, sent) => {
    const { app } = webUnderTest();
    const answer = await app.request(path, { method, headers: sent });
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject(headers);
    expect(answer.headers.has("strict-transport-security")).toBe(false);
    expect(answer.headers.has("set-cookie")).toBe(false);
    expect(answer.headers.has("x-powered-by")).toBe(false);
  });

  it("has them when something breaks, too", async () => {
    const { app } = webUnderTest({
      look: () => Promise.reject(new Error("broken")),
      take: () => Promise.reject(new Error("broken")),
    });
    for (const answer of [
      await app.request(`/act/${linkToken}`),
      await app.request("/hooks/page/grafana", {
        method: "POST",
        headers: bearer(grafanaToken),
        body,
      }),
    ]) {
      expect(answer.status).toBeGreaterThanOrEqual(500);
      expect(Object.fromEntries(answer.headers)).toMatchObject(headers);
    }
  });

  it("asks browsers to come by https where people do", async () => {
    const { app } = webUnderTest({ publicUrl: "https://ama.example.org" });
    const answer = await app.request("/livez");
    expect(answer.headers.get("strict-transport-security")).toBe("max-age=15552000");
  });
});

describe("health", () => {
  it("says that the process lives whatever else is down", async () => {
    const { app } = webUnderTest({ health: async () => [{ part: "database", up: false }] });
    const answer = await app.request("/livez");
    expect([answer.status, await answer.text()]).toEqual([200, "ok\n"]);
  });

  it.each([
    ["all is up", true, 200, "database: ok\ntick: ok\n"],
    ["one is down", false, 503, "database: ok\ntick: down\n"],
  ])("has a line for each part when %s", async (_what, up, status, text) => {
    const health = async () => [
      { part: "database", up: true },
      { part: "tick", up },
    ];
    const answer = await webUnderTest({ health }).app.request("/readyz");
    expect([answer.status, await answer.text()]).toEqual([status, text]);
  });

  it("is not ready when it cannot tell", async () => {
    const { app } = webUnderTest({ health: () => Promise.reject(new Error("locked: ama.sqlite")) });
    const answer = await app.request("/readyz");
    expect([answer.status, await answer.text()]).toEqual([
      503,
      "Something broke on my side. Error E-5f5f5f.\n",
    ]);
  });
});

describe("a listening server", () => {
  const running = new Set<Web>();
  afterEach(async () => {
    for (const web of running) await web.stop();
    running.clear();
  });

  async function listening(given: Parameters<typeof webUnderTest>[0] = {}) {
    const under = webUnderTest(given);
    running.add(under.web);
    const port = await under.web.start();
    return { ...under, port, url: `http://127.0.0.1:${port}` };
  }

  /** Sends bytes as they stand, and gives all that comes back before the connection ends. */
  async function raw(port: number, text: string, sent: () => void = () => {}): Promise<string> {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.setEncoding("utf8").on("data", (piece) => {
      answer += piece;
    });
    socket.on("error", () => {});
    socket.write(text, sent);
    await once(socket, "close");
    return answer;
  }

  it("takes a hook and a link, and answers with every header", async () => {
    const { url, taken, acted } = await listening();
    const hook = await fetch(`${url}/hooks/alertmanager/grafana`, {
      method: "POST",
      headers: bearer(grafanaToken),
      body: JSON.stringify(alertmanager),
    });
    const signedHook = await fetch(`${url}/hooks/page/grafana`, {
      method: "POST",
      headers: signed(body),
      body,
    });
    const link = await fetch(`${url}/act/${linkToken}`, { method: "POST" });
    expect([hook.status, signedHook.status, link.status]).toEqual([202, 202, 200]);
    expect(Object.fromEntries(link.headers)).toMatchObject(headers);
    expect(taken.map(({ kind }) => kind)).toEqual(["alerts", "trigger"]);
    expect(acted).toEqual([linkToken]);
  });

  it("makes a page of an authentic body of 2 MB", async () => {
    const { url, taken } = await listening();
    const answer = await fetch(`${url}/hooks/page/grafana`, {
      method: "POST",
      headers: bearer(grafanaToken),
      body: "x".repeat(2 * 1024 * 1024),
    });
    expect(answer.status).toBe(202);
    expect(taken).toMatchObject([{ summary: "Could not read an alert from grafana" }]);
  });

  it.each([
    ["its length promised", "Content-Length: 1000\r\n\r\n{"],
    ["in pieces", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"],
  ])("asks again for a body that never ends, %s", async (_how, rest) => {
    const deadline = new AbortController();
    const waiting = Promise.withResolvers<void>();
    const { port, taken } = await listening({
      bodyDeadline: () => {
        waiting.resolve();
        return deadline.signal;
      },
    });
    const answer = raw(
      port,
      `POST /hooks/page/grafana HTTP/1.1\r\nHost: ama\r\nAuthorization: Bearer ${grafanaToken}\r\n${rest}`,
    );
    await waiting.promise;
    deadline.abort();
    expect(await answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(taken).toEqual([]);
  });

  it("refuses a stranger before the body is there", async () => {
    const { port, taken } = await listening();
    const answer = await raw(
      port,
      "POST /hooks/page/grafana HTTP/1.1\r\nHost: ama\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n{",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(taken).toEqual([]);
  });

  it.each([
    ["no HTTP", "hello\r\n\r\n"],
    ["no host", "POST /hooks/page/grafana HTTP/1.1\r\n\r\n"],
    [
      "two lengths",
      `POST /hooks/page/grafana HTTP/1.1\r\nHost: ama\r\nAuthorization: Bearer ${grafanaToken}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      "a host that is none",
      `GET /act/${linkToken} HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n`,
    ],
    [
      "a backslash in the path",
      `POST /act\\${linkToken} HTTP/1.1\r\nHost: ama\r\nConnection: close\r\n\r\n`,
    ],
    [
      "headers without end",
      `POST /act/${linkToken} HTTP/1.1\r\nHost: ama\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
    ],
  ])("changes nothing for %s", async (_what, text) => {
    const { port, taken, acted, told } = await listening();
    expect(await raw(port, text)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect([taken, acted, told]).toEqual([[], [], []]);
  });

  it("has the same headers for what no route has seen", async () => {
    const { port } = await listening();
    const answer = await raw(port, "GET /a\\b HTTP/1.1\r\nHost: ama\r\nConnection: close\r\n\r\n");
    const lines = answer.toLowerCase().split("\r\n");
    expect(lines).toEqual(
      expect.arrayContaining(Object.entries(headers).map(([name, value]) => `${name}: ${value}`)),
    );
  });

  it("climbs nowhere by dots in the path", async () => {
    const { port, acted } = await listening();
    const answer = await raw(
      port,
      `GET /hooks/../act/${linkToken}/../../etc/passwd HTTP/1.1\r\nHost: ama\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(acted).toEqual([]);
  });

  it("answers what was begun before it stops, and takes nothing more", async () => {
    const begun = Promise.withResolvers<void>();
    const commit = Promise.withResolvers<void>();
    const { url, web } = await listening({
      take: () => {
        begun.resolve();
        return commit.promise;
      },
    });
    const answer = fetch(`${url}/hooks/page/grafana`, {
      method: "POST",
      headers: bearer(grafanaToken),
      body,
    });
    await begun.promise;
    const stopped = web.stop();
    await expect(fetch(`${url}/livez`)).rejects.toThrow();
    commit.resolve();
    expect((await answer).status).toBe(202);
    await stopped;
  });

  it("cuts off what does not end when it stops", async () => {
    const drain = new AbortController();
    const begun = Promise.withResolvers<void>();
    const { url, web } = await listening({
      drainDeadline: () => drain.signal,
      take: () => {
        begun.resolve();
        return new Promise(() => {});
      },
    });
    const answer = fetch(`${url}/hooks/page/grafana`, {
      method: "POST",
      headers: bearer(grafanaToken),
      body,
    });
    const cut = expect(answer).rejects.toThrow();
    await begun.promise;
    const stopped = web.stop();
    drain.abort();
    await stopped;
    await cut;
  });

  it("can be stopped without a start, and twice", async () => {
    const { web } = await listening();
    await Promise.all([web.stop(), web.stop()]);
    await expect(webUnderTest().web.stop()).resolves.toBeUndefined();
  });

  it("says what to change when its port is taken", async () => {
    const { port } = await listening();
    const { web } = webUnderTest({ listen: { host: "127.0.0.1", port } });
    await expect(web.start()).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      message: expect.stringContaining(`AMA_HTTP_PORT is ${port} on 127.0.0.1`),
    });
  });
});
