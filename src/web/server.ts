import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { BotError } from "../kernel/bot-error.ts";
import { errorCode } from "../kernel/error-code.ts";
import { type ActGiven, addActRoutes } from "./act-routes.ts";
import { createAtOnce } from "./at-once.ts";
import { createFailed, routeOf } from "./failure.ts";
import { addHealthRoutes, type HealthGiven } from "./health-routes.ts";
import { addHookRoutes, type HookGiven } from "./hooks/hook-routes.ts";
import { isHttps, type ListenAt } from "./listen-at.ts";
import { securityHeaders } from "./security-headers.ts";
import { addStyleRoute } from "./style-route.ts";

export type WebGiven = HealthGiven &
  HookGiven &
  ActGiven & {
    readonly listen: ListenAt;
    /** Where people reach us, when that is known. */
    readonly publicUrl: string | undefined;
    readonly randomHex: (bytes: number) => string;
    /** Aborts when `stop` has waited long enough for what is being answered. */
    drainDeadline(): AbortSignal;
  };

export type Web = {
  /** Answers without a socket. */
  readonly app: Hono;
  /**
   * Listens, and gives the port, which matters when 0 was asked for.
   *
   * @throws BotError CONFIG_INVALID when the address cannot be had
   */
  start(): Promise<number>;
  /** Takes nothing new, and settles when all that was begun is answered or cut off. Harmless when it does not run. */
  stop(): Promise<void>;
};

/** How long a sender may take, and how long a stop: what the process is started with. */
export const systemDeadlines = {
  bodyDeadline: () => AbortSignal.timeout(20_000),
  drainDeadline: () => AbortSignal.timeout(10_000),
};

const mostConnections = 500;
const mostKnownAtOnce = 64;
const mostStrangersAtOnce = 16;

/** The time-outs of Node come after ours: it can only hang up, or say 408, after which an alert is not sent again. */
const serverOptions = {
  headersTimeout: 10_000,
  requestTimeout: 40_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
};

/** One HTTP server for machines, and for the links in notifications. */
export function createWeb(given: WebGiven): Web {
  const { report } = given;
  const headers = Object.entries(securityHeaders(isHttps(given.publicUrl)));
  const failed = createFailed(given);
  let server: Server | undefined;
  let stopping = false;

  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of headers) c.res.headers.set(name, value);
    if (stopping) c.res.headers.set("Connection", "close");
    report.answered({ method: c.req.method, route: routeOf(c), status: c.res.status });
  });
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const allow = methods.join(", ");
        return c.text(`Expected ${allow}.\n`, 405, { Allow: allow });
      },
    }),
  );
  app.notFound((c) => c.text("Not here, or not for you.\n", 404));
  app.onError((error, c) => failed(c, error, 500));
  addHealthRoutes(app, given, failed);
  addHookRoutes(app, given, {
    failed,
    knownAtOnce: createAtOnce(mostKnownAtOnce),
    strangersAtOnce: createAtOnce(mostStrangersAtOnce),
  });
  addStyleRoute(app);
  addActRoutes(app, given, createAtOnce(mostStrangersAtOnce));

  return {
    app,
    async start() {
      const listener = getRequestListener(app.fetch, {
        overrideGlobalObjects: false,
        // A request that cannot be made into one: no route has seen it.
        errorHandler: () => new Response(null, { status: 400, headers }),
      });
      const listening = createServer(serverOptions, (request, response) => {
        void listener(request, response);
      });
      listening.maxConnections = mostConnections;
      listening.listen(given.listen);
      try {
        await once(listening, "listening");
      } catch (error) {
        throw cannotListen(given.listen, error);
      }
      server = listening;
      const address = listening.address();
      return typeof address === "object" && address !== null ? address.port : given.listen.port;
    },
    async stop() {
      if (server === undefined) return;
      stopping = true;
      const closed = once(server, "close");
      const { closeAllConnections } = server;
      given
        .drainDeadline()
        .addEventListener("abort", closeAllConnections.bind(server), { once: true });
      server.close();
      server = undefined;
      await closed;
    },
  };
}

function cannotListen({ host, port }: ListenAt, cause: unknown): BotError {
  return new BotError(
    "CONFIG_INVALID",
    `AMA_HTTP_PORT is ${port} on ${host}, and the system refuses that (${errorCode(cause) ?? "no reason given"}): expected an address that no other program uses and this one may. Set AMA_HTTP_PORT to another port, or stop the program that has it.`,
    { cause },
  );
}
