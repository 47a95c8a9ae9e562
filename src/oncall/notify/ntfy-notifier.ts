import { z } from "zod";
import { byteLength } from "./cut-text.ts";
import { createHttpNotifier, type HttpChannel, type HttpGiven } from "./http-notifier.ts";
import type { KeyedAddress } from "./keyed-address.ts";
import type { HttpRequest } from "./load-answer.ts";
import { actionLabels, type Notification, textOf, titleOf } from "./notification.ts";
import type { Notifier } from "./notifier.ts";
import { serverWords } from "./server-words.ts";

/** docs.ntfy.sh/publish: a message of 4,096 bytes and more becomes an attachment, which many servers refuse. */
const mostMessage = 4_000;
/** The server reads twice the length of a message as JSON, and no more. */
const mostBody = 8_192;
/** docs.ntfy.sh/publish: more action buttons are refused. */
const mostActions = 3;
const priorities = { high: 5, low: 3 } as const;
const tags = { high: "rotating_light", low: "bell" } as const;

const published = z.object({ id: z.string().min(1), sequence_id: z.string().min(1).optional() });
const failed = z.object({ error: z.string() });

const channel: HttpChannel = {
  via: "ntfy",
  privateAllowed: true,
  problemOf: ({ url: { pathname, search, hash } }) =>
    /^\/[\w-]{1,64}$/.test(pathname) && search === "" && hash === ""
      ? undefined
      : "names no topic: expected https://host/topic, and behind a blank the access token where the server has accounts.",
  request(address, notification, nonce) {
    const body = bodyOf(address, notification, nonce, mostMessage);
    // Escaped signs count in the body and not in the message.
    const excess = Math.max(0, byteLength(body) - mostBody);
    return {
      method: "POST",
      url: new URL("/", address.url),
      headers: { "content-type": "application/json", ...authorization(address) },
      body: excess === 0 ? body : bodyOf(address, notification, nonce, mostMessage - excess),
    };
  },
  outcome(text) {
    if (text === undefined) return { unknown: "The ntfy server's answer broke off." };
    const answer = published.safeParse(parseJson(text)).data;
    return answer === undefined
      ? { refused: "The server said yes, but not as an ntfy server does: mend the address." }
      : { accepted: answer.sequence_id ?? answer.id };
  },
  words(text, address) {
    const said = failed.safeParse(parseJson(text)).data?.error ?? "";
    return serverWords(said, [topicOf(address), address.key]);
  },
  cancelRequest: (address, reference) =>
    bare(address, "PUT", `/${topicOf(address)}/${encodeURIComponent(reference)}/clear`),
  healthRequest: (address) => bare(address, "GET", "/v1/health"),
};

/**
 * Notifies through an ntfy server. The reference of a person stands for `https://host/topic`, with the access token behind
 * a blank where the server has accounts. A server from 2.16 on shows a repeat once, and can take a notification back.
 */
export function createNtfyNotifier(given: HttpGiven): Notifier {
  return createHttpNotifier(channel, given);
}

function bodyOf(
  address: KeyedAddress,
  notification: Notification,
  nonce: string,
  most: number,
): string {
  const { urgency, link, actions } = notification;
  return JSON.stringify({
    topic: topicOf(address),
    title: titleOf(notification),
    message: textOf(notification, most),
    priority: priorities[urgency],
    tags: [tags[urgency]],
    click: link,
    actions: actions.slice(0, mostActions).map(({ action, url }) => ({
      action: "http",
      label: actionLabels[action],
      url,
      method: "POST",
      clear: true,
    })),
    sequence_id: nonce,
  });
}

function bare(address: KeyedAddress, method: HttpRequest["method"], path: string): HttpRequest {
  const headers = authorization(address);
  return { method, url: new URL(path, address.url), headers, body: "" };
}

function authorization({ key }: KeyedAddress): Readonly<Record<string, string>> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` };
}

function topicOf({ url }: KeyedAddress): string {
  return url.pathname.slice(1);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
