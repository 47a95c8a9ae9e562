import { z } from "zod";
import type { Chance } from "../bench/chance.ts";
import type { Delivery, Envelope } from "../support/fake-slack/deliveries.ts";
import type { FakeSlack } from "../support/fake-slack/fake-slack.ts";
import type { FakeSocket } from "../support/fake-slack/fake-socket.ts";
import type { InjectedWait } from "./soak-verdict.ts";

/**
 * What goes wrong between Slack and the bot, and what Slack does about it: it sends again what nobody acknowledges, and some of
 * the rest for no reason.
 */
export type SoakNetwork = {
  /** Breaks the newest connection, if there is any; settles once the bot hears Slack. */
  breakNewest(how: (socket: FakeSocket) => unknown): Promise<void>;
  /** Starts the bot anew, which breaks all connections; settles once it hears Slack again. */
  startAnew(how: () => unknown): Promise<void>;
  /** The next post is refused for some seconds. */
  limitRate(): void;
  /** Whether all that was sent is acknowledged. */
  isQuiet(): boolean;
  /** Who had to wait for all this, and when. */
  waits(): readonly InjectedWait[];
  /** What went wrong, one a line. */
  notes(): readonly string[];
  close(): void;
};

type Given = {
  readonly slack: FakeSlack;
  readonly chance: Chance;
  /** Of 100 envelopes. */
  readonly duplicates: number;
};

/** Slack sends again what is not acknowledged in so long. */
const ackWithinMs = 3_000;
const lookEveryMs = 100;
/** Slack takes one message a second in each room: what follows one that had to wait, waits for it. */
const paceSeconds = 1;
const mostRetrySeconds = 3;

export function createSoakNetwork({ slack, chance, duplicates }: Given): SoakNetwork {
  /** When it is to be sent again; undefined: not as long as no socket is open, since it is still with Slack. */
  const open = new Map<Delivery, number | undefined>();
  const copies = new Map<Delivery, number>();
  const waits: InjectedWait[] = [];
  const resent: { readonly first: Envelope | undefined; readonly wait: InjectedWait }[] = [];
  let breaks = 0;
  let deafSeconds = 0;
  let heard = 0;
  let wanted = 0;
  let needed = 0;

  const dueFromNow = () =>
    slack.socketMode.sockets().length > 0 ? performance.now() + ackWithinMs : undefined;
  const isAcked = ({ envelopes }: Delivery) => (envelopes.at(-1)?.acks.length ?? 0) > 0;

  function copy(delivery: Delivery): void {
    copies.delete(delivery);
    wanted += 1;
    slack.deliverAgain(delivery, wanted % 2 === 0 ? "new-envelope" : "same-envelope");
    open.set(delivery, dueFromNow());
  }
  function resend(delivery: Delivery): void {
    const [first] = delivery.envelopes;
    needed += 1;
    slack.deliverAgain(delivery);
    const span = { from: secondsAt(first?.sentAt), until: now() + paceSeconds };
    resent.push({ first, wait: { why: "Slack delivered again", ...span, ...messageOf(delivery) } });
    open.set(delivery, dueFromNow());
  }
  function look(): void {
    const at = performance.now();
    for (const delivery of slack.deliveries().slice(heard)) {
      heard += 1;
      open.set(delivery, dueFromNow());
      const isCopied = chance.even(1_000) < duplicates * 10;
      if (isCopied) copies.set(delivery, at + chance.even(ackWithinMs));
    }
    for (const [delivery, due] of copies) if (due <= at) copy(delivery);
    for (const [delivery, due] of open) {
      if (isAcked(delivery)) open.delete(delivery);
      else if (due === undefined) open.set(delivery, dueFromNow());
      else if (due <= at) resend(delivery);
    }
  }
  async function broken(sockets: readonly FakeSocket[], how: () => unknown): Promise<void> {
    const from = now();
    breaks += 1;
    await how();
    const isHeard = () => slack.socketMode.sockets().some((socket) => !sockets.includes(socket));
    while (!isHeard()) await pause(lookEveryMs / 10);
    const heardAt = now();
    const deaf = heardAt - from;
    deafSeconds += deaf;
    // What has come together meanwhile is answered in no more time than it took to come: by a bot that has just started, too.
    // Whatever takes longer counts as the bot's own.
    waits.push({ why: "nobody heard Slack", from, until: heardAt + deaf, heardAt });
  }
  const looking = setInterval(look, lookEveryMs);

  return {
    async breakNewest(how) {
      const socket = slack.socketMode.sockets().at(-1);
      if (socket) await broken([socket], () => how(socket));
    },
    startAnew: (how) => broken(slack.socketMode.sockets(), how),
    limitRate() {
      const retryAfterSeconds = 1 + chance.even(mostRetrySeconds);
      slack.failNext("chat.postMessage", { kind: "rate-limited", retryAfterSeconds });
    },
    isQuiet: () => slack.deliveries().length === heard && open.size + copies.size === 0,
    waits() {
      const limited = slack
        .calls("chat.postMessage")
        .filter(({ outcome }) => outcome === "rate-limited")
        .map(({ at, given }) => ({
          why: "Slack limited the rate" as const,
          from: secondsAt(at),
          until: secondsAt(at) + mostRetrySeconds + paceSeconds,
          room: String(given.channel),
        }));
      // What was acknowledged in the end had come, and was the bot's to acknowledge sooner.
      const lost = resent.filter(({ first }) => first?.acks.length === 0);
      return [...waits, ...lost.map(({ wait }) => wait), ...limited];
    },
    notes: () => [
      `${breaks} breaks, after which nothing was heard for ${deafSeconds.toFixed(1)} s altogether`,
      `${wanted} envelopes delivered again, and ${needed} since nobody acknowledged them`,
    ],
    close: () => clearInterval(looking),
  };
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const now = () => secondsAt(Temporal.Now.instant());

function secondsAt(at: Temporal.Instant | undefined): number {
  return (at?.epochMilliseconds ?? 0) / 1_000;
}

const eventSchema = z.object({ event: z.object({ channel: z.string(), ts: z.string() }) });

function messageOf({ payload }: Delivery): Pick<InjectedWait, "room" | "late"> {
  const { event } = eventSchema.safeParse(payload).data ?? {};
  return event ? { room: event.channel, late: event.ts } : {};
}
