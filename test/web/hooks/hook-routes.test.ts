import { describe, expect, it } from "vitest";
import {
  alertmanager,
  bearer,
  grafanaToken,
  page,
  prometheusToken,
  signed,
  webUnderTest,
} from "../web-under-test.ts";

const body = JSON.stringify(page);
const json = { "Content-Type": "application/json" };
const large = 512 * 1024;

type Sent = RequestInit & { readonly duplex: "half" };

function post(
  headers: Record<string, string>,
  sent: NonNullable<RequestInit["body"]> = body,
): Sent {
  return { method: "POST", headers, body: sent, duplex: "half" };
}

function basic(user: string, password: string): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
}

/** A JSON text of exactly `bytes`. */
function pageOf(bytes: number): string {
  const empty = JSON.stringify({ ...page, pad: "" });
  return JSON.stringify({ ...page, pad: "x".repeat(bytes - empty.length) });
}

/** A body that never ends. */
function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (sender) => sender.enqueue(Buffer.from('{"action":')) });
}

describe("a hook", () => {
  it.each([
    ["a token", "/hooks/page/grafana", bearer(grafanaToken), page],
    [
      "a token, whatever the case of its scheme",
      "/hooks/page/grafana",
      { authorization: `bearer ${grafanaToken}` },
      page,
    ],
    ["a token as a password", "/hooks/page/grafana", basic("anybody", grafanaToken), page],
    ["a signature", "/hooks/page/grafana", signed(body), page],
    [
      "a signature beside what a proxy added",
      "/hooks/page/grafana",
      { ...signed(body), ...bearer("of-the-proxy") },
      page,
    ],
    ["a token", "/hooks/alertmanager/prometheus", bearer(prometheusToken), alertmanager],
    [
      "a token as a password",
      "/hooks/alertmanager/prometheus",
      basic("am", prometheusToken),
      alertmanager,
    ],
  ])("takes what comes with %s: %s", async (_with, path, headers, content) => {
    const { app, taken, told } = webUnderTest();
    const answer = await app.request(path, post(headers, JSON.stringify(content)));
    expect(answer.status).toBe(202);
    expect(taken).toHaveLength(1);
    expect(told).toEqual([`POST ${path.replace(/[^/]+$/, ":source")} 202`]);
  });

  it("takes a key of the standard's own form", async () => {
    const token = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;
    const { app, taken } = webUnderTest({ tokenOf: () => token });
    const answer = await app.request("/hooks/page/ci", post(signed(body, { token })));
    expect(answer.status).toBe(202);
    expect(taken).toHaveLength(1);
  });

  it.each([
    ["5 minutes old", "2026-03-02T08:55:00Z", 202],
    ["a second older", "2026-03-02T08:54:59Z", 401],
    ["5 minutes ahead", "2026-03-02T09:05:00Z", 202],
    ["a second further ahead", "2026-03-02T09:05:01Z", 401],
  ])("judges a signature by its age: %s", async (_age, at, status) => {
    const { app, taken } = webUnderTest();
    const answer = await app.request("/hooks/page/grafana", post(signed(body, { at })));
    expect(answer.status).toBe(status);
    expect(taken).toHaveLength(status === 202 ? 1 : 0);
  });

  it.each([
    [
      "one",
      "token in the header",
      "/hooks/heartbeat/watchdog",
      bearer("watchdog-0123456789abcdef-01234567"),
    ],
    [
      "one",
      "token in the path",
      "/hooks/heartbeat/watchdog/watchdog-0123456789abcdef-01234567",
      {},
    ],
  ])("takes %s beat with its %s", async (_one, _where, path, headers) => {
    const { app, taken, told } = webUnderTest();
    expect((await app.request(path, { method: "POST", headers })).status).toBe(202);
    expect(taken).toEqual([{ kind: "beat", source: "watchdog" }]);
    expect(told.join()).not.toContain("0123456789");
  });
});

/** A body that brings ever more. */
function flood(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (sender) => sender.enqueue(Buffer.alloc(256 * 1024, "x")) });
}

describe("a hook without a true token or signature", () => {
  const stolen = signed(body);
  const rows: readonly (readonly [string, string, RequestInit])[] = [
    ["nothing", "/hooks/page/grafana", post({})],
    ["an empty token", "/hooks/page/grafana", post({ Authorization: "Bearer " })],
    ["a wrong token", "/hooks/page/grafana", post(bearer("wrong"))],
    ["a token one letter short", "/hooks/page/grafana", post(bearer(grafanaToken.slice(1)))],
    ["a token one letter long", "/hooks/page/grafana", post(bearer(`${grafanaToken}x`))],
    ["the token of another source", "/hooks/page/grafana", post(bearer(prometheusToken))],
    [
      "the token of another source, the other way",
      "/hooks/page/prometheus",
      post(bearer(grafanaToken)),
    ],
    ["the token of another source", "/hooks/alertmanager/prometheus", post(bearer(grafanaToken))],
    [
      "the token of another source as a password",
      "/hooks/page/grafana",
      post(basic("grafana", prometheusToken)),
    ],
    ["the token as the user", "/hooks/page/grafana", post(basic(grafanaToken, ""))],
    [
      "a password without a user",
      "/hooks/page/grafana",
      post({ Authorization: `Basic ${btoa(grafanaToken)}` }),
    ],
    [
      "a scheme we do not know",
      "/hooks/page/grafana",
      post({ Authorization: `Token ${grafanaToken}` }),
    ],
    ["the token in the query", `/hooks/page/grafana?token=${grafanaToken}`, post({})],
    ["a source nobody knows", "/hooks/page/nobody", post(bearer(grafanaToken))],
    ["a source nobody knows and no token", "/hooks/page/nobody", post({})],
    [
      "a source nobody knows, signed with nothing",
      "/hooks/page/nobody",
      post(signed(body, { token: "" })),
    ],
    ["another spelling of a source", "/hooks/page/Grafana", post(bearer(grafanaToken))],
    ["a source that climbs", "/hooks/page/..%2fgrafana", post(bearer(grafanaToken))],
    [
      "a source that climbs twice encoded",
      "/hooks/page/%252e%252e%252fgrafana",
      post(bearer(grafanaToken)),
    ],
    ["a source of Object", "/hooks/page/constructor", post(bearer(grafanaToken))],
    ["a source that cannot be decoded", "/hooks/page/%zz", post(bearer(grafanaToken))],
    [
      "a forged signature",
      "/hooks/page/grafana",
      post(signed(body, { token: "guessed-0123456789abcdef-012345" })),
    ],
    ["the signature of another source", "/hooks/page/prometheus", post(stolen)],
    [
      "a signature over another body",
      "/hooks/page/grafana",
      post(stolen, body.replace("down", "up")),
    ],
    [
      "a signature under another id",
      "/hooks/page/grafana",
      post({ ...stolen, "webhook-id": "msg_2" }),
    ],
    ["an id that takes in the time", "/hooks/page/grafana", post(signed(body, { id: "msg.1" }))],
    [
      "a signature made fresh by its time",
      "/hooks/page/grafana",
      post({ ...stolen, "webhook-timestamp": "1772442001" }),
    ],
    ["a time that is none", "/hooks/page/grafana", post({ ...stolen, "webhook-timestamp": "now" })],
    [
      "a signature of another version",
      "/hooks/page/grafana",
      post({
        ...stolen,
        "webhook-signature": stolen["webhook-signature"]?.replace("v1", "v2") ?? "",
      }),
    ],
    ["no signature", "/hooks/page/grafana", post({ ...stolen, "webhook-signature": "" })],
    ["a signature where none is taken", "/hooks/alertmanager/grafana", post(stolen)],
    ["too much, unsigned", "/hooks/page/grafana", post({}, pageOf(large + 1))],
    ["too much, forged", "/hooks/page/grafana", post(stolen, pageOf(large + 1))],
    ["a body without end", "/hooks/page/grafana", post(bearer("wrong"), endless())],
    ["more than is listened to, signed", "/hooks/page/grafana", post(stolen, flood())],
    ["a beat with no token", "/hooks/heartbeat/watchdog", post({})],
    ["a beat with another token", "/hooks/heartbeat/watchdog", post(bearer(grafanaToken))],
    [
      "a beat with another token in the path",
      `/hooks/heartbeat/watchdog/${grafanaToken}`,
      post({}),
    ],
  ];

  it.each(rows)("changes nothing: %s, %s", async (_what, path, request) => {
    const { app, taken, deliveries, told } = webUnderTest();
    const answer = await app.request(path, request);
    expect(answer.status).toBe(401);
    expect(await answer.text()).toBe("Expected the token of this source.\n");
    expect(answer.headers.get("WWW-Authenticate")).toBe("Bearer");
    expect(taken).toEqual([]);
    expect(deliveries.size).toBe(0);
    expect(told.filter((line) => line.startsWith("refused "))).toHaveLength(1);
    expect(told.join()).not.toMatch(/token=|0123456789|nobody|wrong/);
  });

  it.each(["..%2fgrafana", "Grafana", "%2e%2e", "a.b", "a%20b"])(
    "asks for no secret of what is no name: %s",
    async (name) => {
      const asked: string[] = [];
      const { app } = webUnderTest({
        tokenOf: (source) => {
          asked.push(source);
          return grafanaToken;
        },
      });
      const answer = await app.request(`/hooks/page/${name}`, post(bearer(grafanaToken)));
      expect(answer.status).toBeGreaterThanOrEqual(401);
      expect(asked).toEqual([]);
    },
  );

  it("holds nothing with a key in which nothing is left to guess", async () => {
    const token = "whsec_!!!!!!!!!!!!!!!!!!!!!!!!!!!!";
    const { app, taken } = webUnderTest({ tokenOf: () => token });
    const forged = signed(body, { token: "whsec_" });
    expect((await app.request("/hooks/page/ci", post(forged))).status).toBe(401);
    expect(taken).toEqual([]);
  });

  it.each([
    ["GET", "/hooks/page/grafana", 405],
    ["HEAD", "/hooks/page/grafana", 405],
    ["PUT", "/hooks/page/grafana", 405],
    ["DELETE", "/hooks/alertmanager/prometheus", 405],
    ["GET", "/hooks/heartbeat/watchdog/watchdog-0123456789abcdef-01234567", 405],
    ["POST", "/hooks/page/", 404],
    ["POST", "/hooks/page/../page/grafana/more", 404],
    ["POST", "/hooks/other/grafana", 404],
    ["POST", "/hooks", 404],
  ])("changes nothing by %s %s", async (method, path, status) => {
    const { app, taken } = webUnderTest();
    const answer = await app.request(path, { method, headers: bearer(grafanaToken) });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("Allow")).toBe(status === 405 ? "POST" : null);
    expect(taken).toEqual([]);
  });
});

describe("an authentic hook", () => {
  it.each([
    ["no JSON", "alert!", "It is not JSON."],
    ["half of it", body.slice(0, -1), "It is not JSON."],
    ["nothing", "", "It is not JSON."],
    ["a form", "action=trigger&summary=x", "It is not JSON."],
    ["another shape", '{"summary":"disk full"}', 'At "action"'],
    ["another kind of hook", JSON.stringify(alertmanager), 'At "action"'],
    ["no text at all", Buffer.from([0xff, 0xfe, 0x00, 0x80]), "It is not JSON."],
    [
      "what is nested without measure",
      `{"action":"trigger","summary":"x","details":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`,
      "It is nested too deep.",
    ],
    ["a byte over 512 kB", pageOf(large + 1), "It is over 512 kB."],
    ["8 MB", pageOf(16 * large), "It is over 512 kB."],
  ])("becomes a page when it is %s", async (_what, sent, why) => {
    const { app, taken, told } = webUnderTest();
    const answer = await app.request("/hooks/page/grafana", post(bearer(grafanaToken), sent));
    expect(answer.status).toBe(202);
    expect(taken).toMatchObject([
      {
        kind: "trigger",
        source: "grafana",
        target: undefined,
        dedupKey: "unreadable:grafana",
        summary: "Could not read an alert from grafana",
        urgency: "high",
      },
    ]);
    expect(JSON.stringify(taken)).toContain(JSON.stringify(why).slice(1, -1));
    expect(told[0]).toMatch(/^unreadable grafana: /);
  });

  it("shows 4 kB of what cannot be read, and no more", async () => {
    const { app, taken } = webUnderTest();
    const sent = `${"a".repeat(4096)}b`;
    await app.request("/hooks/page/grafana", post(bearer(grafanaToken), sent));
    expect(taken).toMatchObject([{ details: `It is not JSON.\n\n${"a".repeat(4096)}` }]);
  });

  it("becomes a page when it brings ever more", async () => {
    const { app, taken } = webUnderTest();
    await app.request("/hooks/page/grafana", post(bearer(grafanaToken), flood()));
    expect(taken).toMatchObject([{ summary: "Could not read an alert from grafana" }]);
  });

  it("is read up to its last byte of 512 kB", async () => {
    const { app, taken } = webUnderTest();
    await app.request("/hooks/page/grafana", post(bearer(grafanaToken), pageOf(large)));
    expect(taken).toMatchObject([{ summary: "Checkout is down" }]);
  });

  it("becomes a page when it is over 512 kB and signed", async () => {
    const { app, taken } = webUnderTest();
    const sent = pageOf(large + 1);
    const answer = await app.request("/hooks/page/grafana", post(signed(sent), sent));
    expect(answer.status).toBe(202);
    expect(taken).toMatchObject([{ summary: "Could not read an alert from grafana" }]);
  });

  it.each([
    ["application/json", json],
    ["none", {}],
    ["text", { "Content-Type": "text/plain" }],
    ["a form", { "Content-Type": "application/x-www-form-urlencoded" }],
    ["nonsense", { "Content-Type": ";;" }],
  ])("is read whatever its content type says: %s", async (_type, headers) => {
    const { app, taken } = webUnderTest();
    const answer = await app.request(
      "/hooks/page/grafana",
      post({ ...bearer(grafanaToken), ...headers }),
    );
    expect(answer.status).toBe(202);
    expect(taken).toMatchObject([{ summary: "Checkout is down" }]);
  });

  it("is taken once however often it is replayed", async () => {
    const { app, taken } = webUnderTest();
    const statuses = [];
    for (const _ of [1, 2, 3]) {
      statuses.push((await app.request("/hooks/page/grafana", post(signed(body)))).status);
    }
    expect(statuses).toEqual([202, 202, 202]);
    expect(taken).toHaveLength(1);
  });

  it("is taken twice when two sources use the same id", async () => {
    const { app, taken } = webUnderTest();
    await app.request("/hooks/page/grafana", post(signed(body)));
    await app.request("/hooks/page/prometheus", post(signed(body, { token: prometheusToken })));
    expect(taken.map(({ source }) => source)).toEqual(["grafana", "prometheus"]);
  });

  it("is asked for again when it cannot be kept, and taken when it comes again", async () => {
    let broken = true;
    const kept: (string | undefined)[] = [];
    const { app, told } = webUnderTest({
      take: async (_events, delivery) => {
        if (broken) throw new Error("disk full: secret");
        kept.push(delivery);
      },
    });
    const first = await app.request("/hooks/page/grafana", post(signed(body)));
    broken = false;
    const second = await app.request("/hooks/page/grafana", post(signed(body)));
    expect(first.status).toBe(503);
    expect(await first.text()).toBe("Something broke on my side. Error E-5f5f5f.\n");
    expect(second.status).toBe(202);
    expect(kept).toEqual(["grafana:msg_1"]);
    expect(told[0]).toBe("failed /hooks/page/:source E-5f5f5f");
  });

  it("is answered only when it is committed", async () => {
    const commit = Promise.withResolvers<void>();
    let answered = false;
    const { app } = webUnderTest({ take: () => commit.promise });
    const answer = Promise.resolve(
      app.request("/hooks/page/grafana", post(bearer(grafanaToken))),
    ).then((one) => {
      answered = true;
      return one;
    });
    await new Promise(setImmediate);
    expect(answered).toBe(false);
    commit.resolve();
    expect((await answer).status).toBe(202);
  });

  it.each([
    ["with a token", bearer(grafanaToken)],
    ["with a signature", signed(body)],
  ])("is asked for again when it does not end in time: %s", async (_how, headers) => {
    const deadline = new AbortController();
    const { app, taken } = webUnderTest({ bodyDeadline: () => deadline.signal });
    const answer = app.request("/hooks/page/grafana", post(headers, endless()));
    deadline.abort();
    expect((await answer).status).toBe(503);
    expect(taken).toEqual([]);
  });

  it("is asked for again when it breaks off", async () => {
    const { app, taken } = webUnderTest();
    const broken = new ReadableStream({ start: (sender) => sender.error(new Error("reset")) });
    const answer = await app.request("/hooks/page/grafana", post(bearer(grafanaToken), broken));
    expect(answer.status).toBe(503);
    expect(taken).toEqual([]);
  });

  it("gets through while strangers hold all that is theirs", async () => {
    const deadline = new AbortController();
    const { app, taken } = webUnderTest({ bodyDeadline: () => deadline.signal });
    const forged = signed(body, { token: "guessed-0123456789abcdef-012345" });
    const strangers = Array.from({ length: 16 }, async () =>
      app.request("/hooks/page/grafana", post(forged, endless())),
    );
    const oneMore = await app.request("/hooks/page/grafana", post(forged));
    const known = await app.request("/hooks/page/grafana", post(bearer(grafanaToken)));
    expect([oneMore.status, oneMore.headers.get("Retry-After")]).toEqual([503, "1"]);
    expect(known.status).toBe(202);
    expect(taken).toHaveLength(1);
    deadline.abort();
    expect((await Promise.all(strangers)).map(({ status }) => status)).toEqual(Array(16).fill(503));
    expect((await app.request("/hooks/page/grafana", post(forged))).status).toBe(401);
  });
});
