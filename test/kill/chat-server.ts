import type { InboxItem } from "../../src/chat/inbox-item.ts";
import { parseReply } from "../../src/chat/reply-schema.ts";
import type { Chance } from "../bench/chance.ts";
import type { FromBot, ToBot } from "../support/kill-messages.ts";
import type { Posted } from "./talk.ts";

/** A chat server that outlives the bot. It delivers until it is told that an item was taken in, and keeps messages by nonce. */
export type ChatServer = {
  /** All messages, in the order in which they came. */
  readonly posts: readonly Posted[];
  /** How often a known nonce was posted once more. */
  again(): number;
  /** How many items have been delivered again though they were taken in. */
  repeated(): number;
  isAllTaken(): boolean;
  /** Delivers an item, now or when a bot is there. */
  give(item: InboxItem): void;
  /** Delivers everything once more. */
  repeatAll(): void;
  /** A bot is there: it is given what was not taken in, and some of what was. */
  connect(tell: (message: ToBot) => void): void;
  disconnect(): void;
  /** @param answer reaches whoever says it, who may be asking before it takes items in */
  hear(message: FromBot, answer: (message: ToBot) => void): void;
};

/** Where a request is: it has come, the server has it, the answer has left. */
export type Stage = "arrives" | "taken" | "answered";

/** Follows one request: it is told how far that is, and gives whether whoever sent it is dead now. */
export type Follow = (stage: Stage) => boolean;

/**
 * @param chance of an answer that is swallowed or late, and of a refusal for now; undefined: all goes well
 * @param follow begins to follow a post; left out: nobody dies of it
 */
export function createChatServer(
  chance: Chance | undefined,
  follow: () => Follow = () => () => false,
): ChatServer {
  const given: InboxItem[] = [];
  const taken = new Set<string>();
  const posts: Posted[] = [];
  let again = 0;
  let repeated = 0;
  let tell: ((message: ToBot) => void) | undefined;

  const deliver = (item: InboxItem) => tell?.({ say: "item", item });
  const isTaken = ({ dedupKey }: InboxItem) => taken.has(dedupKey);

  function put({ nonce, reply: json }: Extract<FromBot, { say: "post" }>): Posted {
    const known = posts.find((one) => one.nonce === nonce);
    if (known) {
      again += 1;
      return known;
    }
    const reply = parseReply(json);
    const place = { ...reply.to, platform: "memory" } as const;
    const posted = {
      nonce,
      reply,
      atMs: Date.now(),
      message: { ...place, message: `m${posts.length + 1}` },
    };
    posts.push(posted);
    return posted;
  }

  function post(asked: Extract<FromBot, { say: "post" }>, teller: (message: ToBot) => void): void {
    const answer = (outcome: Extract<ToBot, { say: "outcome" }>["outcome"]) =>
      teller({ say: "outcome", call: asked.call, outcome });
    const fate = chance?.even(100) ?? 99;
    if (fate < 5) {
      answer({ retryInMs: 50 });
      return;
    }
    const met = follow();
    if (met("arrives")) return;
    const sent = put(asked).message;
    if (met("taken") || fate < 6) return; // not a word
    if (fate < 15) answer({ unknown: true });
    else if (fate < 30) setTimeout(() => answer({ sent }), chance?.even(300));
    else answer({ sent });
    met("answered");
  }

  return {
    posts,
    again: () => again,
    repeated: () => repeated,
    isAllTaken: () => given.every(isTaken),
    give(item) {
      given.push(item);
      deliver(item);
    },
    repeatAll() {
      repeated += given.length;
      taken.clear();
      for (const item of given) deliver(item);
    },
    connect(toBot) {
      tell = toBot;
      for (const item of given) {
        const isAgain = isTaken(item);
        if (isAgain && (chance?.even(8) ?? 1) > 0) continue;
        if (isAgain) repeated += 1;
        deliver(item);
      }
    },
    disconnect() {
      tell = undefined;
    },
    hear(message, answer) {
      if (message.say === "taken") taken.add(message.dedupKey);
      if (message.say === "post") post(message, answer);
      if (message.say === "find") {
        const found = posts.find(({ nonce }) => nonce === message.nonce)?.message ?? "absent";
        answer({ say: "found", call: message.call, found });
      }
    },
  };
}
