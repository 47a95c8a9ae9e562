import type { IncomingMessage, ServerResponse } from "node:http";
import { wholeBody } from "../fake-slack/request-body.ts";
import { accountEndpoints } from "./account-endpoints.ts";
import { backupEndpoints } from "./backup-endpoints.ts";
import type { CallLog } from "./call-log.ts";
import type { CutOff } from "./cut-off.ts";
import { type Caller, type Endpoint, FileAnswer, type OpenCall } from "./endpoint.ts";
import { harmlessEndpoints } from "./harmless-endpoints.ts";
import type { Homeserver } from "./homeserver.ts";
import { keyEndpoints } from "./key-endpoints.ts";
import { type Json, MatrixRefusal, malformed } from "./matrix-refusal.ts";
import { mediaEndpoints } from "./media-endpoints.ts";
import type { Polls } from "./polls.ts";
import { readEndpoints } from "./read-endpoints.ts";
import { roomEndpoints } from "./room-endpoints.ts";
import type { MatrixFault, ScriptedFaults } from "./scripted-faults.ts";
import { sendEndpoints } from "./send-endpoints.ts";
import { sessionEndpoints } from "./session-endpoints.ts";
import { signEndpoints } from "./sign-endpoints.ts";
import { syncEndpoints } from "./sync-endpoints.ts";
import { toDeviceEndpoints } from "./to-device-endpoints.ts";

const endpoints: readonly Endpoint[] = [
  ...sessionEndpoints,
  ...syncEndpoints,
  ...sendEndpoints,
  ...readEndpoints,
  ...roomEndpoints,
  ...signEndpoints,
  ...keyEndpoints,
  ...toDeviceEndpoints,
  ...backupEndpoints,
  ...accountEndpoints,
  ...mediaEndpoints,
  ...harmlessEndpoints,
];

type ClientApiParts = {
  readonly homeserver: Homeserver;
  readonly polls: Polls;
  readonly faults: ScriptedFaults;
  readonly log: CallLog;
  /** Where the server listens, without a slash at the end. */
  readonly origin: () => string;
  /** Whether nothing gets out. */
  readonly isSilent: () => boolean;
  readonly cutOff: CutOff;
};

/** Creates what answers the calls of clients, each refused where Synapse refuses it. */
export function createClientApi({ homeserver, polls, faults, log, ...parts }: ClientApiParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", headers } = request;
    const { pathname, searchParams: query } = new URL(request.url ?? "", parts.origin());
    const found = findEndpoint(method, pathname);
    const name = found instanceof MatrixRefusal ? `${method} ${pathname}` : found.endpoint.name;
    const params = found instanceof MatrixRefusal ? {} : found.params;
    const { room } = params;
    const token = headers.authorization?.replace(/^Bearer /, "") ?? query.get("access_token");
    const caller = callerOf(homeserver, token);
    if (parts.cutOff.meets(caller?.account.id, response)) return;
    const bytes = await wholeBody(request).catch(() => undefined);
    // The client went away in the middle of a sentence.
    if (!bytes) return;
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const told = (outcome: string) =>
      log.add({
        ...{ endpoint: name, user: caller?.account.id, room, outcome },
        given: loggedBody(headers["content-type"], bytes),
        at: homeserver.clock.now(),
      });
    const addBreach = (what: string) =>
      log.addBreach(`${name} by ${caller?.account.id ?? "somebody"}: ${what}`);

    const scripted = { endpoint: name, room, user: caller?.account.id };
    await faults.wait(scripted, "before");
    if (parts.isSilent()) return told("silent");
    const fault = faults.take(scripted);
    if (fault && isBefore(fault)) {
      told(fault.kind);
      return fail(response, fault);
    }
    const call: OpenCall = {
      ...{ homeserver, polls, query, bytes, addBreach },
      origin: parts.origin(),
      name: `${method} ${pathname}`,
      contentType: headers["content-type"] ?? "application/octet-stream",
      gone: gone.signal,
      param: (param) => params[param] ?? missing(param),
    };
    const answer = await attempt(async () => {
      if (found instanceof MatrixRefusal) throw found;
      if (!found.endpoint.isOpen && !caller) throw unauthorised(token);
      return found.endpoint.run(call, caller);
    });
    const outcome = answer instanceof MatrixRefusal ? answer.errcode : "ok";
    told(fault ? `${fault.kind} after ${outcome}` : outcome);
    if (answer instanceof MatrixRefusal && answer.isBreach) addBreach(answer.message);
    await faults.wait(scripted, "after");
    if (parts.isSilent()) return;
    if (fault) return fail(response, fault);
    if (answer instanceof FileAnswer) {
      response.writeHead(200, { "content-type": answer.file.type }).end(answer.file.bytes);
      return;
    }
    const [status, body] =
      answer instanceof MatrixRefusal ? [answer.status, answer.body] : [200, answer];
    send(response, status, body);
  };
}

type Found = { readonly endpoint: Endpoint; readonly params: Readonly<Record<string, string>> };

function findEndpoint(method: string, path: string): Found | MatrixRefusal {
  const there = endpoints.filter((one) => one.path.test(path));
  const endpoint = there.find((one) => one.method === method);
  if (!endpoint) {
    return malformed(there.length > 0 ? 405 : 404, "M_UNRECOGNIZED", "Unrecognized request");
  }
  const groups = endpoint.path.exec(path)?.groups ?? {};
  const params = Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]);
  return { endpoint, params: Object.fromEntries(params) };
}

function callerOf({ model }: Homeserver, token: string | null): Caller | undefined {
  for (const account of model.accounts.values()) {
    for (const device of account.devices.values()) {
      if (token !== null && device.tokens.has(token)) return { account, device, token };
    }
  }
  return undefined;
}

const unauthorised = (token: string | null): MatrixRefusal =>
  token === null
    ? malformed(401, "M_MISSING_TOKEN", "Missing access token")
    : new MatrixRefusal(401, "M_UNKNOWN_TOKEN", "Invalid access token passed.", {
        more: { soft_logout: false },
      });

function missing(param: string): never {
  throw new Error(`The path has no ${param}.`);
}

async function attempt<Answer>(run: () => Promise<Answer>): Promise<Answer | MatrixRefusal> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof MatrixRefusal) return error;
    throw error;
  }
}

/** Passwords, as everything a client says, are there to be looked at; files are not. */
function loggedBody(type: string | undefined, bytes: Buffer): Json {
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

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
