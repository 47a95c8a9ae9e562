import { createClient } from "matrix-js-sdk";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  createQuietLogger,
  silencePackages,
} from "../../../../src/adapters/matrix/sync/quiet-logger.ts";

afterEach(() => vi.restoreAllMocks());

describe("what Matrix's packages log", () => {
  it("is told where it is an error, and has no secret in it", () => {
    const lines: string[] = [];
    const logger = createQuietLogger((line) => lines.push(line)).getChild("sync");
    for (const level of ["trace", "debug", "info", "warn"] as const) logger[level]("syt_abc_def");
    logger.error("refused %s", new Error("no syt_YW1h_abc, Authorization: Bearer xyz"));
    logger.error('{"password":"open sesame","access_token": "t0"} /sync?access_token=t1&since=2');
    logger.error("the key EsTL UG1D 1gzs 3pN8 R8aY uqJS 2V8A w2zt P9Qd d5wo r7yT dCc5 is wrong");
    logger.error("a request", { body: "open sesame" }, 4);
    expect(lines).toEqual([
      "refused %s Error: no (token), Authorization: Bearer (token)",
      '{"password":(secret),"access_token": (secret)} /sync?access_token=(secret)&since=2',
      "the key (recovery key) is wrong",
      "a request object number",
    ]);
  });

  it("reaches no console, not even from where they use loggers of their own", async () => {
    const written = (["log", "debug", "info", "warn", "error"] as const).map((level) =>
      vi.spyOn(console, level),
    );
    silencePackages();
    const client = createClient({ baseUrl: "http://127.0.0.1:1" });
    await expect(client.whoami()).rejects.toThrow();
    for (const spy of written) expect(spy).not.toHaveBeenCalled();
  });
});
