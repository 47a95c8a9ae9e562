import { basename, join } from "node:path";
import { expect } from "vitest";
import type { RoomEvent } from "../../../src/adapters/matrix/in/room-event.ts";
import { openCryptoStore } from "../../../src/adapters/matrix/store/open-crypto-store.ts";
import { type GapRows, rememberedGaps } from "../../../src/adapters/matrix/sync/gaps.ts";
import type { MatrixAccount } from "../../../src/adapters/matrix/sync/matrix-life.ts";
import { createMatrixLine } from "../../../src/adapters/matrix/sync/matrix-line.ts";
import { keepsDatabase } from "../../../src/adapters/matrix/sync/saved-store.ts";
import { type Later, laterByTimer } from "../../../src/chat/working-sign.ts";
import { type Clock, systemClock } from "../../../src/kernel/clock.ts";

type Given = Pick<MatrixAccount, "homeserver" | "user"> &
  Partial<MatrixAccount> & {
    /** Where its keys are kept. */
    readonly folder: string;
    readonly gaps?: GapRows;
    readonly clock?: Clock;
    readonly later?: Later;
    readonly take?: (event: RoomEvent) => Promise<void>;
    readonly reach?: Temporal.Duration;
  };

/** A line of a bot, and all that came of it. */
export function botLine({ folder, gaps = rememberedGaps(), ...given }: Given) {
  const name = basename(folder);
  const file = join(folder, "keys.sqlite");
  const taken: { event: RoomEvent; replay: boolean }[] = [];
  const recoveryKeys: string[] = [];
  const faults: unknown[] = [];
  const lines: string[] = [];
  const line = createMatrixLine({
    account: {
      deviceName: "AMA",
      setup: { isAnew: false, showRecoveryKey: (key) => void recoveryKeys.push(key) },
      ...given,
    },
    name,
    openStore: () => openCryptoStore(file, { keeps: (database) => keepsDatabase(name, database) }),
    async take(event, { replay }) {
      await given.take?.(event);
      taken.push({ event, replay });
    },
    gaps,
    reach: given.reach ?? Temporal.Duration.from({ hours: 2 }),
    clock: given.clock ?? systemClock,
    later: given.later ?? laterByTimer,
    log: (text) => lines.push(text),
    fault: (error) => faults.push(error),
  });
  return {
    ...line,
    ...{ file, gaps, taken, recoveryKeys, faults, lines },
    /** What was said, as often as it was handed on. */
    texts: () =>
      taken
        .map(({ event }) => event)
        .filter(({ type, unreadable }) => type === "m.room.message" && !unreadable)
        .map(({ content }) => String(content.body)),
    /** The client, once it is up. */
    async up() {
      line.start();
      await until(
        () => line.health().state === "up",
        () => JSON.stringify(line.health()),
      );
      const client = line.client();
      if (!client) throw new Error("It is up without a client.");
      return client;
    },
  };
}

export type BotLine = ReturnType<typeof botLine>;

/** Looks until it is so; the test's own time limit ends a wait in vain. */
export async function until(isSo: () => unknown, why = () => "it is not so"): Promise<void> {
  await expect
    .poll(async () => ((await isSo()) ? "so" : why()), { timeout: 25_000, interval: 20 })
    .toBe("so");
}
