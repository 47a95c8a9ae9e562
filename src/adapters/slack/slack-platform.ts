import { asLate } from "../../chat/as-late.ts";
import type {
  ChatPlatform,
  Intake,
  PlatformHealth,
  SendOutcome,
} from "../../chat/chat-platform.ts";
import type { InboxItem } from "../../chat/inbox-item.ts";
import { noPictures, type Pictures } from "../../chat/pictures.ts";
import type { Rejections } from "../../chat/rejections.ts";
import type { Reply } from "../../chat/reply.ts";
import { within } from "../../chat/within.ts";
import { type Later, laterByTimer } from "../../chat/working-sign.ts";
import type { Clock } from "../../kernel/clock.ts";
import { type CommandRows, createCommands, rememberedCommands } from "./commands.ts";
import { createAcknowledgements } from "./in/acknowledgements.ts";
import { DurableApp } from "./in/durable-app.ts";
import { createHandles } from "./in/handles.ts";
import { type About, roomRef } from "./in/known.ts";
import type { OwnIds } from "./in/own-ids.ts";
import { createQuietLogger } from "./in/quiet-logger.ts";
import { createReceivers, type Line, type Receivers } from "./in/receivers.ts";
import { reconnectDelayMs } from "./in/reconnect-delay.ts";
import { hearSlackFaults } from "./in/slack-faults.ts";
import { checkStart } from "./in/start-check.ts";
import { requiredScopes } from "./manifest-scopes.ts";
import { catchUp } from "./out/catch-up.ts";
import { createSender } from "./out/create-sender.ts";
import { createDirectRooms } from "./out/direct-rooms.ts";
import { refusalCode } from "./out/failure.ts";
import { findSent } from "./out/find-sent.ts";
import { createForms } from "./out/forms.ts";
import { createHomes } from "./out/homes.ts";
import { listRooms } from "./out/list-rooms.ts";
import { createPeople } from "./out/people.ts";
import { isDirect, isStamp } from "./out/place.ts";
import { readLines } from "./out/read-lines.ts";
import { createRooms } from "./out/rooms.ts";
import { createSentMessages } from "./out/sent-messages.ts";
import { showDuty } from "./out/show-duty.ts";
import { slackCapabilities } from "./out/slack-capabilities.ts";
import { createSlackClients } from "./out/slack-clients.ts";
import { createOffered, whatIsKnown } from "./out/what-is-known.ts";
import { createWorkingSign } from "./out/working-sign.ts";

export type SlackPlatformParts = {
  readonly botToken: string;
  /** How Slack reaches us. */
  readonly line: SlackLine;
  /** Left out: Slack's own. */
  readonly slackApiUrl?: string | undefined;
  readonly clock: Clock;
  /** Left out: by timers. */
  readonly later?: Later | undefined;
  /** Makes what is to be drawn; left out, no picture can be made. */
  readonly pictures?: Pictures | undefined;
  /** Takes a line that Slack's packages log; no token is in it. Must not throw. */
  readonly log: (line: string) => void;
  /** Hears what went wrong and was told to nobody. Must not throw. */
  readonly fault: (error: unknown) => void;
  /** A peer that leaves pings unanswered for so long is gone; left out: 5 s. */
  readonly pongWithinMs?: number | undefined;
  /** Where what nobody caught is told; left out: the process. */
  readonly rejections?: Rejections | undefined;
  /** Where commands are kept; left out: in the memory of the process. */
  readonly commands?: CommandRows | undefined;
  /** Its health may have changed. */
  readonly changed?: (() => void) | undefined;
};

type SlackLine =
  | { readonly appToken: string }
  | { readonly signingSecret: string; readonly port: number; readonly host?: string | undefined };

export type SlackPlatform = ChatPlatform & {
  /** The port that hears Slack, where it is not heard on sockets. */
  port(): number | undefined;
  /** Optional scopes that were not granted: what they switch on is off. */
  lackingScopes(): readonly string[];
};

/** What was found out when it started. */
type Started = {
  readonly own: OwnIds;
  readonly scopes: readonly string[];
  readonly lacking: readonly string[];
};

/** Before we know who we are, nothing can be said: at a start that is a moment, which is waited for. */
const startsWithinMs = 5_000;
const notYetMs = 1_000;

/**
 * Creates the platform of one workspace of Slack, not started. It starts without Slack, too: then its health says why, and
 * it tries again by itself.
 */
export function createSlackPlatform(parts: SlackPlatformParts): SlackPlatform {
  const {
    botToken,
    slackApiUrl,
    clock,
    later = laterByTimer,
    pictures = noPictures,
    fault,
  } = parts;
  const logger = createQuietLogger(parts.log);
  const clients = createSlackClients({ botToken, slackApiUrl, logger });
  const sent = createSentMessages();
  const offered = createOffered();
  const handles = createHandles(clock);
  const directRooms = createDirectRooms(clients.once);
  const forms = createForms(clients.once, handles, directRooms);
  const people = createPeople(clients.once, clock, () => started?.own.team);
  const rooms = createRooms(clients.once, clock, (scope) => isGranted(scope));
  const working = createWorkingSign(clients.once);
  const commands = createCommands(parts.commands ?? rememberedCommands(), clock);
  const acknowledgements = createAcknowledgements(later);
  const sender = createSender({
    clients,
    sent,
    directRooms,
    pictures,
    pause: (ms) => new Promise((resolve) => void later(ms, resolve)),
    commands,
    acknowledgements,
    fault,
  });
  const underWay = new Set<Promise<unknown>>();
  const asked = Promise.withResolvers<void>();
  let started: Started | undefined;
  let intake: Intake | undefined;
  let up = () => {};
  let wasUp = false;
  let app: DurableApp | undefined;
  let receivers: Receivers | undefined;
  let down: PlatformHealth = { state: "starting" };
  let failures = 0;
  let cancelRetry = () => {};
  let stopHearing = () => {};

  const isGranted = (scope: string): boolean => started?.scopes.includes(scope) ?? false;
  const know = (about: About) =>
    whatIsKnown(about, { own: ours().own, people, rooms, directRooms, sent, offered });

  function ours(): Started {
    if (!started) throw new Error("Slack has not told yet who we are.");
    return started;
  }
  const health = (): PlatformHealth =>
    down.state === "up" && receivers ? receivers.health() : down;
  function changed(): void {
    const isUp = health().state === "up";
    if (isUp && !wasUp) up();
    wasUp = isUp;
    parts.changed?.();
  }
  function become(state: PlatformHealth): void {
    down = state;
    changed();
  }
  async function take(item: InboxItem): ReturnType<Intake> {
    if (!intake) throw new Error("Nothing is taken in any more.");
    return await intake(asLate(item, clock.now()));
  }
  async function connect(): Promise<void> {
    const checked = await checkStart(clients.once, later);
    asked.resolve();
    if (!intake) return;
    if ("fault" in checked) {
      failures += 1;
      cancelRetry = later(reconnectDelayMs(failures), () => void connect().catch(fault));
      return become({ state: "down", reason: checked.fault });
    }
    failures = 0;
    started = { ...checked, scopes: checked.scopes ?? requiredScopes };
    const made = new DurableApp({
      intake: take,
      know,
      check: forms.check,
      openLoading: forms.openLoading,
      openAsking: forms.openAsking,
      handles,
      commands,
      acknowledgements,
      clock,
      logger,
      revoked: (reason) => become({ state: "down", reason }),
      fault,
    });
    app = made;
    const { pongWithinMs } = parts;
    const line: Line = "appToken" in parts.line ? { ...parts.line, slackApiUrl } : parts.line;
    receivers = createReceivers({ line, app: made, logger, later, pongWithinMs, changed, fault });
    become({ state: "up" });
    await receivers.start();
  }
  /** What a process that is gone has left to be said goes out as soon as this one can. */
  async function knowsUs(): Promise<boolean> {
    if (!started) await within(startsWithinMs, asked.promise, undefined);
    return started !== undefined;
  }
  async function onItsWay<T>(call: Promise<T>): Promise<T> {
    underWay.add(call);
    try {
      return await call;
    } finally {
      underWay.delete(call);
    }
  }
  function noted({ actions }: Reply, outcome: SendOutcome): SendOutcome {
    if ("sent" in outcome) offered.put(outcome.sent, actions);
    return outcome;
  }

  return {
    name: "slack",
    port: () => receivers?.port(),
    lackingScopes: () => started?.lacking ?? [],
    async start(takeIn, comeUp = () => {}) {
      const isRunning = intake !== undefined;
      intake = takeIn;
      up = comeUp;
      if (isRunning) return wasUp ? up() : undefined;
      become({ state: "starting" });
      stopHearing = hearSlackFaults(parts.rejections ?? process, ({ reason }) => parts.log(reason));
      await connect();
    },
    async stop(limit) {
      cancelRetry();
      asked.resolve();
      intake = undefined;
      await app?.close();
      await receivers?.stop();
      await within(limit.total("milliseconds"), Promise.allSettled(underWay), undefined);
      app = undefined;
      receivers = undefined;
      stopHearing();
      become({ state: "stopped" });
    },
    health,
    async capabilities(where) {
      // What came before a stop is decided by what Slack grants, too.
      await knowsUs();
      const told = isDirect(where.room) ? undefined : await rooms.ask(where.room);
      return slackCapabilities(where, told, isGranted);
    },
    async send(reply, nonce) {
      if (!(await knowsUs())) return { retryInMs: notYetMs };
      return noted(reply, await onItsWay(sender.send(reply, nonce)));
    },
    async edit(reference, reply, nonce) {
      if (!(await knowsUs())) return { retryInMs: notYetMs };
      return noted(reply, await onItsWay(sender.edit(reference, reply, nonce)));
    },
    async remove(reference) {
      await onItsWay(sender.remove(reference));
      offered.put(reference, []);
    },
    async linkTo({ room, message }) {
      if (!isStamp(message)) return undefined;
      const asked = { channel: room, message_ts: message };
      const told = await clients.once.chat.getPermalink(asked).catch(() => undefined);
      return told?.permalink;
    },
    self: () =>
      started && { platform: "slack", workspace: started.own.team, user: started.own.user },
    /** Whom Slack refuses has no such room; while it does not answer, nobody can say. */
    async directRoom({ user }) {
      const { own } = ours();
      const room = await directRooms(user).catch((error) => {
        if (refusalCode(error) === undefined) throw error;
        return undefined;
      });
      return room === undefined ? undefined : roomRef(own, room);
    },
    async roomNamed(name) {
      const { own } = ours();
      const wanted = name.replace(/^#/, "");
      const mayList = (kind: string) =>
        /^(?:channels|groups)$/.test(kind) && isGranted(`${kind}:read`);
      const found = (await listRooms(clients.patient, mayList)).find((one) => one.name === wanted);
      return found && roomRef(own, found.id);
    },
    findSent: (where, nonce, since) =>
      findSent(where, nonce, since, { client: clients.patient, sent }),
    /** A sign that cannot be shown is not worth a fault. */
    working: (on, isWorking) => working(on, isWorking).catch(() => undefined),
    readThread: (where, limit) => readLines(where, limit, { client: clients.patient, know }),
    openForm: forms.open,
    showHome: createHomes(clients.once, directRooms),
    async showDuty(sign) {
      if (!started) return { retryInMs: notYetMs };
      return await onItsWay(showDuty(sign, { client: clients.once, isGranted }));
    },
    async *missedSince(since) {
      const { own } = ours();
      const client = clients.patient;
      yield* await catchUp(since, clock.now(), { client, own, know, isGranted, fault });
    },
  };
}
