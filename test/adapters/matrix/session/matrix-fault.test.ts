import { EventEmitter } from "node:events";
import { ConnectionError, HTTPError, MatrixError } from "matrix-js-sdk";
import { describe, expect, it } from "vitest";
import {
  MatrixRefusal,
  matrixFault,
} from "../../../../src/adapters/matrix/session/matrix-fault.ts";
import { hearMatrixRejections } from "../../../../src/adapters/matrix/sync/matrix-rejections.ts";

const refused = (errcode: string, status = 403) =>
  new MatrixError({ errcode, error: "syt_secret was refused" }, status, "http://x/?access_token=1");

describe("a fault of Matrix", () => {
  it.each([
    ["an unknown token", refused("M_UNKNOWN_TOKEN", 401), "access", "MATRIX_RECOVERY_KEY"],
    ["a refused account", refused("M_FORBIDDEN"), "access", "MATRIX_PASSWORD"],
    ["a deactivated account", refused("M_USER_DEACTIVATED"), "access", "MATRIX_USER"],
    ["what somebody has to mend", new MatrixRefusal("Set it."), "access", "Set it."],
    ["any other refusal", refused("M_UNRECOGNIZED", 404), "unreachable", '"M_UNRECOGNIZED"'],
    ["a refusal in words", refused("a proxy says no"), "unreachable", '"unknown"'],
    ["a limit", refused("M_LIMIT_EXCEEDED", 429), "unreachable", "limits"],
    ["a bad status", new HTTPError("", 503), "unreachable", "503"],
    ["no connection", new ConnectionError("ECONNREFUSED"), "unreachable", "network"],
    ["no answer", new DOMException("", "TimeoutError"), "unreachable", "network"],
  ])("is told of %s, with the next move and no secret", (_what, error, kind, part) => {
    const fault = matrixFault(error);
    expect(fault?.kind).toBe(kind);
    expect(fault?.reason).toContain(part);
    expect(fault?.reason).not.toMatch(/syt_|access_token/);
  });

  it.each([
    ["our own error", new Error("The database is full.")],
    ["no error at all", "M_FORBIDDEN"],
  ])("is not %s", (_what, thrown) => {
    expect(matrixFault(thrown)).toBeUndefined();
  });
});

describe("what Matrix's packages throw where nobody catches it", () => {
  it("is heard and ends nothing, until the listening ends", () => {
    const rejections = new EventEmitter();
    const heard: unknown[] = [];
    const end = hearMatrixRejections(rejections, (reason) => heard.push(reason));
    const stumbled = new TypeError("x is undefined");
    stumbled.stack = "TypeError\n    at f (/app/node_modules/matrix-js-sdk/lib/sync.js:1:1)";
    rejections.emit("unhandledRejection", stumbled);
    rejections.emit("unhandledRejection", refused("M_UNKNOWN"));
    expect(heard).toHaveLength(2);
    end();
    expect(rejections.listenerCount("unhandledRejection")).toBe(0);
  });

  it("leaves what others throw to end the process", () => {
    const rejections = new EventEmitter();
    hearMatrixRejections(rejections, () => {});
    const ours = new Error("a bug of ours");
    expect(() => rejections.emit("unhandledRejection", ours)).toThrow(ours);
  });
});
