import type {
  Capabilities,
  ChatPlatform,
  PlatformHealth,
  SendOutcome,
} from "../../src/chat/chat-platform.ts";
import type { MessageRef } from "../../src/chat/conversation.ts";
import { replyJson } from "../../src/chat/reply-schema.ts";
import type { FromBot, ToBot } from "./kill-messages.ts";

/** Name of the room in which somebody talks to the bot alone. */
export function directRoomOf(user: string): string {
  return `direct-${user}`;
}

const everything: Capabilities = {
  buttons: "native",
  forms: "modal",
  privateRoute: "ephemeral",
  threads: true,
  canPost: true,
  edit: true,
  images: true,
  typing: true,
  maxText: 100_000,
  maxBlocks: 1_000,
  mentionRoom: "yes",
  encrypted: false,
  shared: false,
  hearsAll: true,
  canCatchUp: true,
};

/**
 * A platform whose server is the parent process: it keeps what was posted, and tells by the nonce.
 *
 * @param isDirect whether people have a room to talk to us alone
 */
export function createKillPlatform(
  tell: (message: FromBot) => void,
  isDirect: boolean,
): {
  readonly platform: ChatPlatform;
  hear(message: ToBot): void;
} {
  const outcomes = new Map<number, (outcome: SendOutcome) => void>();
  const searches = new Map<number, (found: MessageRef | "absent") => void>();
  let calls = 0;
  let health: PlatformHealth = { state: "stopped" };
  let take: (item: Extract<ToBot, { say: "item" }>["item"]) => Promise<void> = async () => {};

  const platform: ChatPlatform = {
    name: "memory",
    async start(intake) {
      take = async (item) => {
        await intake(item);
        tell({ say: "taken", dedupKey: item.dedupKey });
      };
      health = { state: "up" };
    },
    async stop() {
      take = async () => {};
      health = { state: "stopped" };
    },
    health: () => health,
    capabilities: async () => everything,
    send(reply, nonce) {
      const { promise, resolve } = Promise.withResolvers<SendOutcome>();
      outcomes.set(++calls, resolve);
      tell({ say: "post", call: calls, nonce, reply: replyJson(reply) });
      return promise;
    },
    edit: async (reference) => ({ sent: reference }),
    linkTo: async () => undefined,
    directRoom: async ({ workspace, user }) =>
      isDirect ? { platform: "memory", workspace, room: directRoomOf(user) } : undefined,
    async remove() {},
    findSent(_where, nonce) {
      const { promise, resolve } = Promise.withResolvers<MessageRef | "absent">();
      searches.set(++calls, resolve);
      tell({ say: "find", call: calls, nonce });
      return promise;
    },
    async working() {},
    readThread: async () => [],
    async openForm() {},
    async *missedSince() {},
  };

  return {
    platform,
    hear(message) {
      // A failed intake is not acknowledged, and the server delivers it again after the next start.
      if (message.say === "item") void take(message.item).catch(() => undefined);
      if (message.say === "outcome") outcomes.get(message.call)?.(message.outcome);
      if (message.say === "found") searches.get(message.call)?.(message.found);
    },
  };
}
