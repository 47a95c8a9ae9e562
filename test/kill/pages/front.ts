import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { Chance } from "../../bench/chance.ts";
import type { Follow } from "../chat-server.ts";
import { after } from "../random-kills.ts";

/** Something that came to a receiver for a person, and was taken. */
export type Arrival = { readonly nonce: string; readonly atMs: number; readonly body: string };

/** Stands before a receiver, and is as bad as the way to it can be. */
export type Front = {
  readonly port: number;
  /** All that the receiver has taken, in order. */
  readonly arrivals: readonly Arrival[];
  /** Nonces of what it has taken and nobody was told so. */
  readonly swallowed: readonly string[];
  close(): Promise<void>;
};

type Given = {
  /** Port of the receiver, on this machine. */
  readonly to: number;
  /** Of a refusal for now, and of an answer that is late or swallowed; undefined: all goes well. */
  readonly chance: Chance | undefined;
  readonly follow: () => Follow;
};

const sequenceSchema = z.object({ sequence_id: z.string() });

export async function startFront({ to, chance, follow }: Given): Promise<Front> {
  const arrivals: Arrival[] = [];
  const swallowed: string[] = [];
  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    const fate = chance?.even(100) ?? 99;
    if (fate < 5) {
      response.writeHead(503).end();
      return;
    }
    const met = follow();
    if (met("arrives")) return;
    const { method = "", url = "", headers } = request;
    const own = ["content-type", "webhook-id", "webhook-timestamp", "webhook-signature"];
    const kept = own.flatMap((name): [string, string][] =>
      headers[name] === undefined ? [] : [[name, String(headers[name])]],
    );
    const answer = await fetch(`http://127.0.0.1:${to}${url}`, { method, headers: kept, body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The receiver says ${answer.status}: ${text}`);
    const nonce = headers["webhook-id"] ?? sequenceSchema.parse(JSON.parse(body)).sequence_id;
    arrivals.push({ nonce: String(nonce), atMs: Date.now(), body });
    if (met("taken")) return;
    if (fate < 9) {
      swallowed.push(String(nonce));
      request.socket.destroy();
      return;
    }
    if (fate < 20) await after(chance?.even(300) ?? 0);
    response.writeHead(answer.status).end(text);
    // Once the answer has left.
    setImmediate(() => met("answered"));
  }
  const server = createServer();
  server.on("request", (request, response) => void pass(request, response));
  // Whoever is killed in the middle of a request.
  server.on("clientError", (_error, socket) => void socket.destroy());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    arrivals,
    swallowed,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
