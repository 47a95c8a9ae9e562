import { createHmac } from "node:crypto";
import { createHttpNotifier, type HttpChannel, type HttpGiven } from "./http-notifier.ts";
import type { KeyedAddress } from "./keyed-address.ts";
import { type Notification, textOf } from "./notification.ts";
import type { Notifier } from "./notifier.ts";

export type WebhookGiven = HttpGiven & {
  /** Whether a webhook may lead into a private network. */
  readonly privateAllowed: boolean;
};

const mostText = 16_384;
const keyPattern = /^whsec_(?<base64>[A-Za-z0-9+/]+={0,2})$/;
/** Standard Webhooks, "Signature scheme": bytes of a key. */
const keyBytes = { least: 24, most: 64 };

/**
 * Notifies by a request that the receiver can verify: see standardwebhooks.com. The reference of a person stands for
 * `https://host/path whsec_…`, the signing key being 24 to 64 bytes in base64. A redirect is not followed.
 */
export function createWebhookNotifier({ privateAllowed, ...given }: WebhookGiven): Notifier {
  return createHttpNotifier(webhookChannel(privateAllowed), given);
}

function webhookChannel(privateAllowed: boolean): HttpChannel {
  return {
    via: "webhook",
    privateAllowed,
    problemOf: (address) =>
      signingKey(address) === undefined
        ? "holds no signing key: expected https://… and behind a blank whsec_ with 24 to 64 bytes in base64."
        : undefined,
    request(address, notification, nonce, at) {
      const body = JSON.stringify(payloadOf(notification));
      const timestamp = String(Math.floor(at.epochMilliseconds / 1_000));
      const signature = createHmac("sha256", signingKey(address) ?? "")
        .update(`${nonce}.${timestamp}.${body}`)
        .digest("base64");
      return {
        method: "POST",
        url: address.url,
        headers: {
          "content-type": "application/json",
          "webhook-id": nonce,
          "webhook-timestamp": timestamp,
          "webhook-signature": `v1,${signature}`,
        },
        body,
      };
    },
    outcome: (_, nonce) => ({ accepted: nonce }),
    // Anybody's server, and so anybody's words.
    words: () => "",
  };
}

function payloadOf(notification: Notification) {
  const { event, page, turn, to, link, actions } = notification;
  return {
    version: 1,
    type: `page.${event}`,
    page,
    person: to.person,
    turn,
    text: textOf(notification, mostText),
    links: Object.fromEntries([
      ...(link === undefined ? [] : [["page", link]]),
      ...actions.map(({ action, url }) => [action, url]),
    ]),
  };
}

function signingKey({ key = "" }: KeyedAddress): Buffer | undefined {
  const bytes = Buffer.from(keyPattern.exec(key)?.groups?.base64 ?? "", "base64");
  return bytes.length >= keyBytes.least && bytes.length <= keyBytes.most ? bytes : undefined;
}
