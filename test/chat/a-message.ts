import type { Inbound } from "../../src/chat/inbox-item.ts";

export const nine = Temporal.Instant.from("2026-11-25T09:00:00Z");
export const later = (minutes: number) => nine.add({ seconds: Math.round(minutes * 60) });

export const account = (user: string) => ({ platform: "memory", workspace: "w", user }) as const;
export const self = account("ama");

/** A question of ana's on the main line of a room, at nine, of which a test changes what it is about. */
export function aMessage(
  given: Partial<Inbound> & { readonly from?: string; readonly thread?: string } = {},
): Inbound {
  const { from = "ana", thread, ...rest } = given;
  return {
    kind: "message",
    dedupKey: "m1",
    message: { platform: "memory", workspace: "w", room: "r", thread, message: "m1" },
    roomKind: "room",
    encrypted: false,
    shared: false,
    author: { principal: account(from), displayName: from, isBot: false },
    addressed: "none",
    text: "How do I restart kafka on staging?",
    truncated: false,
    mentions: [],
    sentAt: nine,
    receivedAt: nine,
    replay: false,
    ...rest,
  };
}
