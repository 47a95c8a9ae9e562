import type { AddressInfo } from "node:net";
import { type App, HTTPReceiver, type Logger } from "@slack/bolt";

export type HttpReceiverParts = {
  readonly signingSecret: string;
  readonly port: number;
  /** Left out: this machine alone, behind a proxy. */
  readonly host?: string | undefined;
  readonly app: App;
  readonly logger: Logger;
  /** Hears what could not be taken in. Must not throw. */
  readonly fault: (error: unknown) => void;
};

export type RunningHttpReceiver = {
  readonly port: number;
  /** Settles when what was asked is answered and the port is free. */
  stop(): Promise<void>;
};

/**
 * Hears Slack at `/slack/events`: what is not signed with the secret, or longer ago than 5 minutes, is refused, and what
 * cannot be taken in is answered with 500, so that Slack sends it again.
 *
 * @throws when the port is taken
 */
export async function startHttpReceiver(parts: HttpReceiverParts): Promise<RunningHttpReceiver> {
  const { signingSecret, port, host = "127.0.0.1", app, logger, fault } = parts;
  const receiver = new HTTPReceiver({
    signingSecret,
    logger,
    processEventErrorHandler: async ({ error, response }) => {
      fault(error);
      if (!response.headersSent) response.writeHead(500).end();
      return false;
    },
  });
  receiver.init(app);
  const server = await receiver.start({ port, host });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const stopped = receiver.stop();
      server.closeIdleConnections();
      await stopped;
    },
  };
}
