import type { MatrixClient } from "matrix-js-sdk";
import type { PlatformHealth } from "../../../chat/chat-platform.ts";
import type { Rejections } from "../../../chat/rejections.ts";
import type { Later } from "../../../chat/working-sign.ts";
import type { Clock } from "../../../kernel/clock.ts";
import type { MatrixAccount } from "../session/matrix-account.ts";
import { matrixFault } from "../session/matrix-fault.ts";
import type { CryptoStore } from "../store/open-crypto-store.ts";
import type { GapRows } from "./gaps.ts";
import { type MatrixLife, startLife, type TakeFrom } from "./matrix-life.ts";
import { hearMatrixRejections } from "./matrix-rejections.ts";
import { createQuietLogger, silencePackages } from "./quiet-logger.ts";
import { createReadability } from "./readability.ts";
import { mostMs, rebuildDelayMs } from "./rebuild-delay.ts";

export type MatrixLineParts = {
  readonly account: MatrixAccount;
  /** Tells the databases of accounts in one process apart: those of which {@link keepsDatabase} says so belong in the store. */
  readonly name: string;
  /** Opens the store from the disk; asked again after each failure. */
  readonly openStore: () => Promise<CryptoStore>;
  readonly take: TakeFrom;
  readonly gaps: GapRows;
  /** How far back what was missed is read, before the sync that left it out. */
  readonly reach: Temporal.Duration;
  readonly clock: Clock;
  readonly later: Later;
  /** Takes a line that Matrix's packages log; no secret is in it. Must not throw. */
  readonly log: (line: string) => void;
  /** Hears what went wrong and was told to nobody. Must not throw. */
  readonly fault: (error: unknown) => void;
  /** Where what nobody caught is told; left out: the process. */
  readonly rejections?: Rejections | undefined;
  /** Its health may have changed. */
  readonly changed?: (() => void) | undefined;
};

type MatrixHealth = PlatformHealth & {
  /** Since the last sync; undefined: there was none. */
  readonly syncAgeMs: number | undefined;
  readonly isCrossSigningReady: boolean;
  /** Of what was encrypted, what could not be read, since the process began; the rate is from 0 to 1. */
  readonly unreadable: number;
  readonly unreadableRate: number;
};

/** The connection to a homeserver, which outlives each client. */
export type MatrixLine = {
  start(): void;
  /** Hears nothing more, before it is stopped. */
  deafen(): void;
  /** Lets what is under way finish within the time. */
  stop(withinMs: number): Promise<void>;
  health(): MatrixHealth;
  /** To call the homeserver by; undefined while it is not up. Another one after each failure: not to be kept. */
  client(): MatrixClient | undefined;
  /** Of that client: aborted once it has ended, and what is under way with it may never come back. */
  ended(): AbortSignal | undefined;
};

/**
 * Creates the line, not started. When something goes wrong with what a client has in memory, it is thrown away, and another
 * one is made from what is on the disk.
 */
export function createMatrixLine(parts: MatrixLineParts): MatrixLine {
  const { account, name, take, gaps, reach, clock, later, fault } = parts;
  const logger = createQuietLogger((line) => {
    // What a stop breaks off is no news.
    if (isRunning) parts.log(line);
  });
  const readability = createReadability();
  const changed = () => parts.changed?.();
  let life: MatrixLife | undefined;
  let opening: Promise<void> | undefined;
  let isRunning = false;
  let down: PlatformHealth = { state: "stopped" };
  let failures = 0;
  let failedSince: string | undefined;
  let hasFailed = false;
  let cancel = () => {};
  let stopHearing = () => {};

  function become(state: PlatformHealth): void {
    down = state;
    changed();
  }
  function failed(reason: unknown): void {
    life = undefined;
    if (!isRunning) return;
    const why = matrixFault(reason);
    if (!why) fault(reason);
    failures += 1;
    cancel();
    cancel = later(why?.kind === "access" ? mostMs : rebuildDelayMs(failures), begin);
    become({
      state: "down",
      reason:
        why?.reason ?? "The client of Matrix failed: I make another one from what is on the disk.",
    });
  }
  /** A position that failed before cannot be had any better: what it brought is lost, and what follows is not. */
  function mayPass(since: string | undefined): boolean {
    const mayIt = hasFailed && failedSince === since;
    hasFailed = !mayIt;
    failedSince = since;
    return mayIt;
  }
  function begin(): void {
    opening = open().catch(failed);
  }
  async function open(): Promise<void> {
    silencePackages();
    const store = await parts.openStore();
    if (!isRunning) return await store.abandon();
    life = startLife({
      ...{ account, name, store, take, gaps, reach, clock, later },
      ...{ readability, logger, fault, mayPass, changed: noticed, ended: failed },
    });
  }
  let isWell = false;
  function noticed(): void {
    const isUp = life?.client() !== undefined && life.state().trouble === undefined;
    if (isUp && !isWell) {
      cancel();
      cancel = later(mostMs, () => {
        failures = 0;
      });
    }
    isWell = isUp;
    changed();
  }
  function standing(): PlatformHealth {
    if (!life) return down;
    const { trouble } = life.state();
    if (trouble === undefined) return { state: "up" };
    if (life.client()) return { state: "down", reason: trouble };
    // Why the one before failed says more than that this one is not there yet.
    return down.state === "starting" ? { state: "starting", reason: trouble } : down;
  }

  return {
    client: () => life?.client(),
    ended: () => life?.ended,
    start() {
      if (isRunning) return;
      isRunning = true;
      stopHearing = hearMatrixRejections(parts.rejections ?? process, fault);
      become({ state: "starting" });
      begin();
    },
    deafen: () => life?.deafen(),
    async stop(withinMs) {
      isRunning = false;
      cancel();
      await opening;
      await life?.stop(withinMs);
      life = undefined;
      stopHearing();
      become({ state: "stopped" });
    },
    health() {
      const state = life?.state();
      const syncedAt = state?.syncedAt;
      return {
        ...standing(),
        syncAgeMs: syncedAt && clock.now().since(syncedAt).total("milliseconds"),
        isCrossSigningReady: state?.isCrossSigningReady ?? false,
        unreadable: readability.unreadable(),
        unreadableRate: readability.unreadableRate(),
      };
    },
  };
}
