import { basename, join } from "node:path";
import type { RoomEvent } from "../../../src/adapters/matrix/in/room-event.ts";
import type { MatrixAccount } from "../../../src/adapters/matrix/session/matrix-account.ts";
import {
  type CryptoStore,
  openCryptoStore,
} from "../../../src/adapters/matrix/store/open-crypto-store.ts";
import { type GapRows, rememberedGaps } from "../../../src/adapters/matrix/sync/gaps.ts";
import { createMatrixLine } from "../../../src/adapters/matrix/sync/matrix-line.ts";
import { keepsDatabase } from "../../../src/adapters/matrix/sync/saved-store.ts";
import { type Later, laterByTimer } from "../../../src/chat/working-sign.ts";
import { type Clock, systemClock } from "../../../src/kernel/clock.ts";
import { createSignal } from "../../support/signal.ts";

type Given = Pick<MatrixAccount, "homeserver" | "user"> &
  Partial<MatrixAccount> & {
    /** Where its keys are kept. */
    readonly folder: string;
    readonly gaps?: GapRows;
    readonly clock?: Clock;
    readonly later?: Later;
    /** Comes before an event is taken, and may refuse it. */
    readonly take?: (event: RoomEvent) => Promise<void>;
    /** Changes what stands between the store and the network. */
    readonly network?: (store: CryptoStore) => CryptoStore;
  };

/** A line of a bot, and all that came of it. */
export function botLine({ folder, gaps = rememberedGaps(), ...given }: Given) {
  const name = basename(folder);
  const file = join(folder, "keys.sqlite");
  const signal = createSignal();
  const taken: { readonly event: RoomEvent; readonly replay: boolean }[] = [];
  const recoveryKeys: string[] = [];
  const faults: unknown[] = [];
  const lines: string[] = [];
  const reasons: string[] = [];
  const line = createMatrixLine({
    account: {
      deviceName: "AMA",
      setup: { isAnew: false, showRecoveryKey: (key) => void recoveryKeys.push(key) },
      ...given,
    },
    name,
    async openStore() {
      const keeps = (database: string) => keepsDatabase(name, database);
      const store = await openCryptoStore(file, { keeps });
      return given.network?.(store) ?? store;
    },
    async take(event, { replay }) {
      await given.take?.(event);
      taken.push({ event, replay });
      signal.tell();
    },
    gaps,
    reach: Temporal.Duration.from({ hours: 2 }),
    clock: given.clock ?? systemClock,
    later: given.later ?? laterByTimer,
    log: (text) => lines.push(text),
    fault(error) {
      faults.push(error);
      signal.tell();
    },
    changed() {
      const { reason } = line.health();
      if (reason !== undefined && reason !== reasons.at(-1)) reasons.push(reason);
      signal.tell();
    },
  });
  return {
    ...line,
    ...{ file, gaps, taken, recoveryKeys, faults, lines, reasons },
    /** Waits until it is so, which it may become with whatever the line does. */
    when: signal.until,
    /** What was said, as often as it was handed on. */
    texts: () =>
      taken
        .map(({ event }) => event)
        .filter(({ type, unreadable }) => type === "m.room.message" && !unreadable)
        .map(({ content }) => String(content.body)),
    /** The client, once it is up. */
    async up() {
      line.start();
      await signal.until(() => line.health().state === "up");
      const client = line.client();
      if (!client) throw new Error("It is up without a client.");
      return client;
    },
  };
}

export type BotLine = ReturnType<typeof botLine>;
