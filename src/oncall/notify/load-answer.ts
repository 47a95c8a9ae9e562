import type { LookupAddress } from "node:dns";
import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { LookupFunction } from "node:net";
import { errorCode } from "../../kernel/error-code.ts";

export type HttpRequest = {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type HttpAnswer = {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** Undefined when it did not come whole, or was longer than anybody wants to know. */
  readonly text: string | undefined;
};

/** Node's word for why there is none, and whether the request was under way by then. */
export type NoAnswer = { readonly lost: string; readonly hasLeft: boolean };

const mostBytes = 65_536;

/**
 * Sends one request to one of the addresses, on a connection of its own, and reads the answer. A redirect is an answer
 * like any other: nobody has checked where it leads.
 */
export function loadAnswer(
  { method, url, headers, body }: HttpRequest,
  addresses: readonly LookupAddress[],
  signal: AbortSignal,
): Promise<HttpAnswer | NoAnswer> {
  const { promise, resolve } = Promise.withResolvers<HttpAnswer | NoAnswer>();
  const isSecure = url.protocol === "https:";
  const length = { "content-length": String(Buffer.byteLength(body)), "user-agent": "ama" };
  const request = (isSecure ? requestSecure : requestPlain)(url, {
    method,
    headers: { ...headers, ...length },
    signal,
    agent: false,
    lookup: only(addresses),
  });
  let hasLeft = false;
  let isAnswered = false;
  request.once("socket", (socket) =>
    socket.once(isSecure ? "secureConnect" : "connect", () => {
      hasLeft = true;
    }),
  );
  request.on("error", (error) => {
    if (!isAnswered) resolve({ lost: errorCode(error) ?? error.name, hasLeft });
  });
  request.once("response", (response) => {
    isAnswered = true;
    const { statusCode: status = 0, headers } = response;
    const retryAfter = headers["retry-after"];
    void wholeText(response).then((text) => resolve({ status, retryAfter, text }));
  });
  request.end(body);
  return promise;
}

async function wholeText(response: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > mostBytes) return undefined;
    }
    return Buffer.concat(chunks).toString("utf8");
  } catch {
    // The status has come, and that is what counts.
    return undefined;
  }
}

function only(addresses: readonly LookupAddress[]): LookupFunction {
  return (_, { all }, callback) => {
    const [first] = addresses;
    if (first === undefined) return callback(new Error("No address"), "");
    if (all) return callback(null, [...addresses]);
    callback(null, first.address, first.family);
  };
}
