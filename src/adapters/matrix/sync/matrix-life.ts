import { ClientEvent, type MatrixClient, SyncState, type SyncStateData } from "matrix-js-sdk";
import type { Logger } from "matrix-js-sdk/lib/logger.js";
import { within } from "../../../chat/within.ts";
import type { Later } from "../../../chat/working-sign.ts";
import type { Clock } from "../../../kernel/clock.ts";
import type { RoomEvent } from "../in/room-event.ts";
import { cryptoOf, establishIdentity } from "../session/identity.ts";
import type { MatrixAccount } from "../session/matrix-account.ts";
import { matrixFault } from "../session/matrix-fault.ts";
import type { CryptoStore } from "../store/open-crypto-store.ts";
import { createGapFiller } from "./gap-filler.ts";
import type { GapRows } from "./gaps.ts";
import { createHandOn, type Take } from "./hand-on.ts";
import { createLifeTimers } from "./life-timers.ts";
import { startSyncing } from "./matrix-client.ts";
import { type OpenClient, openClient } from "./open-client.ts";
import type { Readability } from "./readability.ts";
import { hearRooms } from "./room-events.ts";
import { createRoomLines } from "./room-lines.ts";
import { saveAll } from "./saved-store.ts";
import { createSyncFetch, unlessAborted } from "./sync-fetch.ts";

/** As {@link Take}, with the client that heard it, by which more can be asked before the line is up. */
export type TakeFrom = (
  event: RoomEvent,
  about: Parameters<Take>[1] & { readonly client: MatrixClient },
) => Promise<void>;

export type MatrixLifeParts = {
  readonly account: MatrixAccount;
  /** Tells the databases of accounts in one process apart. */
  readonly name: string;
  readonly store: CryptoStore;
  readonly take: TakeFrom;
  readonly gaps: GapRows;
  readonly reach: Temporal.Duration;
  readonly clock: Clock;
  readonly later: Later;
  readonly readability: Readability;
  readonly logger: Logger;
  readonly fault: (error: unknown) => void;
  /** Whether to go on although what a sync brought for encryption could not be taken in. */
  readonly mayPass: (since: string | undefined) => boolean;
  /** Its state may have changed. */
  readonly changed: () => void;
  /** It has ended by itself, for a reason: nothing of it may be used any more. */
  readonly ended: (reason: unknown) => void;
};

type LifeState = {
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

const stopped = new Error("The client was stopped.");

const notSigned = `The keys of the bot are not those of its account, so that others neither trust it nor let it read: set MATRIX_RECOVERY_KEY and move the file of its keys away, or run "ama matrix setup --new-identity".`;

/** Begins a life; what becomes of it is told by what was given. */
export function startLife(parts: MatrixLifeParts): MatrixLife {
  const { account, name, store, clock, logger, fault, changed } = parts;
  const end = new AbortController();
  const ended = end.signal;
  const { later, pause } = createLifeTimers(parts.later, ended);
  const lines = createRoomLines({ pause, ended, fault, changed });
  const { settled } = lines;
  const network = createSyncFetch({ fetch: store.fetch, settled, later, ended });
  const firstSync = Promise.withResolvers<void>();

  let made: MatrixClient | undefined;
  let opened: OpenClient | undefined;
  let saveCursors = async () => {};
  let gone = Promise.resolve();
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
    gone = store.abandon().catch(fault);
    made?.stopClient();
    void gone.then(() => {
      if (!isStopping) parts.ended(reason);
    });
  }
  async function save(): Promise<void> {
    // At once after it is so: what comes in between would be saved as if it was taken.
    while (lines.isBusy()) await lines.settled();
    if (!opened || isSaving || lines.hasRefused() || ended.aborted) return;
    isSaving = true;
    try {
      savedAt = clock.now();
      await saveAll(opened.saved, store);
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
    await opened?.age.tell();
  }
  function lookAgain(client: MatrixClient): void {
    const again = () => lookAgain(client);
    later(lookEveryMs, () => void look(client).catch(report).then(again));
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
    opened = await openClient({
      ...{ account, name, store, logger, pause },
      fetch: network.fetch,
      made(client) {
        made = client;
      },
      failed(error) {
        if (parts.mayPass(network.since())) fault(error);
        else endFor(error);
      },
      degraded: endFor,
    });
    const { client, session, saved, keys, plan } = opened;
    const { readability } = parts;
    const take: Take = (event, about) => parts.take(event, { ...about, client });
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
      isAnew: !(await saved.getSavedSyncToken()),
      opened: () => void fillGaps(),
    });
    saveCursors = heard.saveCursors;
    client.on(ClientEvent.Sync, (state, _before, data) => heardOfSync(state, data));
    await startSyncing(client, session.user);
    await unlessAborted(firstSync.promise, ended);
    const { password, setup } = account;
    const keysTaken = () => unlessAborted(network.keysTaken, ended);
    const identity = { client, session, keys, password, setup, keysTaken };
    await establishIdentity(plan, identity);
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
    state: () => ({ trouble: troubleOf(), syncedAt, isCrossSigningReady }),
    async stop(withinMs) {
      deafen();
      if (!isUp) endFor(stopped);
      if (ended.aborted) return await gone;
      const kept = async () => {
        await save();
        lines.close();
        await opened?.age.tell();
      };
      await within(withinMs, kept().catch(fault), undefined);
      lines.close();
      end.abort(stopped);
      made?.stopClient();
      await store.close().catch(fault);
    },
  };

  function troubleOf(): string | undefined {
    if (trouble !== undefined) return trouble;
    if (!isUp) return "The bot is making itself known to the homeserver.";
    if (lines.isStuck()) return "What people wrote cannot be written down: I try again.";
    return isCrossSigningReady ? undefined : notSigned;
  }
}
