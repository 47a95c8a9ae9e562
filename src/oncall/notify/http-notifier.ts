import type { Clock } from "../../kernel/clock.ts";
import { errorCode } from "../../kernel/error-code.ts";
import type { Channel } from "../channels.ts";
import { type KeyedAddress, parseKeyedAddress } from "./keyed-address.ts";
import { type Lookup, loadAddresses, systemLookup } from "./load-addresses.ts";
import { type HttpAnswer, type HttpRequest, loadAnswer, type NoAnswer } from "./load-answer.ts";
import type { Notification } from "./notification.ts";
import { checkedNonce, type Notifier, type NotifyOutcome, troubleOf } from "./notifier.ts";
import { isUntrusted, retryAfterMs, verdictOf } from "./retry.ts";
import type { SecretReading } from "./secret-reference.ts";
import { untilAborted } from "./until-aborted.ts";

/** What a channel over HTTP says to whom, and what it makes of the answer. */
export type HttpChannel = {
  readonly via: Channel;
  readonly privateAllowed: boolean;
  /** What is wrong with an address, the first words being left out: they say where it is kept. */
  problemOf(address: KeyedAddress): string | undefined;
  request(
    address: KeyedAddress,
    notification: Notification,
    nonce: string,
    at: Temporal.Instant,
  ): HttpRequest;
  /** @param text of an answer that says yes; undefined when it did not come whole */
  outcome(text: string | undefined, nonce: string): NotifyOutcome;
  /** What of a refusal may be told; empty when nothing. */
  words(text: string, address: KeyedAddress): string;
  cancelRequest?(address: KeyedAddress, reference: string): HttpRequest;
  /** Asks whether the server is well; without it only the address is looked at. */
  healthRequest?(address: KeyedAddress): HttpRequest;
};

export type HttpGiven = {
  readonly clock: Clock;
  readonly readSecret: (reference: string) => Promise<SecretReading>;
  readonly lookup?: Lookup | undefined;
  /** Ends one call that takes too long; by default after ten seconds. */
  readonly callLimit?: (() => AbortSignal) | undefined;
};

const callMs = 10_000;

type Answered = HttpAnswer & { readonly address: KeyedAddress };

/** Notifies over HTTP. The channel decides, and here it is done. */
export function createHttpNotifier(
  channel: HttpChannel,
  {
    clock,
    readSecret,
    lookup = systemLookup,
    callLimit = () => AbortSignal.timeout(callMs),
  }: HttpGiven,
): Notifier {
  const addressUnder = async (
    reference: string,
  ): Promise<{ readonly address: KeyedAddress } | { readonly refused: string }> => {
    const reading = await readSecret(reference);
    if ("problem" in reading) return { refused: reading.problem };
    const address = parseKeyedAddress(reading.value, reference);
    if ("problem" in address) return { refused: address.problem };
    const problem = channel.problemOf(address);
    return problem === undefined ? { address } : { refused: `${reference} ${problem}` };
  };

  /** Goes as far as it can: to an answer, or to why there is none. */
  const call = async (
    reference: string,
    requestTo: (address: KeyedAddress) => HttpRequest | undefined,
  ): Promise<Answered | NotifyOutcome | undefined> => {
    const signal = callLimit();
    try {
      const found = await untilAborted(addressUnder(reference), signal);
      if ("refused" in found) return found;
      const { address } = found;
      const { privateAllowed } = channel;
      const places = await untilAborted(loadAddresses(address.url, privateAllowed, lookup), signal);
      if ("refused" in places) return { refused: `${reference} ${places.refused}.` };
      const request = requestTo(address);
      if (request === undefined) return undefined;
      const answer = await loadAnswer(request, places.addresses, signal);
      return "lost" in answer ? withoutAnswer(answer, reference) : { ...answer, address };
    } catch (error) {
      if (!signal.aborted && errorCode(error) === undefined) throw error;
      const why = signal.aborted ? "in time" : `(${errorCode(error)})`;
      return { retryInMs: undefined, reason: `${reference} cannot be found ${why}.` };
    }
  };

  const judged = (answer: Answered, nonce: string): NotifyOutcome => {
    const { status, retryAfter, text = "", address } = answer;
    const verdict = verdictOf(status);
    if (verdict === "accepted") return channel.outcome(answer.text, nonce);
    const words = channel.words(text, address);
    const reason = `${address.reference} answered ${status}${words === "" ? "" : `: ${words}`}`;
    if (verdict === "final") return { refused: reason };
    return { retryInMs: retryAfterMs(retryAfter, clock.now()), reason };
  };

  const { healthRequest, cancelRequest } = channel;
  return {
    via: channel.via,
    async send(notification, nonce) {
      checkedNonce(nonce);
      const answer = await call(notification.to.address, (address) =>
        channel.request(address, notification, nonce, clock.now()),
      );
      if (answer === undefined) throw new Error("A notification is always a request");
      return "status" in answer ? judged(answer, nonce) : answer;
    },
    ...(cancelRequest && {
      async cancel(reference: string, sent: string) {
        const answer = await call(reference, (address) => cancelRequest(address, sent));
        return answer !== undefined && "status" in answer && isGood(answer);
      },
    }),
    async check(reference) {
      const answer = await call(reference, (address) => healthRequest?.(address));
      if (answer === undefined) return undefined;
      if (!("status" in answer)) return troubleOf(answer);
      return isGood(answer) ? undefined : `${reference} answered ${answer.status}.`;
    },
  };
}

function isGood({ status }: HttpAnswer): boolean {
  return verdictOf(status) === "accepted";
}

function withoutAnswer({ lost, hasLeft }: NoAnswer, reference: string): NotifyOutcome {
  if (isUntrusted(lost)) {
    return { refused: `The certificate of ${reference} is not to be trusted (${lost}).` };
  }
  if (hasLeft) return { unknown: `${reference} gave no answer (${lost}).` };
  return { retryInMs: undefined, reason: `${reference} cannot be reached (${lost}).` };
}
