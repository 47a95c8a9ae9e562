import type { Clock } from "../kernel/clock.ts";
import { backoffMs } from "./backoff.ts";
import type { Capabilities, ChatPlatform, SendOutcome } from "./chat-platform.ts";
import type { ChatReport } from "./chat-report.ts";
import { type Conversation, type PlatformName, type RoomRef, roomKey } from "./conversation.ts";
import type { Job } from "./crew.ts";
import { plainDoc } from "./manners/plain-fallback.ts";
import { couldNotReach, noRoomAnyMore } from "./manners/refusal.ts";
import type { LeasedReply } from "./outbox-lease-store.ts";
import type { OutboxStore } from "./outbox-store.ts";
import { isRemoval, type Reply } from "./reply.ts";
import { isSecret, noSecrets, revealed, type Secrets } from "./revealed.ts";
import { within } from "./within.ts";

export type OutboxWorkerParts = {
  readonly outbox: OutboxStore;
  readonly platforms: readonly ChatPlatform[];
  readonly clock: Clock;
  readonly report: ChatReport;
  /** Looks up what replies show of secrets; left out, there are none. */
  readonly secrets?: Secrets | undefined;
  /** Hears of a room that is not there any more. */
  readonly roomGone?: ((room: RoomRef) => void) | undefined;
};

export type OutboxWorker = {
  /** Takes up the next reply that is due on one of the platforms; the job sends it, and never throws. */
  next(platforms: readonly PlatformName[]): Promise<Job | undefined>;
  /** Sends one reply; false when none is due. */
  step(): Promise<boolean>;
};

const callMs = 10_000;

/** So often it may be unclear whether a reply got through before it is given up, a quarter of an hour; pages and alerts never are. */
const mostUnclear = 17;

/** The only one who tries again: adapters must not. */
export function createOutboxWorker({
  outbox,
  platforms,
  clock,
  report,
  secrets = noSecrets,
  roomGone = () => {},
}: OutboxWorkerParts): OutboxWorker {
  const byName = new Map(platforms.map((platform) => [platform.name, platform]));

  const work = async (leased: LeasedReply) => {
    if ("fault" in leased.found) {
      report.fault(leased.found.fault, "outbox");
      return giveUp(leased, "unreadable");
    }
    const { reply } = leased.found;
    const platform = byName.get(reply.to.platform);
    if (platform === undefined) throw new Error(`A reply for ${reply.to.platform} was leased`);
    // What it takes away never went out.
    if (isRemoval(reply) && leased.edits === undefined) return outbox.dropped(leased);
    const outcome = await outcomeOf(platform, leased, reply);
    if (outcome !== undefined) await record(leased, reply, outcome);
  };

  /** An adapter that throws has not said that nothing is out. */
  const outcomeOf = async (platform: ChatPlatform, leased: LeasedReply, reply: Reply) => {
    try {
      const shown = await revealed(reply, {
        able: (where) => ableIn(platform, where),
        secrets,
        fault: (error) => report.fault(error, "send"),
      });
      return await deliver(platform, leased, leased.plain ? plainReply(shown) : shown);
    } catch (error) {
      report.fault(error, "send");
      return unknown;
    }
  };

  const deliver = async (
    platform: ChatPlatform,
    { edits, lookUp, nonce, createdAt, until }: LeasedReply,
    reply: Reply,
  ): Promise<SendOutcome | undefined> => {
    // The same edit made twice is seen once.
    if (lookUp && edits === undefined) {
      const search = platform.findSent(reply.to, nonce, createdAt);
      const found = await within(callMs, search, "late");
      if (found === "late") return unknown;
      if (typeof found === "object") return { sent: found };
    }
    // Time may have passed in which we did not run, and another may be at it.
    if (Temporal.Instant.compare(clock.now().add({ milliseconds: callMs }), until) > 0) {
      return undefined;
    }
    if (edits === undefined) return within(callMs, platform.send(reply, nonce), unknown);
    if (!isRemoval(reply)) return within(callMs, platform.edit(edits, reply, nonce), unknown);
    const removal = platform.remove(edits).then((): SendOutcome => ({ sent: edits }));
    return within(callMs, removal, unknown);
  };

  const record = async (leased: LeasedReply, reply: Reply, outcome: SendOutcome) => {
    const at = clock.now();
    if ("sent" in outcome) return outbox.sent(leased, outcome.sent, at);
    if ("retryInMs" in outcome) {
      const milliseconds = Math.max(1, Math.ceil(outcome.retryInMs));
      return outbox.retry(leased, at.add({ milliseconds }));
    }
    if ("refused" in outcome) {
      if (outcome.refused === "no-private-route") {
        return giveUp(leased, outcome.refused, unreachable(reply));
      }
      // Of an edit, the message may be what is gone.
      if (outcome.refused === "gone" && leased.edits === undefined) roomGone(reply.to);
      if (outcome.refused === "gone" || outcome.refused === "no-access") {
        const direct = await sentDirectly(reply);
        // Said after all: no reply has failed.
        return direct
          ? outbox.failed(leased, outcome.refused, insteadOf(leased, direct))
          : giveUp(leased, outcome.refused);
      }
      if (outcome.refused !== "bad-format" || leased.plain) return giveUp(leased, outcome.refused);
      report.replyPlain(reply.to.platform);
      return outbox.retryPlain(leased);
    }
    const tries = leased.attempts + 1;
    const isUrgent = reply.importance === "page" || reply.importance === "alert";
    if (tries >= mostUnclear && !isUrgent) return giveUp(leased, "no-answer");
    return outbox.unsure(leased, at.add({ milliseconds: backoffMs(tries) }));
  };

  /** What goes to whoever asked when the room is gone, or we are out of it. */
  const sentDirectly = async (reply: Reply): Promise<Reply | undefined> => {
    // A secret goes where it was decided to go, or nowhere.
    if (reply.asker === undefined || isSecret(reply.doc)) return undefined;
    const directRoom = byName.get(reply.to.platform)?.directRoom(reply.asker);
    const to = await within(callMs, directRoom ?? Promise.resolve(undefined), undefined);
    if (to === undefined || roomKey(to) === roomKey(reply.to)) return undefined;
    const alone = { actions: [], updateOf: undefined, inThreadOf: undefined };
    const said = { doc: noRoomAnyMore(reply.doc), ...alone };
    return { ...reply, ...said, key: `direct:${reply.key}`, to };
  };

  const insteadOf = ({ nonce }: LeasedReply, reply: Reply) => ({
    reply,
    nonce: `${nonce}-0`,
    at: clock.now(),
  });

  /** @param said what is said in its place */
  const giveUp = async (leased: LeasedReply, reason: string, said?: Reply) => {
    await outbox.failed(leased, reason, said && insteadOf(leased, said));
    report.replyFailed({ key: leased.key, reason });
  };

  const next = async (names: readonly PlatformName[]): Promise<Job | undefined> => {
    const { leased, cancelled } = await outbox.lease(clock.now(), names);
    for (const key of cancelled) report.replyCancelled(key);
    // A database that fails here: the lease expires, and the reply is looked for.
    return leased && (() => work(leased).catch((error) => report.fault(error, "outbox")));
  };

  return {
    next,
    async step() {
      const job = await next([...byName.keys()]);
      await job?.();
      return job !== undefined;
    },
  };
}

const unknown: SendOutcome = { unknown: true };

/** @throws where the platform cannot say now: nothing goes out then */
async function ableIn(platform: ChatPlatform, where: Conversation): Promise<Capabilities> {
  const able = await within(callMs, platform.capabilities(where), undefined);
  if (able) return able;
  throw new Error(`${platform.name} does not say what a room can do`);
}

/** The same text in the simplest of Docs. Nothing to press: that may be what was refused. */
function plainReply(reply: Reply): Reply {
  return { ...reply, doc: plainDoc(reply.doc), actions: [] };
}

/** The room is told that there is something for one person, and nothing of it. */
function unreachable({ key, to, importance, notAfter }: Reply): Reply {
  return {
    key: `unreachable:${key}`,
    to,
    doc: couldNotReach(),
    actions: [],
    audience: "everyone",
    importance,
    broadcast: false,
    notAfter,
  };
}
