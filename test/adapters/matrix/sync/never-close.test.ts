import { createClient } from "matrix-js-sdk";
import { expect, it, vi } from "vitest";
import { cryptoOf } from "../../../../src/adapters/matrix/session/identity.ts";
import { neverClose } from "../../../../src/adapters/matrix/sync/never-close.ts";
import { createQuietLogger } from "../../../../src/adapters/matrix/sync/quiet-logger.ts";

it("what encrypts still answers when its client is stopped", async () => {
  vi.spyOn(console, "debug").mockImplementation(() => {});
  const client = createClient({
    ...{ baseUrl: "http://127.0.0.1:9", userId: "@ama:example.org", deviceId: "D" },
    logger: createQuietLogger(() => {}),
  });
  await client.initRustCrypto({ useIndexedDB: false });
  neverClose(client);
  const crypto = cryptoOf(client);
  client.stopClient();
  expect(await crypto.isEncryptionEnabledInRoom("!ops:example.org")).toBe(false);
  vi.restoreAllMocks();
});

it("says so when there is nothing of which it knows how to keep it", () => {
  expect(() => neverClose({ getCrypto: () => undefined })).toThrow("Encryption is not set up.");
});
