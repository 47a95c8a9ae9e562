import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Json } from "./slack-refusal.ts";

export type SocketScript = {
  /** No greeting: the client waits. */
  readonly hello?: false;
  /** Pings of the client go unanswered. */
  readonly pong?: false;
};

/** One connection of the app, and what can go wrong with it. */
export type FakeSocket = {
  readonly id: number;
  isOpen(): boolean;
  send(frame: Json): void;
  /** Says that the connection is about to end, as Slack does every few hours, or when Socket Mode is switched off. */
  disconnect(reason: "warning" | "refresh_requested" | "link_disabled"): void;
  /** Keeps the connection open and takes part in nothing more: what is sent to it is lost. */
  freeze(): void;
  ignorePings(): void;
  /** Sends something that is no envelope. */
  sendGarbage(frame: string | Buffer): void;
  /** Breaks the connection below the protocol. */
  reset(): void;
  close(): void;
};

type Given = {
  readonly id: number;
  readonly socket: WebSocket;
  readonly raw: Duplex;
  readonly script: SocketScript;
  readonly pingEveryMs: number;
  readonly onFrame: (text: string) => void;
  readonly onClose: () => void;
};

/** Wraps a connection: pings it, and answers its pings. */
export function createFakeSocket(given: Given): FakeSocket {
  const { id, socket, raw, script, pingEveryMs, onFrame, onClose } = given;
  let answers = script.pong !== false;
  let isFrozen = false;
  const pinging = setInterval(() => socket.ping("Ping from Slack"), pingEveryMs);
  socket.on("ping", (payload) => {
    if (answers) socket.pong(payload);
  });
  socket.on("message", (frame) => onFrame(String(frame)));
  socket.on("error", () => {});
  socket.on("close", () => {
    clearInterval(pinging);
    onClose();
  });
  const write = (frame: string | Buffer) => {
    if (!isFrozen && socket.readyState === socket.OPEN) socket.send(frame);
  };
  return {
    id,
    isOpen: () => socket.readyState !== socket.CLOSED,
    send: (frame) => write(JSON.stringify(frame)),
    disconnect: (reason) =>
      write(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "fake" } })),
    freeze() {
      isFrozen = true;
      answers = false;
      clearInterval(pinging);
      socket.pause();
    },
    ignorePings() {
      answers = false;
    },
    sendGarbage: write,
    reset() {
      if (raw instanceof Socket) raw.resetAndDestroy();
    },
    close: () => socket.terminate(),
  };
}
