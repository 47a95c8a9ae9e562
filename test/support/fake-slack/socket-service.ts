import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { z } from "zod";
import type { CallLog } from "./call-log.ts";
import type { Envelope } from "./deliveries.ts";
import { createFakeSocket, type FakeSocket, type SocketScript } from "./fake-socket.ts";
import type { SlackModel } from "./slack-model.ts";
import type { SlackWorkspace } from "./slack-workspace.ts";

export type SocketService = {
  /** @returns the last part of an address that takes one connection */
  newTicket(): string;
  upgrade(ticket: string, request: IncomingMessage, raw: Duplex, head: Buffer): void;
  /** Sends an envelope over one socket, whichever it is; without any it waits for the next. */
  carry(envelope: Envelope): void;
  /** Scripts the next connection that has no script yet. */
  scriptNext(script: SocketScript): void;
  /** Open connections that were greeted, oldest first. */
  sockets(): readonly FakeSocket[];
  /** Connections that are open in any state, half-open and silent ones too. */
  openCount(): number;
  /** Settles once so many greeted connections are open. */
  connected(count?: number): Promise<void>;
  /** Settles once so many connections are open, greeted or not. */
  opened(count?: number): Promise<void>;
  /** Settles once none is open. */
  allClosed(): Promise<void>;
  /** Tells the app, over one socket, that events are dropped. */
  rateLimit(): void;
  close(): void;
};

type Given = {
  readonly workspace: SlackWorkspace;
  readonly log: CallLog;
  readonly pingEveryMs: number;
  /** Picks one of so many. */
  readonly pick: (count: number) => number;
  readonly onAck: (envelope: string, payload: unknown) => boolean;
};

const frameSchema = z.strictObject({
  envelope_id: z.string(),
  payload: z.record(z.string(), z.unknown()).optional(),
});

/** Creates the socket side of Socket Mode. */
export function createSocketService(given: Given): SocketService {
  const { workspace, log, pingEveryMs, pick, onAck } = given;
  const server = new WebSocketServer({ noServer: true, autoPong: false });
  const tickets = new Set<string>();
  const scripts: SocketScript[] = [];
  const open = new Set<FakeSocket>();
  const greeted = new Set<FakeSocket>();
  const waiting: Envelope[] = [];
  const watchers = new Set<() => void>();
  let connections = 0;

  function changed(): void {
    for (const watch of watchers) watch();
  }
  function once(isSo: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const watch = () => {
      if (!isSo()) return;
      watchers.delete(watch);
      resolve();
    };
    watchers.add(watch);
    watch();
    return promise;
  }
  function onFrame(text: string): void {
    const frame = frameSchema.safeParse(parsed(text));
    if (!frame.success) {
      log.addBreach(`socket: a frame that is no ack: ${text}`);
    } else if (!onAck(frame.data.envelope_id, frame.data.payload)) {
      log.addBreach(`socket: an ack of the unknown envelope ${frame.data.envelope_id}`);
    }
  }
  function anySocket(): FakeSocket | undefined {
    return [...greeted][pick(greeted.size)];
  }
  function carry(envelope: Envelope): void {
    const socket = anySocket();
    if (socket) socket.send(envelopeFrame(envelope));
    else waiting.push(envelope);
  }

  return {
    newTicket() {
      const ticket = workspace.nextId("ticket");
      tickets.add(ticket);
      return ticket;
    },
    upgrade(ticket, request, raw, head) {
      if (!tickets.delete(ticket)) return void raw.destroy();
      server.handleUpgrade(request, raw, head, (socket) => {
        const script = scripts.shift() ?? {};
        connections += 1;
        const fake = createFakeSocket({
          ...{ id: connections, socket, raw, script, pingEveryMs, onFrame },
          onClose() {
            open.delete(fake);
            greeted.delete(fake);
            changed();
          },
        });
        open.add(fake);
        if (script.hello !== false) {
          fake.send(helloFrame(workspace.model, open.size));
          greeted.add(fake);
          for (const envelope of waiting.splice(0)) {
            if (!envelope.delivery.isGivenUp) carry(envelope);
          }
        }
        changed();
      });
    },
    carry,
    scriptNext: (script) => void scripts.push(script),
    sockets: () => [...greeted],
    openCount: () => open.size,
    connected: (count = 1) => once(() => greeted.size >= count),
    opened: (count = 1) => once(() => open.size >= count),
    allClosed: () => once(() => open.size === 0),
    rateLimit() {
      anySocket()?.send({
        type: "events_api",
        envelope_id: `envelope-${workspace.nextId("")}`,
        payload: {
          type: "app_rate_limited",
          token: "verification-token",
          team_id: workspace.model.team.id,
          minute_rate_limited: Math.floor(workspace.time.seconds() / 60) * 60,
          api_app_id: workspace.model.app.id,
        },
        accepts_response_payload: false,
      });
    },
    close() {
      for (const socket of open) socket.close();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function helloFrame({ app }: SlackModel, count: number) {
  return {
    type: "hello",
    num_connections: count,
    connection_info: { app_id: app.id },
    debug_info: { host: "fake", approximate_connection_time: 18_060 },
  };
}

function envelopeFrame({ id, attempt, delivery }: Envelope) {
  const { kind, payload, acceptsResponse } = delivery;
  return {
    envelope_id: id,
    type: kind,
    payload,
    accepts_response_payload: acceptsResponse,
    ...(kind === "events_api"
      ? { retry_attempt: attempt, retry_reason: attempt === 0 ? "" : "timeout" }
      : {}),
  };
}
