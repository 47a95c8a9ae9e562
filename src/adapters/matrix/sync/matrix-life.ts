import {
  ClientEvent,
  type IndexedDBStore,
  type MatrixClient,
  SyncState,
  type SyncStateData,
} from "matrix-js-sdk";
import type { Logger } from "matrix-js-sdk/lib/logger.js";
import { within } from "../../../chat/within.ts";
import type { Later } from "../../../chat/working-sign.ts";
import type { Clock } from "../../../kernel/clock.ts";
import { cryptoOf, establishIdentity, planIdentity, type Setup } from "../session/identity.ts";
import { matrixFault } from "../session/matrix-fault.ts";
import { createStoreAge, type StoreAge } from "../session/old-copy.ts";
import { openSession } from "../session/open-session.ts";
import type { Pause } from "../session/retry-limited.ts";
import { createSecretKeys } from "../session/secret-keys.ts";
import type { CryptoStore } from "../store/open-crypto-store.ts";
import { holdWhileProcessing } from "./crypto-hold.ts";
import { createGapFiller } from "./gap-filler.ts";
import type { GapRows } from "./gaps.ts";
import { createHandOn, type Take } from "./hand-on.ts";
import { createMatrixClient, startSyncing } from "./matrix-client.ts";
import { neverClose } from "./never-close.ts";
import type { Readability } from "./readability.ts";
import { hearRooms } from "./room-events.ts";
import { createRoomLines } from "./room-lines.ts";
import { createSavedStore, cryptoPrefix, saveAll } from "./saved-store.ts";
import { createSyncFetch, unlessAborted } from "./sync-fetch.ts";

export type MatrixAccount = {
  readonly homeserver: string;
  /** The account's id, or the part of it before the colon. */
  readonly user: string;
  /** Needed at the first start alone. */
  readonly password?: string | undefined;
  /** In place of the password: of a device that nothing else uses. */
  readonly accessToken?: string | undefined;
  /** Needed for a new device of an account that has an identity. */
  readonly recoveryKey?: string | undefined;
  /** What other people's clients call the device. */
  readonly deviceName: string;
  /** Left out: nobody is there to set the account up. */
  readonly setup?: Setup | undefined;
};

export type MatrixLifeParts = {
  readonly account: MatrixAccount;
  /** Tells the databases of accounts in one process apart. */
  readonly name: string;
  readonly store: CryptoStore;
  readonly take: Take;
  readonly gaps: GapRows;
  readonly reach: Temporal.Duration;
  readonly clock: Clock;
  readonly later: Later;
  readonly readability: Readability;
  readonly logger: Logger;
  readonly fault: (error: unknown) => void;
  /** Whether what keys a sync brought could not be taken in, and may not be tried again, since it was already. */
  readonly mayPass: (since: string | undefined) => boolean;
  /** Its state may have changed. */
  readonly changed: () => void;
  /** It has ended by itself, for a reason: nothing of it may be used any more. */
  readonly ended: (reason: unknown) => void;
};

export type LifeState = {
  /** Why it hears nobody just now; undefined: it does. */
  readonly trouble: string | undefined;
  readonly syncedAt: Temporal.Instant | undefined;
  readonly isCrossSigningReady: boolean;
};

/** A client that syncs, from one reading of the disk until it stops or something goes wrong. */
export type MatrixLife = {
  state(): LifeState;
  /** undefined until it has synced, and its identity is settled. */
  client(): MatrixClient | undefined;
  /** Aborted once it has ended: what is under way with its client may never come back. */
  readonly ended: AbortSignal;
  /** Fetches nothing more; what was fetched is handed on, and the client can be called until it is stopped. */
  deafen(): void;
  /** Lets what is under way finish within the time, and keeps all. */
  stop(withinMs: number): Promise<void>;
};

const saveEveryMs = 10_000;
const lookEveryMs = 600_000;

export const notSigned = `The keys of the bot are not those of its account, so that others neither trust it nor let it read: set MATRIX_RECOVERY_KEY and move the file of its keys away, or run "ama matrix setup --new-identity".`;

/** Begins a life; what becomes of it is told by what was given. */
export function startLife(parts: MatrixLifeParts): MatrixLife {
  const { account, name, store, clock, later, logger, fault, changed } = parts;
  const end = new AbortController();
  const ended = end.signal;
  const cancels = new Set<() => void>();
  const inTime = (ms: number, act: () => void) => {
    const cancel = later(ms, () => {
      cancels.delete(cancel);
      act();
    });
    cancels.add(cancel);
  };
  const pause: Pause = (ms) => unlessAborted(new Promise((resolve) => inTime(ms, resolve)), ended);
  const lines = createRoomLines({ pause, ended, fault, changed });
  const network = createSyncFetch(store.fetch, lines.settled, ended);
  const firstSync = Promise.withResolvers<void>();

  let made: MatrixClient | undefined;
  let saved: IndexedDBStore | undefined;
  let age: StoreAge | undefined;
  let saveCursors = async () => {};
  let isStopping = false;
  let isUp = false;
  let isSaving = false;
  let isCrossSigningReady = false;
  let trouble: string | undefined = "The bot is not connected to the homeserver yet.";
  let syncedAt: Temporal.Instant | undefined;
  let savedAt = clock.now();

  /** In one piece, before anything else can reach the disk or the network. */
  function endFor(reason: unknown): void {
    if (ended.aborted) return;
    end.abort(reason);
    for (const cancel of cancels) cancel();
    const gone = store.abandon();
    made?.stopClient();
    void gone.catch(fault).then(() => {
      if (!isStopping) parts.ended(reason);
    });
  }
  async function save(): Promise<void> {
    // At once after it is so: what comes in between would be saved as if it was taken.
    while (lines.isBusy()) await lines.settled();
    if (!saved || isSaving || lines.hasRefused() || ended.aborted) return;
    isSaving = true;
    try {
      savedAt = clock.now();
      await saveAll(saved, store);
      store.flush();
      await saveCursors();
    } finally {
      isSaving = false;
    }
  }
  /** What is not ready for it, cannot be made so by trying: the next look tells. */
  async function look(client: MatrixClient): Promise<void> {
    isCrossSigningReady = await cryptoOf(client).isCrossSigningReady();
    changed();
    await age?.tell();
  }
  function lookAgain(client: MatrixClient): void {
    inTime(
      lookEveryMs,
      () =>
        void look(client)
          .catch(report)
          .then(() => lookAgain(client)),
    );
  }
  function report(error: unknown): void {
    if (!ended.aborted && !isStopping) fault(error);
  }
  function heardOfSync(state: SyncState, data: SyncStateData | undefined): void {
    if (isStopping || ended.aborted) return;
    if (state === SyncState.Syncing) {
      syncedAt = clock.now();
      trouble = undefined;
      firstSync.resolve();
      if (syncedAt.since(savedAt).total("milliseconds") >= saveEveryMs) void save().catch(report);
    } else if (data?.error) {
      const why = matrixFault(data.error);
      trouble = why?.reason ?? "The homeserver sends what nobody understands: I try again.";
      if (why?.kind === "access") endFor(data.error);
    }
    changed();
  }

  async function live(): Promise<void> {
    store.broken.addEventListener("abort", () => endFor(store.broken.reason), { once: true });
    store.broken.throwIfAborted();
    const { password, recoveryKey, setup } = account;
    const session = await openSession({
      ...account,
      store,
      fetch: network.fetch,
      logger,
      pause,
    });
    const keys = createSecretKeys(recoveryKey);
    const rooms = createSavedStore(name);
    const { callbacks } = keys;
    const client = createMatrixClient({
      ...{ session, callbacks, logger },
      saved: rooms,
      fetch: network.fetch,
    });
    made = client;
    age = createStoreAge(client, session, store, pause);
    await age.refuseOldCopy();
    await client.initRustCrypto({ cryptoDatabasePrefix: cryptoPrefix(name) });
    neverClose(client);
    holdWhileProcessing(client, store, (error) => {
      if (parts.mayPass(network.since())) return fault(error);
      endFor(error);
    });
    rooms.on("degraded", (error) => endFor(error));
    await rooms.startup();
    saved = rooms;
    const plan = await planIdentity({ client, session, keys, setup });
    const { readability, take } = parts;
    const handOn = createHandOn({ client, lines, take, clock, readability });
    const fillGaps = createGapFiller({
      ...{ client, handOn, pause, ended, fault },
      rows: parts.gaps,
      reach: parts.reach,
    });
    const heard = await hearRooms({
      ...{ client, lines, handOn, clock },
      user: session.user,
      rows: parts.gaps,
      isAnew: (await rooms.getSavedSyncToken()) === null,
      opened: () => void fillGaps(),
    });
    saveCursors = heard.saveCursors;
    client.on(ClientEvent.Sync, (state, _before, data) => heardOfSync(state, data));
    await startSyncing(client, session.user);
    await unlessAborted(firstSync.promise, ended);
    await establishIdentity(plan, { client, session, keys, password, setup, pause });
    await look(client);
    isUp = true;
    changed();
    lookAgain(client);
    await fillGaps();
  }

  function deafen(): void {
    isStopping = true;
    network.stopSyncing();
  }

  void live().catch(endFor);
  return {
    ...{ deafen, ended },
    client: () => (isUp && !ended.aborted ? made : undefined),
    state: () => ({
      trouble: troubleOf(),
      syncedAt,
      isCrossSigningReady,
    }),
    async stop(withinMs) {
      deafen();
      if (ended.aborted) return;
      for (const cancel of cancels) cancel();
      if (!isUp) return endFor(new Error("The client was stopped."));
      const kept = async () => {
        await save();
        lines.close();
        await age?.tell();
      };
      await within(withinMs, kept().catch(fault), undefined);
      lines.close();
      end.abort(new Error("The client was stopped."));
      made?.stopClient();
      await store.close();
    },
  };

  function troubleOf(): string | undefined {
    if (trouble !== undefined) return trouble;
    if (!isUp) return "The bot is making itself known to the homeserver.";
    if (lines.isStuck()) return "What people wrote cannot be written down: I try again.";
    return isCrossSigningReady ? undefined : notSigned;
  }
}
