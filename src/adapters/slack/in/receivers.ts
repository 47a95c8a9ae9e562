import type { App, Logger } from "@slack/bolt";
import type { PlatformHealth } from "../../../chat/chat-platform.ts";
import type { Later } from "../../../chat/working-sign.ts";
import { type RunningHttpReceiver, startHttpReceiver } from "./http-receiver.ts";
import { createSocketReceiver } from "./socket-receiver.ts";

/** How Slack reaches us: by sockets that we open, or by requests to a port of ours. */
export type Line =
  | { readonly appToken: string; readonly slackApiUrl?: string | undefined }
  | {
      readonly signingSecret: string;
      readonly port: number;
      readonly host?: string | undefined;
    };

export type ReceiversParts = {
  readonly line: Line;
  readonly app: App;
  readonly logger: Logger;
  readonly later: Later;
  /** A peer that leaves pings unanswered for so long is gone; left out: 5 s. */
  readonly pongWithinMs?: number | undefined;
  /** The health may have changed. */
  readonly changed: () => void;
  /** Hears what is no fault of Slack's, and what could not be taken in. Must not throw. */
  readonly fault: (error: unknown) => void;
};

/** What hears Slack. */
export type Receivers = {
  /**
   * Settles when Slack is heard, or could not be reached for now.
   *
   * @throws when the port is taken
   */
  start(): Promise<void>;
  health(): PlatformHealth;
  /** The port that listens; undefined for sockets. */
  port(): number | undefined;
  /** Settles when nothing is heard any more and no socket is open. */
  stop(): Promise<void>;
};

export function createReceivers(parts: ReceiversParts): Receivers {
  const { line } = parts;
  return "appToken" in line ? onSockets({ ...parts, ...line }) : onPort({ ...parts, ...line });
}

/** So that Slack does not renew both at once: it sends each event to one of them, and the other hears while one is renewed. */
const secondAfterMs = 60_000;

function onSockets(
  parts: ReceiversParts & Extract<Line, { readonly appToken: string }>,
): Receivers {
  const sockets = [parts, parts].map((one) => createSocketReceiver(one));
  const [first, second] = sockets;
  let phase: "stopped" | "running" = "stopped";
  let cancelSecond = () => {};

  return {
    async start() {
      phase = "running";
      cancelSecond = parts.later(secondAfterMs, () => void second?.start());
      await first?.start();
    },
    health() {
      if (phase === "stopped") return { state: "stopped" };
      const states = sockets.map((one) => one.state());
      if (states.some(({ state }) => state === "up")) return { state: "up" };
      const down = states.find((one) => one.state === "down");
      return down ? { state: "down", reason: down.fault.reason } : { state: "starting" };
    },
    port: () => undefined,
    async stop() {
      phase = "stopped";
      cancelSecond();
      await Promise.all(sockets.map((one) => one.stop()));
    },
  };
}

function onPort(
  parts: ReceiversParts & Extract<Line, { readonly signingSecret: string }>,
): Receivers {
  let running: RunningHttpReceiver | undefined;
  return {
    async start() {
      running = await startHttpReceiver(parts);
      parts.changed();
    },
    health: () => ({ state: running ? "up" : "stopped" }),
    port: () => running?.port,
    async stop() {
      await running?.stop();
      running = undefined;
    },
  };
}
