import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type LoopbackServer = { readonly port: number; close(): Promise<void> };

/** Starts an HTTP server on this machine. @param answer gives what is said, or undefined to say nothing, ever */
export async function startLoopbackServer(
  answer: (asked: Asked) => Answer | undefined,
  certificate?: { readonly key: string; readonly cert: string },
): Promise<LoopbackServer> {
  const server = certificate ? createSecureServer(certificate) : createServer();
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url: path = "", headers } = request;
    const given = answer({ method, path, headers, body: Buffer.concat(chunks).toString("utf8") });
    if (given) response.writeHead(given.status, given.headers).end(given.body);
  };
  server.on("request", (request, response) => void serve(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
