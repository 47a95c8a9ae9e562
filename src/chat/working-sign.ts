import type { MessageRef } from "./conversation.ts";
import type { InboxItem } from "./inbox-item.ts";
import { workingSignAfter } from "./manners/working-sign.ts";
import { isExplicit } from "./thread-state.ts";

/** Does something after so many milliseconds, unless it is taken back by what this gives. */
export type Later = (ms: number, act: () => void) => () => void;

/** Shows on a message that we are at it, or no longer. */
export type ShowWorking = (on: MessageRef, isWorking: boolean) => Promise<void>;

/**
 * Has the sign shown while an item that speaks to us is in work for so long that people would wonder (M10).
 *
 * @param stillLooking says so in words, once, when the sign alone would be too little
 * @returns what ends it, whether the work went well or not
 */
export function startWorkingSign(
  item: InboxItem,
  show: ShowWorking,
  stillLooking: () => Promise<void>,
  later: Later,
): () => Promise<void> {
  const { nextInMs } = workingSignAfter(0);
  if (item.kind !== "message" || !isForUs(item) || nextInMs === undefined) return async () => {};
  // A sign that cannot be shown is not worth a fault: the reply will tell.
  const attempt = (isWorking: boolean) => show(item.message, isWorking).catch(() => {});
  let shown: Promise<void> | undefined;
  let saying: Promise<void> | undefined;
  const waits: (() => void)[] = [];
  const wait = (ms: number, act: () => void) => {
    waits.push(later(ms, act));
  };
  wait(nextInMs, () => {
    shown = attempt(true);
    const wordsInMs = workingSignAfter(nextInMs).nextInMs;
    if (wordsInMs === undefined) return;
    wait(wordsInMs, () => {
      saying = stillLooking().catch(() => {});
    });
  });
  return async () => {
    for (const cancel of waits) cancel();
    await saying;
    if (shown === undefined) return;
    await shown;
    await attempt(false);
  };
}

function isForUs(item: Extract<InboxItem, { readonly kind: "message" }>): boolean {
  return !item.author.isBot && (isExplicit(item) || item.roomKind === "dm");
}

/** By the timers of Node. */
export const laterByTimer: Later = (ms, act) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};
