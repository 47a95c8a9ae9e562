import { createHmac } from "node:crypto";
import { z } from "zod";
import {
  type Answer,
  type Asked,
  type LoopbackServer,
  startLoopbackServer,
} from "../../support/loopback-server.ts";

const payload = z.strictObject({
  version: z.literal(1),
  type: z.enum(["page.triggered", "page.acknowledged", "page.reminded", "page.resolved"]),
  page: z.int(),
  person: z.string(),
  turn: z.int(),
  text: z.string(),
  links: z.record(z.string(), z.url()),
});

export type ReceivedHook = z.infer<typeof payload> & { readonly id: string };

/**
 * A receiver as standardwebhooks.com describes one: what is not signed with the key, or more than 5 minutes ago, is 401.
 *
 * @param clocks what a sender may take for now, in seconds since 1970
 */
export async function startWebhookReceiver(
  keyInHex: string,
  instead: (asked: Asked) => Answer | "hang" | undefined,
  clocks: () => readonly number[],
): Promise<LoopbackServer & { received(): readonly ReceivedHook[] }> {
  const received: ReceivedHook[] = [];
  const answer = ({ method, headers, body }: Asked): Answer => {
    const id = String(headers["webhook-id"]);
    const stamp = String(headers["webhook-timestamp"]);
    // Step by step, from the key's bytes, rather than as the sender does it.
    const hash = createHmac("sha256", Buffer.from(keyInHex, "hex"));
    for (const part of [id, ".", stamp, ".", body]) hash.update(Buffer.from(part, "utf8"));
    const isSigned =
      headers["webhook-signature"] === `v1,${Buffer.from(hash.digest()).toString("base64")}`;
    const isFresh = clocks().some((now) => Math.abs(Number(stamp) - now) <= 300);
    if (method !== "POST" || !isSigned || !isFresh) return { status: 401 };
    if (headers["content-type"] !== "application/json") return { status: 415 };
    received.push({ id, ...payload.parse(JSON.parse(body)) });
    return { status: 204 };
  };
  const server = await startLoopbackServer((asked) => {
    const given = instead(asked) ?? answer(asked);
    return given === "hang" ? undefined : given;
  });
  return { ...server, received: () => received };
}
