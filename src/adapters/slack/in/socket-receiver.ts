import { type App, type Logger, SocketModeReceiver } from "@slack/bolt";
import type { Later } from "../../../chat/working-sign.ts";
import { reconnectDelayMs } from "./reconnect-delay.ts";
import { type SlackFault, slackFault } from "./slack-faults.ts";

export type SocketReceiverParts = {
  readonly appToken: string;
  /** Left out: Slack's own. */
  readonly slackApiUrl?: string | undefined;
  readonly app: App;
  readonly logger: Logger;
  readonly later: Later;
  /** A peer that leaves pings unanswered for so long is gone; left out: 5 s. */
  readonly pongWithinMs?: number | undefined;
  /** Its state has changed. */
  readonly changed: () => void;
  /** Hears what is no fault of Slack's, and what could not be taken in. Must not throw. */
  readonly fault: (error: unknown) => void;
};

type SocketState =
  | { readonly state: "idle" | "connecting" | "up" | "stopped" }
  | { readonly state: "down"; readonly fault: SlackFault };

/** One socket to Slack, made anew whenever it is lost. */
export type SocketReceiver = {
  /** Settles with the first attempt, whether it came up or not. */
  start(): Promise<void>;
  state(): SocketState;
  /** Settles when its socket is closed. */
  stop(): Promise<void>;
};

/** Without a hello for so long it never comes: `start` itself has no limit. */
const helloWithinMs = 15_000;
/** A connection that stands so long was a good one: what failed before it no longer counts. */
const steadyAfterMs = 60_000;
/** A receiver may be without a socket for so long, whatever it says of itself. */
const deafForMs = 60_000;
const lookEveryMs = 15_000;
/** Slack answers a close frame at once; a peer that does not is cut off. */
const closeWithinMs = 2_000;

const lost: SlackFault = {
  kind: "unreachable",
  reason: "The connection to Slack broke: I connect again.",
};
const silent: SlackFault = {
  kind: "unreachable",
  reason: "Slack let us connect and said nothing for 15 s: I try again.",
};

/**
 * Creates one that is not connected.
 *
 * Bolt's own reconnection is off: it waits 5 s without hearing, and what it throws nobody can catch. A socket that closes is
 * replaced by a new receiver at once, and after failures with growing waits. For one that Slack had greeted such a wait
 * counts from its greeting: who keeps throwing us out is not asked in quick succession, and one that stood for a while
 * costs no time. To be replaced by Bolt's own with socket-mode 3.2.
 */
export function createSocketReceiver(parts: SocketReceiverParts): SocketReceiver {
  const { later, changed } = parts;
  let now: SocketState = { state: "idle" };
  let receiver: Made | undefined;
  let failures = 0;
  let isRested = true;
  let cancelRest = () => {};
  const waits = new Set<() => void>();
  const closing = new Set<Promise<void>>();

  function become(next: SocketState): void {
    now = next;
    changed();
  }
  function wait(ms: number, act: () => void): void {
    const cancel = later(ms, () => {
      waits.delete(cancel);
      act();
    });
    waits.add(cancel);
  }
  function forgetWaits(): void {
    for (const cancel of waits) cancel();
    waits.clear();
  }
  /** Gives back the receiver in use; what it still hears while it closes is taken in, since it is told apart by its key. */
  function letGo(): void {
    forgetWaits();
    if (!receiver) return;
    const old = receiver;
    receiver = undefined;
    const closed = close(old).finally(() => closing.delete(closed));
    closing.add(closed);
  }
  async function close({ client, abort, settled }: Made): Promise<void> {
    abort();
    const closed = client.disconnect();
    // A second call does not wait for the other side.
    const force = later(closeWithinMs, () => void client.disconnect());
    await Promise.all([closed, settled()]);
    force();
  }
  async function connect(): Promise<void> {
    letGo();
    const made = makeReceiver(parts);
    receiver = made;
    become({ state: "connecting" });
    made.client.on("disconnected", () => {
      if (receiver === made && now.state === "up") lose(lost);
    });
    // It goes on to open its socket although it was told to disconnect before it had one.
    made.client.on("connecting", () => {
      if (receiver !== made) queueMicrotask(() => void made.client.disconnect());
    });
    wait(helloWithinMs, () => {
      if (receiver === made) lose(silent);
    });
    try {
      await made.start();
      if (receiver === made) hold(made);
    } catch (error) {
      if (receiver === made) lose(faultOf(error));
    }
  }
  function hold(made: Made): void {
    forgetWaits();
    if (failures > 0) rest(reconnectDelayMs(failures));
    failures += 1;
    wait(steadyAfterMs, () => {
      failures = 0;
    });
    look(made, 0);
    become({ state: "up" });
  }
  /** For so long Slack is not asked for another connection; one that stands until then has not failed. */
  function rest(ms: number): void {
    isRested = false;
    cancelRest = later(ms, () => {
      isRested = true;
      if (now.state === "down") void connect();
      else failures = 1;
    });
  }
  /** Finds a socket that is gone without a word. */
  function look(made: Made, deafMs: number): void {
    wait(lookEveryMs, () => {
      if (receiver !== made) return;
      const isDeaf = made.client.websocket?.isActive() !== true;
      if (isDeaf && deafMs + lookEveryMs >= deafForMs) return lose(lost);
      look(made, isDeaf ? deafMs + lookEveryMs : 0);
    });
  }
  function lose(fault: SlackFault): void {
    const wasUp = now.state === "up";
    letGo();
    if (!wasUp) failures += 1;
    const waitMs = wasUp ? 0 : reconnectDelayMs(failures);
    if (isRested) wait(waitMs, () => void connect());
    become({ state: "down", fault });
  }
  function faultOf(error: unknown): SlackFault {
    // It rejects with nothing when the socket closes before the hello.
    if (error === undefined) return lost;
    const fault = slackFault(error, "SLACK_APP_TOKEN");
    if (!fault) parts.fault(error);
    return fault ?? lost;
  }

  return {
    start: connect,
    state: () => now,
    async stop() {
      letGo();
      cancelRest();
      become({ state: "stopped" });
      await Promise.allSettled(closing);
    },
  };
}

type Made = {
  readonly client: SocketModeReceiver["client"];
  readonly start: () => Promise<unknown>;
  /** Settles when it no longer tries to start, and would open no socket any more. */
  readonly settled: () => Promise<unknown>;
  /** Gives up asking where to connect to. */
  readonly abort: () => void;
};

function makeReceiver(parts: SocketReceiverParts): Made {
  const { appToken, slackApiUrl, app, logger, pongWithinMs = 5_000, fault } = parts;
  const aborting = new AbortController();
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    clientPingTimeout: pongWithinMs,
    // The socket's client writes into what it is given: each has its own.
    installerOptions: {
      clientOptions: {
        fetch: (url, init) => fetch(url, withSignal(init, aborting.signal)),
        timeout: 10_000,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
      },
    },
    processEventErrorHandler: async ({ error }) => {
      fault(error);
      return false;
    },
  });
  receiver.init(app);
  let starting: Promise<unknown> = Promise.resolve();
  return {
    client: receiver.client,
    start() {
      starting = receiver.start();
      return starting;
    },
    settled: () => Promise.allSettled([starting]),
    abort: () => aborting.abort(),
  };
}

function withSignal(init: RequestInit | undefined, signal: AbortSignal): RequestInit {
  return { ...init, signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal };
}
