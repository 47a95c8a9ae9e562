import { type Later, laterByTimer } from "../../../src/chat/working-sign.ts";
import { type Clock, systemClock } from "../../../src/kernel/clock.ts";
import { createAssertions, type MatrixAssertions } from "./assertions.ts";
import { type CallLog, createCallLog } from "./call-log.ts";
import { createClientApi } from "./client-api.ts";
import { createCutOff } from "./cut-off.ts";
import { createHomeserver, type Homeserver } from "./homeserver.ts";
import { type HttpServer, startHttpServer } from "./http-server.ts";
import { createPeopleWhoMove, type PeopleWhoMove } from "./people-who-move.ts";
import { createPeopleWhoWrite, type PeopleWhoWrite } from "./people-who-write.ts";
import { createPolls, type Polls } from "./polls.ts";
import { createScriptedFaults, type ScriptedFaults } from "./scripted-faults.ts";
import { type Opened, type SeenMessage, seenMessages } from "./seen-messages.ts";

export type MiniHomeserverOptions = {
  /** Time stamps go by it. */
  readonly clock?: Clock;
  /** Ends a sync in which nothing happens. */
  readonly later?: Later;
  /** What stands behind the colon of its users. */
  readonly name?: string;
};

/** A homeserver on this machine with the people on it, and a network that can fail. */
export type MiniHomeserver = Pick<Homeserver, "name" | "model" | "addUser"> &
  PeopleWhoWrite &
  PeopleWhoMove &
  Pick<ScriptedFaults, "failNext" | "failAlways" | "holdNext"> &
  Pick<CallLog, "calls"> &
  Pick<Polls, "caughtUp"> &
  MatrixAssertions & {
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
    /** Makes every token of a user worth nothing. */
    revoke(user: string): void;
    /** What somebody sees in a room's main line, or in one of its threads. @param opened what their clients have keys for */
    seen(user: string, room: string, thread?: string, opened?: Opened): readonly SeenMessage[];
  };

/** Creates a homeserver with nobody on it; nothing listens before it is started. */
export function createMiniHomeserver(options: MiniHomeserverOptions = {}): MiniHomeserver {
  const { clock = systemClock, later = laterByTimer, name = "mini.test" } = options;
  const homeserver = createHomeserver(clock, name);
  const { model, addUser } = homeserver;
  const log = createCallLog();
  const faults = createScriptedFaults();
  const polls = createPolls(homeserver.stream, later);
  let server: HttpServer | undefined;
  let port = 0;
  let isSilent = false;
  const cutOff = createCutOff();
  const origin = () => `http://127.0.0.1:${port}`;
  const api = createClientApi({
    ...{ homeserver, polls, faults, log, origin },
    isSilent: () => isSilent,
    cutOff,
  });

  return {
    name,
    model,
    addUser,
    ...createPeopleWhoWrite(homeserver),
    ...createPeopleWhoMove(homeserver),
    ...createAssertions(log, model),
    failNext: faults.failNext,
    failAlways: faults.failAlways,
    holdNext: faults.holdNext,
    calls: log.calls,
    caughtUp: polls.caughtUp,
    get url() {
      return origin();
    },
    async start() {
      server = await startHttpServer(port, (request, response) => {
        api(request, response).catch((error: unknown) => {
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
    revoke(user) {
      for (const { tokens } of model.accounts.get(user)?.devices.values() ?? []) tokens.clear();
      polls.endAll();
    },
    seen: (user, room, thread, opened) => seenMessages(model, user, room, thread, opened),
  };
}
