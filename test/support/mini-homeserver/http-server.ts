import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { Socket } from "node:net";

export type HttpServer = {
  readonly port: number;
  openSockets(): number;
  /** Breaks all connections, and every new one, until it is restored. */
  cutOff(): void;
  restore(): void;
  close(): Promise<void>;
};

/** Starts a server on this machine. @param port 0 for any; the one of before, to come back at the same address */
export async function startHttpServer(port: number, answer: RequestListener): Promise<HttpServer> {
  const server = createServer(answer);
  const sockets = new Set<Socket>();
  let isCutOff = false;
  server.on("connection", (socket) => {
    if (isCutOff) return socket.destroy();
    sockets.add(socket);
    return socket.on("close", () => sockets.delete(socket));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    openSockets: () => sockets.size,
    cutOff() {
      isCutOff = true;
      for (const socket of sockets) socket.destroy();
    },
    restore() {
      isCutOff = false;
    },
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}
