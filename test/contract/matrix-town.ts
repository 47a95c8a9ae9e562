import { rmSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";
import {
  type DialogueRows,
  type KeptDialogue,
  rememberedDialogues,
} from "../../src/adapters/matrix/forms/dialogues.ts";
import {
  type Offer,
  type OfferRows,
  rememberedOffers,
} from "../../src/adapters/matrix/in/offers.ts";
import {
  createMatrixPlatform,
  type MatrixPlatform,
  type MatrixPlatformParts,
} from "../../src/adapters/matrix/matrix-platform.ts";
import {
  type CryptoStore,
  openCryptoStore,
} from "../../src/adapters/matrix/store/open-crypto-store.ts";
import { rememberedGaps } from "../../src/adapters/matrix/sync/gaps.ts";
import { keepsDatabase } from "../../src/adapters/matrix/sync/saved-store.ts";
import type { PlatformHealth } from "../../src/chat/chat-platform.ts";
import { createStoppedTimers, type StoppedTimers } from "../adapters/slack/in/stopped-timers.ts";
import { type SdkClient, startSdkClient } from "../support/mini-homeserver/sdk-client.ts";
import { createSignal } from "../support/signal.ts";
import { createStoppedClock, type StoppedClock } from "../support/stopped-clock.ts";
import { makeSwiftFolder } from "../support/swift-folder.ts";
import type { MatrixServer, OpenMatrixServer } from "./matrix-server.ts";

/** A process of the bot on its device. */
export type MatrixLife = {
  readonly platform: MatrixPlatform;
  readonly timers: StoppedTimers;
  /** Settles once its health is so. */
  becomes(isSo: (health: PlatformHealth) => boolean): Promise<void>;
  /** Takes the file of its keys away as it is, as a kill does; the platform can only be stopped then. */
  kill(): void;
  readonly isKilled: boolean;
};

/**
 * A homeserver with three people, their clients with their keys, and the account of a bot that is set up. It stays for many
 * tests, each in rooms of its own, since an identity takes seconds to make.
 */
export type MatrixTown = {
  readonly server: MatrixServer;
  readonly clock: StoppedClock;
  readonly people: ReadonlyMap<string, SdkClient>;
  readonly ana: string;
  readonly bo: string;
  readonly cy: string;
  /** Whom nobody can invite. */
  readonly gone: string;
  readonly ama: string;
  /** What the bot offers, and offered before, by the event under which it stands. */
  readonly offered: ReadonlyMap<string, Offer>;
  /** The form that somebody fills in, by their id. */
  readonly filling: ReadonlyMap<string, KeptDialogue>;
  /** A new process of the bot, not started. Faults of one that is killed nobody hears of. */
  begin(given: {
    readonly fault: (error: unknown) => void;
    readonly pictures?: MatrixPlatformParts["pictures"];
    readonly account?: Partial<MatrixPlatformParts["account"]>;
    /** Of a device of its own; left out: the bot's. */
    readonly file?: string;
  }): MatrixLife;
  /** A folder that goes with the town. */
  readonly folder: string;
  close(): Promise<void>;
};

export async function openMatrixTown(openServer: OpenMatrixServer): Promise<MatrixTown> {
  // Some of the js-sdk prints past the logger it is given.
  for (const method of ["debug", "log", "info", "warn"] as const) {
    vi.spyOn(console, method).mockImplementation(() => {});
  }
  const clock = createStoppedClock("2026-11-25T09:00:00Z");
  const server = await openServer({ clock, later: createStoppedTimers().later });
  const { id: ana } = await server.addUser("ana");
  const { id: bo } = await server.addUser("bo");
  const { id: cy } = await server.addUser("cy");
  const { id: ama } = await server.addUser("ama");
  const { id: gone } = await server.addUser("gone");
  await server.seclude(gone);
  const folder = makeSwiftFolder("ama-matrix-");
  const offered = new Map<string, Offer>();
  const filling = new Map<string, KeptDialogue>();
  const rows = {
    offers: offersSeen(offered),
    dialogues: dialoguesSeen(filling),
    gaps: rememberedGaps(),
  };
  const keys = join(folder, "keys.db");

  const begin = ({
    fault,
    account,
    file = keys,
    ...more
  }: Parameters<MatrixTown["begin"]>[0]): MatrixLife => {
    const timers = createStoppedTimers();
    const changes = createSignal();
    let store: CryptoStore | undefined;
    let isKilled = false;
    const platform = createMatrixPlatform({
      account: {
        homeserver: server.url,
        user: ama,
        password: "secret",
        deviceName: "AMA",
        ...account,
      },
      allow: [],
      name: server.name,
      async openStore() {
        store = await openCryptoStore(file, { keeps: (one) => keepsDatabase(server.name, one) });
        return store;
      },
      rows,
      clock,
      later: timers.later,
      log() {},
      fault(error) {
        if (!isKilled) fault(error);
      },
      changed: changes.tell,
      ...more,
    });
    return {
      platform,
      timers,
      becomes: (isSo) => changes.until(() => isSo(platform.health())),
      kill() {
        isKilled = true;
        void store?.abandon();
      },
      get isKilled() {
        return isKilled;
      },
    };
  };

  const people = new Map<string, SdkClient>();
  for (const user of [ana, bo, cy]) people.set(user, await startSdkClient(server, user, "PHONE"));
  const first = begin({
    account: { setup: { isAnew: false, showRecoveryKey() {} } },
    fault(error) {
      throw error;
    },
  });
  await first.platform.start(async () => "stored");
  await first.becomes(({ state }) => state === "up");
  await first.platform.stop(Temporal.Duration.from("PT5S"));

  return {
    ...{ server, clock, people, ana, bo, cy, gone, ama, offered, filling, begin, folder },
    async close() {
      for (const { client } of people.values()) client.stopClient();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
      vi.restoreAllMocks();
    },
  };
}

function offersSeen(seen: Map<string, Offer>): OfferRows {
  const rows = rememberedOffers();
  return {
    ...rows,
    async put(offer, at) {
      seen.set(offer.on.message, offer);
      await rows.put(offer, at);
    },
  };
}

function dialoguesSeen(seen: Map<string, KeptDialogue>): DialogueRows {
  const rows = rememberedDialogues();
  return {
    ...rows,
    async put(kept, answer) {
      seen.set(kept.person.user, kept);
      await rows.put(kept, answer);
    },
    async remove(filler, answer, at) {
      seen.delete(filler.person.user);
      await rows.remove(filler, answer, at);
    },
  };
}
