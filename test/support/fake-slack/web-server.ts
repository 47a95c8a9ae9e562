import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

export type WebServer = { readonly port: number; close(): Promise<void> };

type Routes = {
  readonly answer: (
    kind: string,
    rest: string,
    request: IncomingMessage,
    response: ServerResponse,
  ) => Promise<void>;
  readonly upgrade: (ticket: string, request: IncomingMessage, raw: Duplex, head: Buffer) => void;
};

/** Starts a server on this machine. @param port 0 for any; the one of before, to come back at the same address */
export async function startWebServer(port: number, routes: Routes): Promise<WebServer> {
  const server = createServer((request, response) => {
    const [, kind = "", ...rest] = (request.url ?? "").split("/");
    routes.answer(kind, rest.join("/"), request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  server.on("upgrade", (request, raw, head) => {
    routes.upgrade(request.url?.split("/").at(-1) ?? "", request, raw, head);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
