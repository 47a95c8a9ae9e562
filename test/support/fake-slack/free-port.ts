import { startWebServer } from "./web-server.ts";

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = await startWebServer(0, { answer: async () => {}, upgrade() {} });
  await server.close();
  return server.port;
}
