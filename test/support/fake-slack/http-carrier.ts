import { createHmac } from "node:crypto";
import { systemClock } from "../../../src/kernel/clock.ts";
import type { Delivery, Envelope } from "./deliveries.ts";

export type HttpCarrier = {
  /** Posts an envelope to the app, signed. */
  carry(envelope: Envelope): void;
  /** What the app said each time, oldest first; 0 where it said nothing. */
  statusesOf(delivery: Delivery): Promise<readonly number[]>;
};

type Given = {
  /** Where the app listens. */
  readonly requestUrl: string;
  readonly signingSecret: string;
  readonly onAck: (envelope: string, payload: unknown) => void;
};

/** Creates the HTTP side of the Events API. */
export function createHttpCarrier({ requestUrl, signingSecret, onAck }: Given): HttpCarrier {
  const posts: { readonly delivery: Delivery; readonly status: Promise<number> }[] = [];

  async function post(envelope: Envelope): Promise<number> {
    const { contentType, body } = encoded(envelope.delivery);
    const retry =
      envelope.attempt === 0
        ? {}
        : {
            "x-slack-retry-num": String(envelope.attempt),
            "x-slack-retry-reason": "http_timeout",
          };
    const headers = { "content-type": contentType, ...signed(signingSecret, body), ...retry };
    try {
      const response = await fetch(requestUrl, { method: "POST", headers, body });
      const answer = await response.text();
      if (response.ok) onAck(envelope.id, answered(answer));
      return response.status;
    } catch {
      return 0;
    }
  }

  return {
    carry: (envelope) => void posts.push({ delivery: envelope.delivery, status: post(envelope) }),
    statusesOf: (delivery) =>
      Promise.all(posts.filter((one) => one.delivery === delivery).map(({ status }) => status)),
  };
}

/** Headers that prove who sends a body; by the real time, since the app compares it with its own. */
export function signed(secret: string, body: string): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(systemClock.now().epochMilliseconds / 1_000));
  const digest = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${digest}` };
}

function encoded({ kind, payload }: Delivery): { contentType: string; body: string } {
  if (kind === "events_api") {
    return { contentType: "application/json", body: JSON.stringify(payload) };
  }
  const fields =
    kind === "interactive"
      ? [["payload", JSON.stringify(payload)]]
      : Object.entries(payload).map(([name, value]) => [name, String(value)]);
  const body = new URLSearchParams(fields).toString();
  return { contentType: "application/x-www-form-urlencoded", body };
}

function answered(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}
