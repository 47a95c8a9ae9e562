import type { Channel } from "../channels.ts";
import type { Notification } from "./notification.ts";

/** What became of one try. Its words are for people to read, and hold no secret. */
export type NotifyOutcome =
  /** The channel has it; the reference is what the channel knows it by. */
  | { readonly accepted: string }
  /** It is not out, and another try may help: after so many milliseconds where the channel has named a time. */
  | { readonly retryInMs: number | undefined; readonly reason: string }
  /** It left, and no answer came: it may be out. */
  | { readonly unknown: string }
  /** Another try changes nothing. */
  | { readonly refused: string };

/** A way, other than chat, by which one person hears of a page. */
export type Notifier = {
  readonly via: Channel;
  /**
   * Tries once, for ten seconds at most. Whatever the channel does is an outcome, and nothing of it is thrown.
   *
   * @param nonce the same on every try of one notification, by which a receiver knows a repeat: 1 to 64 letters, digits,
   *   `-` and `_`
   */
  send(notification: Notification, nonce: string): Promise<NotifyOutcome>;
  /**
   * Takes off somebody's devices what was accepted; left out where the channel cannot.
   *
   * @param address as in the notification @returns whether the channel has done so
   */
  cancel?(address: string, reference: string): Promise<boolean>;
  /** Tells, without notifying anybody, what stands in the way of an address; undefined: nothing that can be seen. */
  check(address: string): Promise<string | undefined>;
};

const noncePattern = /^[\w-]{1,64}$/;

/** @throws Error when no channel could carry it, which is a bug of whoever made it */
export function checkedNonce(nonce: string): string {
  if (!noncePattern.test(nonce)) throw new Error("A nonce holds letters, digits, - and _ only");
  return nonce;
}

/** The words of an outcome that is not good news; undefined when it is. */
export function troubleOf(outcome: NotifyOutcome): string | undefined {
  if ("refused" in outcome) return outcome.refused;
  if ("unknown" in outcome) return outcome.unknown;
  return "reason" in outcome ? outcome.reason : undefined;
}
