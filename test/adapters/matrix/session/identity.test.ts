import { MatrixError } from "matrix-js-sdk";
import { encodeRecoveryKey } from "matrix-js-sdk/lib/crypto-api/recovery-key.js";
import { describe, expect, it } from "vitest";
import { answerTo, planFor } from "../../../../src/adapters/matrix/session/identity.ts";
import { createSecretKeys } from "../../../../src/adapters/matrix/session/secret-keys.ts";

describe("an identity that the homeserver has", () => {
  it.each([
    ["nothing is done", true, true, true, false, "nothing"],
    ["nothing is done, whatever is given", true, true, true, true, "nothing"],
    ["a first start that was cut off is ended", true, false, false, false, "keep"],
    ["the recovery key brings it to a new device", false, true, false, true, "recover"],
    ["a recovery that was cut off is ended", true, true, false, true, "recover"],
    ["old messages stay unread where nothing opens them", true, true, false, false, "nothing"],
  ])("%s", (_what, onDevice, inStorage, withBackupKey, withRecoveryKey, plan) => {
    expect(planFor({ onDevice, inStorage, withBackupKey, withRecoveryKey })).toBe(plan);
  });

  it.each([
    ["nobody gives the recovery key", true, false, "set MATRIX_RECOVERY_KEY, or run"],
    ["no recovery key could bring it back", false, true, 'run "ama matrix setup --new-identity"'],
    ["there is neither", false, false, 'run "ama matrix setup --new-identity"'],
  ])("is never replaced where %s", (_what, inStorage, withRecoveryKey, move) => {
    const found = { onDevice: false, inStorage, withBackupKey: false, withRecoveryKey };
    expect(() => planFor(found)).toThrow(move);
  });
});

describe("a homeserver that asks who we are before it takes keys", () => {
  const asks = (...stages: readonly string[]) =>
    new MatrixError({ session: "s1", flows: [{ stages }] }, 401);

  it("gets the password", () => {
    expect(answerTo(asks("m.login.password"), "@ama:x", "open sesame")).toEqual({
      type: "m.login.password",
      identifier: { type: "m.id.user", user: "@ama:x" },
      password: "open sesame",
      session: "s1",
    });
  });

  it.each([
    ["the password is not set", asks("m.login.password"), undefined, "set MATRIX_PASSWORD"],
    ["a person has to allow it", asks("org.matrix.cross_signing_reset"), "x", "allow it in"],
    ["it asks for more", asks("m.login.password", "m.login.email"), "x", "allow it in"],
    ["it refuses", new MatrixError({ errcode: "M_FORBIDDEN" }, 403), "x", "403"],
  ])("is told of where %s", (_what, error, password, part) => {
    expect(() => answerTo(error, "@ama:x", password)).toThrow(part);
  });
});

const passphrase = { algorithm: "m.pbkdf2", iterations: 1, salt: "" } as const;
const description = {
  algorithm: "m.secret_storage.v1.aes-hmac-sha2",
  name: "",
  iv: "",
  mac: "",
  passphrase,
};
const given = new Uint8Array(32).fill(7);

describe("a recovery key", () => {
  it("opens whatever is locked, unless a new one was made for that", async () => {
    const { callbacks } = createSecretKeys(encodeRecoveryKey(given));
    const open = (id: string) =>
      callbacks.getSecretStorageKey?.({ keys: { [id]: description } }, "m.cross_signing.master");
    expect(await open("old")).toEqual(["old", given]);
    const made = new Uint8Array([1, 2, 3]);
    callbacks.cacheSecretStorageKey?.("new", description, made);
    expect(await open("new")).toEqual(["new", made]);
    expect(await open("old")).toEqual(["old", given]);
  });

  it("is missed where none is given", async () => {
    const { callbacks } = createSecretKeys(undefined);
    const asked = { keys: { old: description } };
    expect(await callbacks.getSecretStorageKey?.(asked, "m.cross_signing.master")).toBeNull();
  });

  it("is quoted by no error", () => {
    const wrong = encodeRecoveryKey(given)?.replace("E", "F");
    const refused = expect.objectContaining({
      message: expect.stringMatching(/^MATRIX_RECOVERY_KEY is no recovery key: expected twelve/),
    });
    expect(() => createSecretKeys(wrong)).toThrow(refused);
  });
});
