import { MatrixError } from "matrix-js-sdk";
import { describe, expect, it } from "vitest";
import { retryLimited } from "../../../../src/adapters/matrix/session/retry-limited.ts";

const limited = (more: object = {}, headers?: Headers) =>
  new MatrixError({ errcode: "M_LIMIT_EXCEEDED", ...more }, 429, undefined, undefined, headers);

async function tried(...outcomes: readonly unknown[]) {
  const left = [...outcomes];
  const waitedMs: number[] = [];
  const call = async () => {
    const outcome = left.shift();
    if (Error.isError(outcome)) throw outcome;
    return outcome;
  };
  const pause = async (ms: number) => void waitedMs.push(ms);
  const result = await retryLimited(call, pause).catch((error: unknown) => error);
  return { result, waitedMs };
}

describe("a call that the homeserver limits", () => {
  it.each([
    ["as the header says", limited({}, new Headers({ "Retry-After": "3" })), 3_000],
    ["as an older server says", limited({ retry_after_ms: 1_500 }), 1_500],
    ["5 s when it does not say", limited(), 5_000],
    ["5 s when nobody understands it", limited({}, new Headers({ "Retry-After": "soon" })), 5_000],
  ])("waits %s, and is made again", async (_how, error, ms) => {
    expect(await tried(error, "done")).toEqual({ result: "done", waitedMs: [ms] });
  });

  it("is made three times, and no more", async () => {
    const errors = [1, 2, 3].map((ms) => limited({ retry_after_ms: ms }));
    expect(await tried(...errors, "done")).toEqual({ result: errors[2], waitedMs: [1, 2] });
  });

  it("is not made again for any other refusal", async () => {
    const error = new MatrixError({ errcode: "M_FORBIDDEN" }, 403);
    expect(await tried(error, "done")).toEqual({ result: error, waitedMs: [] });
  });
});
