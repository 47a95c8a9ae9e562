import type { Clock } from "../../../kernel/clock.ts";
import type { ShortHandle } from "./mapped.ts";

/** What can be used of an item for a short while, by its dedup key; a restart forgets it, as it would have run out. */
export type Handles = {
  keep(dedupKey: string, handle: ShortHandle, view?: Promise<string | undefined>): void;
  has(dedupKey: string): boolean;
  /** Opens a view; undefined once its 3 seconds are over. */
  triggerOf(dedupKey: string): string | undefined;
  /** The view that was opened at once, for a form to be put into; undefined: there is none, or it could not be opened. */
  viewOf(dedupKey: string): Promise<string | undefined>;
};

type Kept = ShortHandle & {
  readonly at: Temporal.Instant;
  readonly view: Promise<string | undefined> | undefined;
};

/** https://docs.slack.dev/interactivity/handling-user-interaction: beyond it `trigger_expired`. */
const triggerLasts = Temporal.Duration.from({ seconds: 3 });
/** So long a view that is loading may wait for its form. */
const viewLasts = Temporal.Duration.from({ minutes: 30 });

export function createHandles(clock: Clock): Handles {
  const kept = new Map<string, Kept>();

  function isWithin({ at }: Kept, lasts: Temporal.Duration): boolean {
    return Temporal.Instant.compare(clock.now(), at.add(lasts)) < 0;
  }
  function forgetOld(): void {
    for (const [key, one] of kept) {
      if (isWithin(one, viewLasts)) return;
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
    viewOf: async (dedupKey) => await lasting(dedupKey, viewLasts)?.view,
  };
}
