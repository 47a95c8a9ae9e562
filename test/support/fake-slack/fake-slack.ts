import type { IncomingMessage, ServerResponse } from "node:http";
import { type Clock, systemClock } from "../../../src/kernel/clock.ts";
import { createAssertions, type SlackAssertions } from "./assertions.ts";
import { type CallLog, createCallLog } from "./call-log.ts";
import { createDeliveries, type Deliveries, type Delivery, type Envelope } from "./deliveries.ts";
import { createEventFeed } from "./event-feed.ts";
import { takeUpload } from "./file-methods.ts";
import { createHttpCarrier, type HttpCarrier } from "./http-carrier.ts";
import { everyEvent, everyScope } from "./manifest-of-everything.ts";
import { createPeopleWhoMove, type PeopleWhoMove } from "./people-who-move.ts";
import { createPeopleWhoPress, type PeopleWhoPress } from "./people-who-press.ts";
import { createPeopleWhoWrite, type PeopleWhoWrite } from "./people-who-write.ts";
import { argumentsOf, uploadedBytes, wholeBody } from "./request-body.ts";
import { answerAt } from "./response-url.ts";
import { createScriptedFaults, type ScriptedFaults } from "./scripted-faults.ts";
import { type SeenMessage, seenMessages } from "./seen-messages.ts";
import { createShortLived } from "./short-lived.ts";
import { SlackRefusal } from "./slack-refusal.ts";
import { createSlackWorkspace, type SlackWorkspace } from "./slack-workspace.ts";
import { createSocketService, type SocketService } from "./socket-service.ts";
import { createWebApi, fail } from "./web-api.ts";
import type { Call } from "./web-method.ts";
import { startWebServer, type WebServer } from "./web-server.ts";

export type FakeSlackOptions = {
  /** Time stamps, triggers and response URLs go by it. */
  readonly clock?: Clock;
  /** What the app may do; left out: everything that this fake knows. */
  readonly scopes?: readonly string[];
  /** As a manifest names events; left out: all of them. An event without its scope is not delivered. */
  readonly events?: readonly string[];
  /** Picks the socket for an envelope, of so many. */
  readonly pick?: (count: number) => number;
  readonly pingEveryMs?: number;
};

/** A workspace of Slack on this machine, with the app in it, the people around it, and a network that can fail. */
export type FakeSlack = Omit<SlackWorkspace, "addMessage" | "nextId" | "time"> &
  PeopleWhoWrite &
  PeopleWhoPress &
  PeopleWhoMove &
  Pick<ScriptedFaults, "failNext" | "failAlways" | "holdNext"> &
  Pick<CallLog, "calls"> &
  Pick<Deliveries, "deliverAgain" | "giveUp"> &
  SlackAssertions & {
    readonly botToken: string;
    readonly appToken: string;
    readonly signingSecret: string;
    /** For `slackApiUrl`, with a slash at the end; known once it is started, and the same after a stop. */
    readonly url: string;
    readonly socketMode: Omit<SocketService, "newTicket" | "upgrade" | "carry" | "close">;
    start(): Promise<void>;
    /** Breaks all connections; what was said stays, and can be served again. */
    stop(): Promise<void>;
    /** Delivers to an HTTP receiver from now on, signed. @returns what tells how it answered */
    deliverTo(requestUrl: string): Pick<HttpCarrier, "statusesOf">;
    /** Grants these scopes, and no others. */
    grant(scopes: readonly string[]): void;
    /** What somebody sees in a room's main line, or in one of its threads, private messages included. */
    seen(user: string, room: string, thread?: string): readonly SeenMessage[];
    deliveries(): readonly Delivery[];
  };

/** Creates a workspace with nobody in it; nothing listens before it is started. */
export function createFakeSlack(options: FakeSlackOptions = {}): FakeSlack {
  const { clock = systemClock, pingEveryMs = 2_000 } = options;
  const pick = options.pick ?? ((count) => Math.floor(Math.random() * count));
  let scopes = options.scopes ?? everyScope;
  let botToken = "xoxb-fake-bot-token";
  let server: WebServer | undefined;
  let port = 0;
  let http: HttpCarrier | undefined;

  const workspace = createSlackWorkspace(clock);
  const { model } = workspace;
  const log = createCallLog();
  const faults = createScriptedFaults();
  const shortLived = createShortLived(workspace);
  const isGranted = (scope: string) => scopes.includes(scope);
  const carry = (envelope: Envelope) => (http ?? sockets).carry(envelope);
  const deliveries = createDeliveries(workspace, (envelope) => carry(envelope));
  const onAck = deliveries.ack;
  const sockets = createSocketService({ workspace, log, pingEveryMs, pick, onAck });
  const subscribed = new Set(options.events ?? everyEvent);
  const feed = createEventFeed({ workspace, deliveries, isGranted, subscribed });
  const origin = () => `http://127.0.0.1:${port}`;
  const call = (): Call => ({
    ...{ workspace, feed, shortLived, isGranted, origin: origin() },
    need(...anyOf) {
      if (anyOf.some(isGranted)) return;
      const details = { needed: anyOf.join(","), provided: scopes.join(",") };
      throw new SlackRefusal("missing_scope", details);
    },
  });
  const fixed = { appToken: "xapp-fake-app-token", signingSecret: "fake-signing-secret" };
  const api = createWebApi({
    ...{ call, faults, log, appToken: fixed.appToken },
    botToken: () => botToken,
    scopes: () => scopes,
    newSocketAddress: () => `ws://127.0.0.1:${port}/socket/${sockets.newTicket()}`,
  });

  async function answer(
    kind: string,
    rest: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (kind === "api") return api(rest, request, response);
    const body = await wholeBody(request);
    const fault = kind === "response" ? faults.take("response_url", undefined) : undefined;
    if (fault) return fail(response, fault);
    try {
      if (kind === "upload") takeUpload(model, rest, await uploadedBytes(request, body));
      else if (kind === "response") respond(rest, request, body);
      else throw new SlackRefusal("no_such_address", { kind, rest }, true);
      response.writeHead(200).end("ok");
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error;
      if (error.isBreach) log.addBreach(`${kind}: ${error.message}`);
      response.writeHead(404).end(JSON.stringify({ ok: false, error: error.code }));
    }
  }
  /** What goes wrong in here must not pass for a failure of Slack's. */
  function ownBug(error: unknown): never {
    log.addBreach(`the fake itself: ${error instanceof Error ? error.stack : String(error)}`);
    throw error;
  }
  function respond(id: string, request: IncomingMessage, body: Buffer): void {
    const given = argumentsOf(request, body);
    const logged = { method: "response_url", given, at: clock.now() };
    try {
      answerAt(call(), id, given);
      log.add({ ...logged, outcome: "ok" });
    } catch (error) {
      if (error instanceof SlackRefusal) log.add({ ...logged, outcome: error.code });
      throw error;
    }
  }

  return {
    ...workspace,
    ...createPeopleWhoWrite(workspace, feed),
    ...createPeopleWhoPress(call, deliveries, log),
    ...createPeopleWhoMove(workspace, feed, () => {
      botToken = "revoked";
    }),
    ...faults,
    ...createAssertions({ log, deliveries, sockets }),
    ...fixed,
    botToken,
    calls: log.calls,
    deliverAgain: deliveries.deliverAgain,
    giveUp: deliveries.giveUp,
    deliveries: deliveries.all,
    socketMode: sockets,
    get url() {
      return `${origin()}/api/`;
    },
    async start() {
      const { upgrade } = sockets;
      server = await startWebServer(port, {
        answer: (...asked) => answer(...asked).catch(ownBug),
        upgrade,
      });
      port = server.port;
    },
    async stop() {
      faults.releaseAll();
      sockets.close();
      await server?.close();
      server = undefined;
    },
    deliverTo(requestUrl) {
      http = createHttpCarrier({ requestUrl, signingSecret: fixed.signingSecret, onAck });
      return http;
    },
    grant(granted) {
      scopes = granted;
    },
    seen: (user, room, thread) => seenMessages(model, user, room, thread),
  };
}
