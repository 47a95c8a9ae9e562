import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { createCommands, rememberedCommands } from "../../../../src/adapters/slack/commands.ts";
import { createAcknowledgements } from "../../../../src/adapters/slack/in/acknowledgements.ts";
import { DurableApp } from "../../../../src/adapters/slack/in/durable-app.ts";
import { createHandles } from "../../../../src/adapters/slack/in/handles.ts";
import { createQuietLogger } from "../../../../src/adapters/slack/in/quiet-logger.ts";
import { createReceivers } from "../../../../src/adapters/slack/in/receivers.ts";
import type { Intake } from "../../../../src/chat/chat-platform.ts";
import type { InboxItem } from "../../../../src/chat/inbox-item.ts";
import { createCallLog } from "../../../support/fake-slack/call-log.ts";
import { createDeliveries, type Delivery } from "../../../support/fake-slack/deliveries.ts";
import type { Json } from "../../../support/fake-slack/slack-refusal.ts";
import { createSlackWorkspace } from "../../../support/fake-slack/slack-workspace.ts";
import { createSocketService } from "../../../support/fake-slack/socket-service.ts";
import { startWebServer } from "../../../support/fake-slack/web-server.ts";
import { createSignal } from "../../../support/signal.ts";
import { createStoppedClock } from "../../../support/stopped-clock.ts";
import { envelope, known, nine } from "./payloads.ts";
import { createStoppedTimers } from "./stopped-timers.ts";

/** What Slack says when it is asked where to connect to. */
type Opening = "ok" | "hangs" | "breaks" | { readonly error: string };

const appToken = "xapp-1-secret";

/** The receivers, Slack's socket, and timers that stand still; what is written down is a list. */
export async function openSocketBench(
  given: { readonly intake?: Intake; readonly pongWithinMs?: number } = {},
) {
  const clock = createStoppedClock(nine);
  const timers = createStoppedTimers();
  const log = createCallLog();
  const workspace = createSlackWorkspace(clock);
  const openings: Opening[] = [];
  const tokens: (string | undefined)[] = [];
  const asked = createSignal();
  let picked = 0;
  const deliveries = createDeliveries(workspace, (one) => sockets.carry(one));
  const sockets = createSocketService({
    workspace,
    log,
    pingEveryMs: 2_000,
    pick: (count) => Math.min(picked, count - 1),
    onAck: deliveries.ack,
  });
  const server = await startWebServer(0, {
    async answer(_kind, _rest, request, response) {
      request.resume();
      await once(request, "end");
      tokens.push(request.headers.authorization);
      const url = `ws://127.0.0.1:${server.port}/socket/${sockets.newTicket()}`;
      sayOpening(openings.shift() ?? "ok", url, response);
      asked.tell();
    },
    upgrade: sockets.upgrade,
  });

  const stored: InboxItem[] = [];
  const faults: unknown[] = [];
  const logged: string[] = [];
  const changes = createSignal();
  const logger = createQuietLogger((line) => logged.push(line));
  const fault = (error: unknown) => faults.push(error);
  const store: Intake = async (item) => {
    const isKnown = stored.some(({ dedupKey }) => dedupKey === item.dedupKey);
    if (!isKnown) stored.push(item);
    return isKnown ? "duplicate" : "stored";
  };
  const app = new DurableApp({
    intake: given.intake ?? store,
    know: async () => known,
    check: () => [],
    openLoading: async () => undefined,
    openAsking: async () => {},
    handles: createHandles(clock),
    commands: createCommands(rememberedCommands(), clock),
    acknowledgements: createAcknowledgements(timers.later),
    clock,
    logger,
    revoked: () => {},
    fault,
  });
  const line = { appToken, slackApiUrl: `http://127.0.0.1:${server.port}/api/` };
  const { pongWithinMs } = given;
  const parts = { app, logger, later: timers.later, pongWithinMs, changed: changes.tell, fault };
  const receivers = createReceivers({ line, ...parts });
  onTestFinished(async () => {
    sockets.close();
    await Promise.all([receivers.stop(), app.close(), sockets.allClosed()]);
    await server.close();
  });

  return {
    /** What one receiver alone is made of. */
    alone: { ...line, ...parts },
    ...{ receivers, app, sockets, timers, stored, faults, logged, tokens, deliveries, log },
    /** Scripts what Slack says the next times. */
    openNext: (...next: readonly Opening[]) => openings.push(...next),
    /** Events go to the first socket, or to the second, if there is one. */
    sendTo: (index: number) => {
      picked = index;
    },
    deliver: (event: object): Delivery =>
      deliveries.deliver("events_api", envelope({ ...event }) as Json),
    /** Settles once Slack was asked so often where to connect to. */
    asked: (times: number) => asked.until(() => tokens.length >= times),
    /** Settles once a change of the connection makes it so. */
    until: changes.until,
  };
}

function sayOpening(opening: Opening, url: string, response: ServerResponse): void {
  if (opening === "hangs") return;
  if (opening === "breaks") return void response.destroy();
  const body = opening === "ok" ? { ok: true, url } : { ok: false, ...opening };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}
