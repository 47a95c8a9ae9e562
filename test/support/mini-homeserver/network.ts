import type { Clock } from "../../../src/kernel/clock.ts";
import { type CallLog, createCallLog } from "./call-log.ts";
import { createCutOff } from "./cut-off.ts";
import { type HttpServer, startHttpServer } from "./http-server.ts";
import { createScriptedFaults, type ScriptedFaults } from "./scripted-faults.ts";
import { type ArrivedCall, type CallAnswer, createScriptedNetwork } from "./scripted-network.ts";

/** The way to a homeserver, which can fail. */
export type Network = Pick<ScriptedFaults, "failNext" | "failAlways" | "holdNext"> & {
  readonly log: CallLog;
  /** For `baseUrl`; known once it is started, and the same after a stop. */
  readonly url: string;
  start(): Promise<void>;
  /** Breaks all connections; what happened stays, and can be served again. */
  stop(): Promise<void>;
  openSockets(): number;
  /** Breaks all connections, and every new one. @param user the only one whose calls do not come through any more */
  cutOff(user?: string): void;
  /** Takes connections, and is answered by no word. */
  fallSilent(): void;
  /** Answers again; what was asked meanwhile stays without an answer. */
  restore(): void;
};

type NetworkParts = {
  readonly clock: Clock;
  readonly userOf: (token: string | undefined) => string | undefined;
  /** What stands at its end. */
  readonly answer: (call: ArrivedCall) => Promise<CallAnswer>;
};

/** Creates a network at which nothing listens before it is started. */
export function createNetwork({ clock, userOf, answer }: NetworkParts): Network {
  const log = createCallLog();
  const faults = createScriptedFaults();
  const cutOff = createCutOff();
  let server: HttpServer | undefined;
  let port = 0;
  let isSilent = false;
  const origin = () => `http://127.0.0.1:${port}`;
  const take = createScriptedNetwork({
    ...{ clock, faults, log, cutOff, origin, userOf, answer },
    isSilent: () => isSilent,
  });

  return {
    log,
    failNext: faults.failNext,
    failAlways: faults.failAlways,
    holdNext: faults.holdNext,
    get url() {
      return origin();
    },
    async start() {
      server = await startHttpServer(port, (request, response) => {
        take(request, response).catch((error: unknown) => {
          // What goes wrong in here must not pass for a failure of a homeserver's.
          log.addBreach(`the homeserver itself: ${error instanceof Error ? error.stack : error}`);
          response.destroy();
        });
      });
      port = server.port;
    },
    async stop() {
      faults.releaseAll();
      await server?.close();
      server = undefined;
    },
    openSockets: () => server?.openSockets() ?? 0,
    cutOff: (user) => (user === undefined ? server?.cutOff() : cutOff.begin(user)),
    fallSilent() {
      isSilent = true;
    },
    restore() {
      isSilent = false;
      cutOff.end();
      server?.restore();
    },
  };
}
