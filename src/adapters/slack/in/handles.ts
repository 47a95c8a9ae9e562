import type { Clock } from "../../../kernel/clock.ts";
import type { ShortHandle } from "./mapped.ts";

/** What can be used of an item for a short while, by its dedup key; a restart forgets it, as it would have run out. */
export type Handles = {
  keep(dedupKey: string, handle: ShortHandle, view?: Promise<string | undefined>): void;
  has(dedupKey: string): boolean;
  /** Opens a view; undefined once its 3 seconds are over. */
  triggerOf(dedupKey: string): string | undefined;
  /** Takes what is said for 30 minutes; undefined afterwards. */
  responseUrlOf(dedupKey: string): string | undefined;
  /** The view that was opened at once, for a form to be put into; undefined: there is none, or it could not be opened. */
  viewOf(dedupKey: string): Promise<string | undefined>;
};

type Kept = ShortHandle & {
  readonly at: Temporal.Instant;
  readonly view: Promise<string | undefined> | undefined;
};

/** https://docs.slack.dev/interactivity/handling-user-interaction: beyond it `trigger_expired` and `expired_url`. */
const triggerLasts = Temporal.Duration.from({ seconds: 3 });
const urlLasts = Temporal.Duration.from({ minutes: 30 });

export function createHandles(clock: Clock): Handles {
  const kept = new Map<string, Kept>();

  function isWithin({ at }: Kept, lasts: Temporal.Duration): boolean {
    return Temporal.Instant.compare(clock.now(), at.add(lasts)) < 0;
  }
  function forgetOld(): void {
    for (const [key, one] of kept) {
      if (isWithin(one, urlLasts)) return;
      kept.delete(key);
    }
  }
  function lasting(dedupKey: string, lasts: Temporal.Duration): Kept | undefined {
    const found = kept.get(dedupKey);
    return found && isWithin(found, lasts) ? found : undefined;
  }

  return {
    keep(dedupKey, handle, view) {
      forgetOld();
      kept.set(dedupKey, { ...handle, at: clock.now(), view });
    },
    has: (dedupKey) => kept.has(dedupKey),
    triggerOf: (dedupKey) => lasting(dedupKey, triggerLasts)?.triggerId,
    responseUrlOf: (dedupKey) => lasting(dedupKey, urlLasts)?.responseUrl,
    viewOf: async (dedupKey) => await lasting(dedupKey, urlLasts)?.view,
  };
}
