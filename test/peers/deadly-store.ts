import { setTimeout as pause } from "node:timers/promises";
import type { CryptoStore } from "../../src/adapters/matrix/store/open-crypto-store.ts";
import type { Death } from "./matrix-bot.ts";

/** Has the process killed so long after the call that its death names: a store is where all of them pass. */
export function deadlyStore(store: CryptoStore, death: Death | undefined): CryptoStore {
  let left = death?.nth ?? 0;
  function pass(place: Death["at"]): void {
    if (death?.at !== place) return;
    left -= 1;
    if (left === 0) void pause(death.afterMs).then(() => process.kill(process.pid, "SIGKILL"));
  }
  return {
    ...store,
    hold() {
      pass("keys");
      return store.hold();
    },
    async fetch(input, init) {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      if (pathname.includes("/send/")) pass("send");
      const response = await store.fetch(input, init);
      if (pathname.endsWith("/sync")) pass("sync");
      if (pathname.endsWith("/messages")) pass("page");
      return response;
    },
  };
}
