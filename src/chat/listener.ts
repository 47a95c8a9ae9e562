import type { Clock } from "../kernel/clock.ts";
import { backoffMs } from "./backoff.ts";
import type { ChatPlatform, Intake } from "./chat-platform.ts";
import type { HeardStore } from "./heard-store.ts";
import { type Later, laterByTimer } from "./working-sign.ts";

export type ListenerParts = {
  readonly platform: ChatPlatform;
  readonly heard: HeardStore;
  readonly intake: Intake;
  readonly clock: Clock;
  /** Hears why it could not be started, or what was missed not be taken in. Must not throw. */
  readonly fault: (error: unknown) => void;
  /** Left out: by timers. */
  readonly later?: Later | undefined;
};

/** Hears people on a platform, and takes in what they wrote while it heard nobody, whenever it comes to hear them again. */
export type Listener = {
  /** Settles when it is started, or could not be; whatever it missed is taken in then if it could be. */
  start(): Promise<void>;
  /** Settles when nothing that was missed is being taken in. */
  caughtUp(): Promise<void>;
  stop(within: Temporal.Duration): Promise<void>;
};

/** A platform may be lost so long before anybody knows; what is heard twice counts once. */
const overlap = Temporal.Duration.from({ minutes: 5 });
const markEveryMs = 60_000;

export function createListener(parts: ListenerParts): Listener {
  const { platform, heard, intake, clock, fault, later = laterByTimer } = parts;
  /** How often it came up, and at which of these times all was taken in that was missed before. */
  let ups = 0;
  let caughtUpAt = 0;
  let failures = 0;
  let isStopped = false;
  let cancel = () => {};
  let work = Promise.resolve();

  /** One after the other; what fails is tried again after a while, and at once when the platform comes up again. */
  function look(): void {
    work = work.then(async () => {
      cancel();
      if (isStopped) return;
      try {
        await lookOnce();
        failures = 0;
      } catch (error) {
        failures += 1;
        fault(error);
      }
      cancel = later(failures === 0 ? markEveryMs : backoffMs(failures), look);
    });
  }
  async function lookOnce(): Promise<void> {
    if (platform.health().state !== "up") return;
    const at = clock.now();
    const up = ups;
    if (caughtUpAt !== up) await takeInMissed();
    if (isStopped) return;
    await heard.put(platform.name, at);
    caughtUpAt = up;
  }
  async function takeInMissed(): Promise<void> {
    const until = await heard.until(platform.name);
    if (!until) return;
    for await (const missed of platform.missedSince(until.subtract(overlap))) {
      if (isStopped) return;
      await intake(missed);
    }
  }

  return {
    async start() {
      try {
        await platform.start(intake, () => {
          ups += 1;
          look();
        });
      } catch (error) {
        fault(error);
      }
      await work;
    },
    caughtUp: () => work,
    async stop(within) {
      isStopped = true;
      cancel();
      await platform.stop(within);
      await work;
      cancel();
    },
  };
}
