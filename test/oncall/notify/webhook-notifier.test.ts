import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Lookup } from "../../../src/oncall/notify/load-addresses.ts";
import { loadSecret } from "../../../src/oncall/notify/load-secret.ts";
import { createWebhookNotifier } from "../../../src/oncall/notify/webhook-notifier.ts";
import { type Answer, startLoopbackServer } from "../../support/loopback-server.ts";
import { testCertificate } from "../../support/smtp-peer.ts";
import { createStoppedClock } from "../../support/stopped-clock.ts";
import { notificationFor } from "./notifications.ts";
import { type Behaviour, notifierContract } from "./notifier-contract.ts";
import { startWebhookReceiver } from "./webhook-receiver.ts";

const clock = createStoppedClock("2026-11-30T08:00:00Z");
const keyInHex = "5f".repeat(32);
const key = `whsec_${Buffer.from(keyInHex, "hex").toString("base64")}`;
const bo = notificationFor("env:BO_WEBHOOK");

const answers = {
  busy: { status: 429, headers: { "retry-after": "Mon, 30 Nov 2026 08:02:00 GMT" } },
  broken: { status: 500, body: key },
  gone: { status: 404, body: `/hook/4711 ${key}` },
};

async function openWebhook() {
  let how: Behaviour | Answer = "accept";
  const limit = new AbortController();
  const paths: string[] = [];
  const receiver = await startWebhookReceiver(
    keyInHex,
    ({ path }) => {
      paths.push(path);
      if (how === "hang") limit.abort();
      if (how === "accept" || how === "hang") return how === "hang" ? how : undefined;
      return typeof how === "string" ? answers[how] : how;
    },
    () => [clock.now().epochMilliseconds / 1_000],
  );
  const notifierAt = (address: string, privateAllowed = true, lookup?: Lookup) =>
    createWebhookNotifier({
      clock,
      readSecret: (reference) => loadSecret(reference, { BO_WEBHOOK: address }),
      privateAllowed,
      lookup,
      callLimit: () => limit.signal,
    });
  return {
    receiver,
    paths,
    notifierAt,
    address: `http://127.0.0.1:${receiver.port}/hook/4711`,
    answer(next: Behaviour | Answer) {
      how = next;
    },
  };
}

notifierContract("the webhook notifier", async () => {
  const { receiver, notifierAt, address, answer } = await openWebhook();
  return {
    notifier: notifierAt(`${address} ${key}`),
    address: "env:BO_WEBHOOK",
    wrongAddress: "https://example.org/hook whsec_oops",
    secrets: [key, address, "/hook/4711"],
    busyMs: 120_000,
    behave: answer,
    arrived: () => receiver.received().map(({ text, id }) => ({ text, nonce: id })),
    close: receiver.close,
  };
});

describe("the webhook notifier", () => {
  let hook: Awaited<ReturnType<typeof openWebhook>>;
  beforeEach(async () => {
    hook = await openWebhook();
  });
  afterEach(() => hook.receiver.close());
  const at = (address: string, privateAllowed?: boolean, lookup?: Lookup) =>
    hook.notifierAt(address, privateAllowed, lookup).send(bo, "n1");

  it("says which page, who, which turn, and gives the links", async () => {
    await at(`${hook.address} ${key}`);
    expect(hook.receiver.received()).toEqual([
      {
        id: "n1",
        version: 1,
        type: "page.triggered",
        page: 12,
        person: "bo",
        turn: 3,
        text: "#12 payments: checkout is down (Ana, #ops)\n\nsince 03:12, all regions",
        links: {
          page: "https://ama.example.org/pages/12",
          ack: bo.actions[0]?.url,
          escalate: bo.actions[1]?.url,
        },
      },
    ]);
  });

  it("is refused by a receiver that has another key", async () => {
    const other = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
    expect(await at(`${hook.address} ${other}`)).toEqual({
      refused: "env:BO_WEBHOOK answered 401",
    });
  });

  it.each([
    ["none", ""],
    ["one without its prefix", ` ${key.slice("whsec_".length)}`],
    ["one of 23 bytes", ` whsec_${Buffer.alloc(23, 1).toString("base64")}`],
    ["one of 65 bytes", ` whsec_${Buffer.alloc(65, 1).toString("base64")}`],
  ])("refuses a signing key: %s", async (_, given) => {
    expect(await at(`${hook.address}${given}`)).toEqual({
      refused: expect.stringMatching(/^env:BO_WEBHOOK holds no signing key/),
    });
    expect(hook.paths).toEqual([]);
  });

  it.each([24, 64])("takes a signing key of %i bytes", async (bytes) => {
    const given = ` whsec_${Buffer.alloc(bytes, 1).toString("base64")}`;
    expect(await at(`${hook.address}${given}`)).toEqual({ refused: "env:BO_WEBHOOK answered 401" });
  });

  it.each([301, 302, 307, 308])("does not follow a redirect with %i", async (status) => {
    hook.answer({ status, headers: { location: `${hook.address}/further` } });
    expect(await at(`${hook.address} ${key}`)).toEqual({
      refused: `env:BO_WEBHOOK answered ${status}`,
    });
    expect(hook.paths).toEqual(["/hook/4711"]);
  });

  it("sends nothing to a private address unless that is allowed", async () => {
    const refusal = { refused: expect.stringContaining("private address") };
    expect(await at(`${hook.address} ${key}`, false)).toEqual(refusal);
    const mixed: Lookup = async () => [
      { address: "93.184.216.34", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ];
    expect(await at(`https://hooks.example.org/x ${key}`, false, mixed)).toEqual(refusal);
    expect(hook.paths).toEqual([]);
  });

  it("connects to the address that was looked at, whatever the name leads to later", async () => {
    let looked = 0;
    const inside: Lookup = async (host) => {
      looked += 1;
      expect(host).toBe("hooks.example.org");
      return [{ address: "127.0.0.1", family: 4 }];
    };
    const address = `http://hooks.example.org:${hook.receiver.port}/hook/4711 ${key}`;
    expect(await at(address, true, inside)).toEqual({ accepted: "n1" });
    expect(looked).toBe(1);
  });

  it("sends nothing outside without TLS", async () => {
    const outside: Lookup = async () => [{ address: "93.184.216.34", family: 4 }];
    expect(await at(`http://hooks.example.org/x ${key}`, true, outside)).toEqual({
      refused: expect.stringContaining("expected https"),
    });
  });

  it("refuses a certificate that nobody vouches for", async () => {
    const server = await startLoopbackServer(() => ({ status: 204 }), testCertificate);
    try {
      expect(await at(`https://127.0.0.1:${server.port}/x ${key}`)).toEqual({
        refused: expect.stringContaining("is not to be trusted"),
      });
    } finally {
      await server.close();
    }
  });

  it("asks for another try when the name leads nowhere today", async () => {
    const nowhere: Lookup = async () => {
      throw Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
    };
    expect(await at(`https://hooks.example.org/x ${key}`, false, nowhere)).toEqual({
      retryInMs: undefined,
      reason: "env:BO_WEBHOOK cannot be found (ENOTFOUND).",
    });
  });

  it("counts a yes with an answer that is far too long as a yes", async () => {
    hook.answer({ status: 200, body: "x".repeat(200_000) });
    expect(await at(`${hook.address} ${key}`)).toEqual({ accepted: "n1" });
  });
});
