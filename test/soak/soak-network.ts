import type { Chance } from "../bench/chance.ts";
import type { Delivery } from "../support/fake-slack/deliveries.ts";
import type { FakeSlack } from "../support/fake-slack/fake-slack.ts";
import type { InjectedWait } from "./soak-verdict.ts";

/** What goes wrong between Slack and the bot, and what Slack does about it. */
export type SoakNetwork = {
  /** Something went out: it is sent again while nobody acknowledges it, and some of it for no reason. */
  sent(deliveries: readonly Delivery[]): void;
  /** Breaks the way; settles once the bot hears Slack again. */
  breakWay(how: () => unknown): Promise<void>;
  /** The next post is refused for some seconds. */
  limitRate(): void;
  /** Whether all that was sent is acknowledged. */
  isQuiet(): boolean;
  /** Who had to wait for all this, and when. */
  waits(): readonly InjectedWait[];
  /** How often something was sent again: as it was wanted, and as it was needed. */
  again(): { readonly wanted: number; readonly needed: number };
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
/** What has waited goes out one a second in each room. */
const tailSeconds = 2;
const mostRetrySeconds = 3;

export function createSoakNetwork({ slack, chance, duplicates }: Given): SoakNetwork {
  /** When it is to be sent again; undefined: not as long as no socket is open, since it is still with Slack. */
  const open = new Map<Delivery, number | undefined>();
  const copies = new Map<Delivery, number>();
  const outages: InjectedWait[] = [];
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
    const room = roomOf(delivery);
    const from = secondsAt(delivery.envelopes[0]?.sentAt);
    needed += 1;
    slack.deliverAgain(delivery);
    outages.push({ from, until: now() + tailSeconds, ...(room === undefined ? {} : { room }) });
    open.set(delivery, dueFromNow());
  }
  function look(): void {
    const at = performance.now();
    for (const [delivery, due] of copies) if (due <= at) copy(delivery);
    for (const [delivery, due] of open) {
      if (isAcked(delivery)) open.delete(delivery);
      else if (due === undefined) open.set(delivery, dueFromNow());
      else if (due <= at) resend(delivery);
    }
  }
  const looking = setInterval(look, lookEveryMs);

  return {
    sent(deliveries) {
      for (const delivery of deliveries) {
        open.set(delivery, dueFromNow());
        const isCopied = chance.even(1_000) < duplicates * 10;
        if (isCopied) copies.set(delivery, performance.now() + chance.even(ackWithinMs));
      }
    },
    async breakWay(how) {
      const from = now();
      const before = slack.socketMode.sockets().map(({ id }) => id);
      await how();
      const isBack = () => slack.socketMode.sockets().some(({ id }) => !before.includes(id));
      while (!isBack()) await pause(lookEveryMs / 10);
      outages.push({ from, until: now() + tailSeconds });
    },
    limitRate() {
      const retryAfterSeconds = 1 + chance.even(mostRetrySeconds);
      slack.failNext("chat.postMessage", { kind: "rate-limited", retryAfterSeconds });
    },
    isQuiet: () => open.size === 0 && copies.size === 0,
    waits() {
      const limited = slack
        .calls("chat.postMessage")
        .filter(({ outcome }) => outcome === "rate-limited")
        .map(({ at, given }) => ({
          from: secondsAt(at),
          until: secondsAt(at) + mostRetrySeconds + tailSeconds,
          room: String(given.channel),
        }));
      return [...outages, ...limited];
    },
    again: () => ({ wanted, needed }),
    close: () => clearInterval(looking),
  };
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const now = () => secondsAt(Temporal.Now.instant());

function secondsAt(at: Temporal.Instant | undefined): number {
  return (at?.epochMilliseconds ?? 0) / 1_000;
}

function roomOf({ payload: { event } }: Delivery): string | undefined {
  const isEvent = typeof event === "object" && event !== null && "channel" in event;
  return isEvent && typeof event.channel === "string" ? event.channel : undefined;
}
