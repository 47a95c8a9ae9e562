import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../../../src/kernel/clock.ts";
import { wholeBody } from "../fake-slack/request-body.ts";
import type { CallLog } from "./call-log.ts";
import type { CutOff } from "./cut-off.ts";
import { findPlace, type Place } from "./endpoints.ts";
import type { Json } from "./matrix-refusal.ts";
import type { MatrixFault, ScriptedFaults } from "./scripted-faults.ts";

/** A call that came through. */
export type ArrivedCall = {
  readonly place: Place;
  readonly method: string;
  readonly url: URL;
  readonly token: string | undefined;
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
  /** What it says, where that is JSON. */
  readonly given: Json;
  /** Aborted when the client waits no more. */
  readonly gone: AbortSignal;
  /** Writes down what a client should not have done, although it is done. */
  addBreach(what: string): void;
};

export type CallAnswer = {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  /** `ok`, or the code of what was said in its place. */
  readonly outcome: string;
};

type NetworkParts = {
  readonly clock: Clock;
  readonly faults: ScriptedFaults;
  readonly log: CallLog;
  readonly cutOff: CutOff;
  /** Where it listens, without a slash at the end. */
  readonly origin: () => string;
  /** Whether nothing gets out. */
  readonly isSilent: () => boolean;
  readonly userOf: (token: string | undefined) => string | undefined;
  /** What stands behind the network. */
  readonly answer: (call: ArrivedCall) => Promise<CallAnswer>;
};

/** Creates what stands between clients and a homeserver: whatever is scripted goes wrong there, and every call is written down. */
export function createScriptedNetwork({ faults, log, userOf, ...parts }: NetworkParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", headers } = request;
    const { "content-type": contentType } = headers;
    const url = new URL(request.url ?? "", parts.origin());
    const place = findPlace(method, url.pathname);
    const named = headers.authorization?.replace(/^Bearer /, "");
    const token = named ?? url.searchParams.get("access_token") ?? undefined;
    const user = userOf(token);
    if (parts.cutOff.meets(user, response)) return;
    const bytes = await wholeBody(request).catch(() => undefined);
    // The client went away in the middle of a sentence.
    if (!bytes) return;
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const { name: endpoint } = place;
    const { room } = place.params;
    const given = jsonIn(contentType, bytes);
    const told = (outcome: string) =>
      log.add({ endpoint, user, room, outcome, given, at: parts.clock.now() });

    const scripted = { endpoint, room, user };
    await faults.wait(scripted, "before");
    if (parts.isSilent()) return told("silent");
    const fault = faults.take(scripted);
    if (fault && isBefore(fault)) {
      told(fault.kind);
      return fail(response, fault);
    }
    const answer = await parts.answer({
      ...{ place, method, url, token, bytes, contentType, given },
      gone: gone.signal,
      addBreach: (what) => log.addBreach(`${endpoint} by ${user ?? "somebody"}: ${what}`),
    });
    told(fault ? `${fault.kind} after ${answer.outcome}` : answer.outcome);
    await faults.wait(scripted, "after");
    if (parts.isSilent()) return;
    if (fault) return fail(response, fault);
    response.writeHead(answer.status, { "content-type": answer.type }).end(answer.body);
  };
}

/** Passwords, as everything a client says, are there to be looked at; files are not. */
function jsonIn(type: string | undefined, bytes: Buffer): Json {
  if (bytes.length === 0 || type?.startsWith("application/json") !== true) return {};
  try {
    const read: unknown = JSON.parse(bytes.toString("utf8"));
    return typeof read === "object" && read ? { ...read } : {};
  } catch {
    return {};
  }
}

const isBefore = (fault: MatrixFault): boolean => !("when" in fault) || fault.when !== "after";

/** Answers as a homeserver does, or its network or proxy, when something is wrong. */
function fail(response: ServerResponse, fault: MatrixFault): void {
  if (fault.kind === "silent") return;
  if (fault.kind === "broken") {
    response.socket?.destroy();
  } else if (fault.kind === "rate-limited") {
    response.setHeader("retry-after", String(Math.ceil(fault.retryAfterMs / 1000)));
    const body = { errcode: "M_LIMIT_EXCEEDED", error: "Too Many Requests" };
    send(response, 429, { ...body, retry_after_ms: fault.retryAfterMs });
  } else if (fault.kind === "refused") {
    send(response, fault.status, { errcode: fault.errcode, error: "Refused by the script" });
  } else {
    response.writeHead(fault.status ?? 500, { "content-type": "text/html" }).end("<h1>Bad</h1>");
  }
}

function send(response: ServerResponse, status: number, body: Json): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
