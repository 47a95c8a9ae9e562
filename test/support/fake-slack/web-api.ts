import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { CallLog } from "./call-log.ts";
import { chatMethods } from "./chat-methods.ts";
import { conversationMethods } from "./conversation-methods.ts";
import { fileMethods } from "./file-methods.ts";
import { peopleMethods } from "./people-methods.ts";
import { argumentsOf, wholeBody } from "./request-body.ts";
import type { ScriptedFaults, SlackFault } from "./scripted-faults.ts";
import { type Json, SlackRefusal } from "./slack-refusal.ts";
import { streamMethods } from "./stream-methods.ts";
import { viewMethods } from "./view-methods.ts";
import { type Call, type WebMethod, webMethod } from "./web-method.ts";

export type WebApiParts = {
  readonly call: () => Call;
  readonly faults: ScriptedFaults;
  readonly log: CallLog;
  readonly botToken: () => string;
  readonly appToken: string;
  readonly scopes: () => readonly string[];
  /** A new address for a socket. */
  readonly newSocketAddress: () => string;
};

/** Creates what answers calls of methods, each refused where Slack refuses it. */
export function createWebApi(parts: WebApiParts) {
  const { faults, log } = parts;
  const methods: Readonly<Record<string, WebMethod>> = {
    ...chatMethods,
    ...streamMethods,
    ...conversationMethods,
    ...peopleMethods,
    ...fileMethods,
    ...viewMethods,
    "auth.test": webMethod(undefined, z.strictObject({}), (_, call) => identity(call)),
    "apps.connections.open": webMethod(undefined, z.strictObject({}), () => ({
      url: parts.newSocketAddress(),
    })),
  };

  function authorise(method: string, token: string | undefined): void {
    if (token === undefined) throw new SlackRefusal("not_authed", {}, true);
    const isForApp = method === "apps.connections.open";
    if (token === (isForApp ? parts.appToken : parts.botToken())) return;
    const isMixedUp = token === parts.appToken || token === parts.botToken();
    throw new SlackRefusal(isMixedUp ? "not_allowed_token_type" : "invalid_auth", {}, isMixedUp);
  }
  function run(method: string, given: Json, token: string | undefined): Json {
    const known = methods[method];
    if (!known) throw new SlackRefusal("unknown_method", { req_method: method }, true);
    authorise(method, token);
    return known(given, parts.call());
  }

  return async (method: string, request: IncomingMessage, response: ServerResponse) => {
    const { token: inBody, ...given } = argumentsOf(request, await wholeBody(request));
    const token = request.headers.authorization?.replace(/^Bearer /, "") ?? inBody;
    const channel = typeof given.channel === "string" ? given.channel : undefined;
    const at = parts.call().workspace.time.now();
    await faults.wait(method, "before");
    const fault = faults.take(method, channel);
    if (fault && isBefore(fault)) {
      log.add({ method, given, at, outcome: fault.kind });
      return fail(response, fault);
    }
    const answer = attempt(() => run(method, given, typeof token === "string" ? token : undefined));
    const outcome = answer instanceof SlackRefusal ? answer.code : "ok";
    log.add({ method, given, at, outcome: fault ? `${fault.kind} after ${outcome}` : outcome });
    for (const breach of breachesIn(answer)) log.addBreach(`${method}: ${breach}`);
    await faults.wait(method, "after");
    if (fault) return fail(response, fault);
    const body =
      answer instanceof SlackRefusal
        ? { ok: false, error: answer.code, ...answer.details }
        : { ok: true, ...answer };
    response
      .writeHead(200, {
        "content-type": "application/json; charset=utf-8",
        "x-oauth-scopes": parts.scopes().join(","),
      })
      .end(JSON.stringify(body));
  };
}

function identity({ workspace: { model } }: Call): Json {
  const { team, app } = model;
  return {
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: model.users.get(app.botUser)?.name,
    team_id: team.id,
    user_id: app.botUser,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
}

function attempt(run: () => Json): Json | SlackRefusal {
  try {
    return run();
  } catch (error) {
    if (error instanceof SlackRefusal) return error;
    throw error;
  }
}

const warned = z.object({ response_metadata: z.object({ warnings: z.array(z.string()) }) });

/** What the bot must not have done: what it is refused for as that, and whatever Slack warns of. */
function breachesIn(answer: Json | SlackRefusal): readonly string[] {
  if (answer instanceof SlackRefusal) return answer.isBreach ? [answer.message] : [];
  return warned.safeParse(answer).data?.response_metadata.warnings ?? [];
}

const isBefore = (fault: SlackFault): boolean =>
  fault.kind === "server-error" || fault.kind === "broken" ? fault.when !== "after" : true;

/** Answers as Slack does, or its network, when something is wrong. */
export function fail(response: ServerResponse, fault: SlackFault): void {
  if (fault.kind === "broken") {
    response.socket?.destroy();
  } else if (fault.kind === "rate-limited") {
    response
      .writeHead(429, { "retry-after": String(fault.retryAfterSeconds) })
      .end(JSON.stringify({ ok: false, error: "ratelimited" }));
  } else if (fault.kind === "server-error") {
    response.writeHead(500).end("server error");
  } else {
    response
      .writeHead(200, { "content-type": "application/json; charset=utf-8" })
      .end(JSON.stringify({ ok: false, error: fault.error }));
  }
}
