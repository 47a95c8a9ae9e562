import { join } from "node:path";
import {
  DeviceId,
  OlmMachine,
  RoomId,
  StoreHandle,
  UserId,
} from "@matrix-org/matrix-sdk-crypto-wasm";
import { expect, it } from "vitest";
import { openCryptoStore } from "../../../../src/adapters/matrix/store/open-crypto-store.ts";
import { useEmptyFolders } from "../../../support/empty-folder.ts";
import { createKeyExchange, decrypt } from "./key-exchange.ts";

const emptyFolder = useEmptyFolders();
const keeps = (name: string) => name.startsWith("real-crypto::");

/** The bot's machine on what is in the file. */
async function machineOf(store: string): Promise<OlmMachine> {
  return OlmMachine.initFromStore(
    new UserId("@ama:example"),
    new DeviceId("AMA"),
    await StoreHandle.open(store, null),
  );
}

it("is the same device after a kill, and goes on with the sessions that it had", async () => {
  const file = join(emptyFolder(), "keys.db");
  const room = new RoomId("!room:example");
  const exchange = createKeyExchange();
  const grace = await OlmMachine.initialize(new UserId("@grace:example"), new DeviceId("GRACE"));
  const store = await openCryptoStore(file, { keeps });
  const bot = await machineOf("real-crypto");
  await exchange.sync(bot);
  await exchange.sync(grace);

  const first = await exchange.encrypt(grace, room, bot, "from grace");
  await exchange.sync(bot);
  expect(await decrypt(bot, room, first.event)).toBe("from grace");
  const answer = await exchange.encrypt(bot, room, grace, "from the bot");
  await exchange.sync(grace);
  expect(await decrypt(grace, room, answer.event)).toBe("from the bot");
  const identity = bot.identityKeys.ed25519.toBase64();
  store.flush();
  await store.abandon();

  const again = await openCryptoStore(file, { keeps });
  const restarted = await machineOf("real-crypto");
  expect(restarted.identityKeys.ed25519.toBase64()).toBe(identity);
  expect(await decrypt(restarted, room, first.event)).toBe("from grace");
  const second = await exchange.encrypt(grace, room, bot, "with the key from before");
  expect(second.keysSent).toBe(0);
  expect(await decrypt(restarted, room, second.event)).toBe("with the key from before");

  await grace.invalidateGroupSession(room);
  const third = await exchange.encrypt(grace, room, bot, "with a new key");
  expect(third.keysSent).toBe(1);
  await exchange.sync(restarted);
  expect(await decrypt(restarted, room, third.event)).toBe("with a new key");

  const last = await exchange.encrypt(restarted, room, grace, "with the bot's own key");
  expect(last.keysSent).toBe(0);
  expect(await decrypt(grace, room, last.event)).toBe("with the bot's own key");
  await again.close();
});
