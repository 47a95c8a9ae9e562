import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createHeartbeatOut,
  type HeartbeatOutParts,
} from "../../../src/oncall/paging/heartbeat-out-worker.ts";
import {
  type Answer,
  type Asked,
  type LoopbackServer,
  startLoopbackServer,
} from "../../support/loopback-server.ts";

let server: LoopbackServer;
let answer: Answer | undefined;
let asked: Asked[];
let told: (string | undefined)[];
beforeEach(async () => {
  answer = { status: 200, body: "OK" };
  asked = [];
  told = [];
  server = await startLoopbackServer((one) => {
    asked.push(one);
    return answer;
  });
});
afterEach(() => server.close());

const outTo = (given: Partial<HeartbeatOutParts> = {}) =>
  createHeartbeatOut({
    url: new URL(`http://127.0.0.1:${server.port}/ping/5f2c-secret`),
    selfTest: async () => undefined,
    report: (trouble) => told.push(trouble),
    ...given,
  });

describe("the outgoing heartbeat", () => {
  it("is one GET of the address, and nothing is said when it is taken", async () => {
    await outTo().beat();
    expect(asked).toMatchObject([{ method: "GET", path: "/ping/5f2c-secret", body: "" }]);
    expect(told).toEqual([]);
  });

  it("does not go out while the self-test fails, and says so once for each thing that fails", async () => {
    const fails: (string | undefined)[] = [
      "No tick.",
      "No tick.",
      "No disk.",
      undefined,
      undefined,
    ];
    const out = outTo({ selfTest: async () => fails.shift() });
    for (const _ of [1, 2, 3]) await out.beat();
    expect(asked).toEqual([]);
    await out.beat();
    await out.beat();
    expect(asked).toHaveLength(2);
    expect(told).toEqual(["No tick.", "No disk.", undefined]);
  });

  it("does not go out when the self-test throws", async () => {
    const selfTest = async () => {
      throw Object.assign(new Error("disk of Ana"), { code: "SQLITE_FULL" });
    };
    await outTo({ selfTest }).beat();
    expect(asked).toEqual([]);
    expect(told).toEqual(["The self-test broke off (SQLITE_FULL)."]);
  });

  it.each([404, 500, 302])(
    "that is answered %i is told, and redirects are not followed",
    async (status) => {
      answer = { status, headers: { location: "/elsewhere" } };
      const out = outTo();
      await out.beat();
      await out.beat();
      expect(asked.map(({ path }) => path)).toEqual(["/ping/5f2c-secret", "/ping/5f2c-secret"]);
      expect(told).toEqual([`The answer was ${status}.`]);
      answer = { status: 204 };
      await out.beat();
      expect(told.at(-1)).toBeUndefined();
      expect(told).toHaveLength(2);
    },
  );

  it("that is not answered within its limit is told", async () => {
    answer = undefined;
    const limit = new AbortController();
    const beating = outTo({ callLimit: () => limit.signal }).beat();
    await expect.poll(() => asked.length).toBe(1);
    limit.abort();
    await beating;
    expect(told).toEqual([expect.stringMatching(/^There was no answer \(/)]);
  });

  it("is not begun again while it is under way", async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const out = outTo({ selfTest: () => promise });
    const first = out.beat();
    await out.beat();
    resolve(undefined);
    await first;
    expect(asked).toHaveLength(1);
  });

  it("is never http to the outside, and its words never hold the address", async () => {
    const url = new URL("http://beats.example.org/5f2c-secret");
    await outTo({ url, lookup: async () => [{ address: "93.184.216.34", family: 4 }] }).beat();
    const unknown = Object.assign(new Error("getaddrinfo 5f2c-secret"), { code: "ENOTFOUND" });
    await outTo({ url, lookup: () => Promise.reject(unknown) }).beat();
    expect(told).toEqual([
      "The address is http and leads outside: expected https.",
      "The address cannot be found (ENOTFOUND).",
    ]);
  });
});
