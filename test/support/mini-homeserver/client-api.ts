import { type Caller, FileAnswer, type OpenCall } from "./endpoint.ts";
import type { Homeserver } from "./homeserver.ts";
import { MatrixRefusal, malformed } from "./matrix-refusal.ts";
import type { Polls } from "./polls.ts";
import type { ArrivedCall, CallAnswer } from "./scripted-network.ts";

type ClientApiParts = {
  readonly homeserver: Homeserver;
  readonly polls: Polls;
  /** Where the server listens, without a slash at the end. */
  readonly origin: () => string;
};

/** Creates what answers the calls of clients, each refused where Synapse refuses it. */
export function createClientApi({ homeserver, polls, origin }: ClientApiParts) {
  return async (arrived: ArrivedCall): Promise<CallAnswer> => {
    const { place, method, url, token, bytes, gone, addBreach } = arrived;
    const { endpoint, params } = place;
    const caller = callerOf(homeserver, token);
    const call: OpenCall = {
      ...{ homeserver, polls, bytes, gone, addBreach },
      query: url.searchParams,
      origin: origin(),
      name: `${method} ${url.pathname}`,
      contentType: arrived.contentType ?? "application/octet-stream",
      param: (param) => params[param] ?? missing(param),
    };
    const answer = await attempt(async () => {
      if (endpoint instanceof MatrixRefusal) throw endpoint;
      if (!endpoint.isOpen && !caller) throw unauthorised(token);
      return endpoint.run(call, caller);
    });
    if (answer instanceof FileAnswer) {
      const { type, bytes: body } = answer.file;
      return { status: 200, type, body, outcome: "ok" };
    }
    if (!(answer instanceof MatrixRefusal)) return inJson(200, answer, "ok");
    if (answer.isBreach) addBreach(answer.message);
    return inJson(answer.status, answer.body, answer.errcode);
  };
}

export function callerOf({ model }: Homeserver, token: string | undefined): Caller | undefined {
  for (const account of model.accounts.values()) {
    for (const device of account.devices.values()) {
      if (token !== undefined && device.tokens.has(token)) return { account, device, token };
    }
  }
  return undefined;
}

const unauthorised = (token: string | undefined): MatrixRefusal =>
  token === undefined
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

function inJson(status: number, body: unknown, outcome: string): CallAnswer {
  return { status, type: "application/json", body: JSON.stringify(body), outcome };
}
