import type { CallLog, LoggedCall } from "./call-log.ts";
import type { Deliveries, Delivery } from "./deliveries.ts";
import type { SocketService } from "./socket-service.ts";

export type SlackAssertions = {
  /** What the app must never do: unknown methods and fields, no text, active mentions, acks of nothing. */
  breaches(): readonly string[];
  /** What was never acknowledged, or more often than it was sent. */
  oddAcks(): readonly Delivery[];
  crowdedPosts(): readonly LoggedCall[];
  /** Everything that is wrong at the end of a story; a story that goes well ends with nothing. */
  faultsAtEnd(): readonly string[];
};

type Given = {
  readonly log: CallLog;
  readonly deliveries: Deliveries;
  readonly sockets: SocketService;
};

/** Creates what tests ask of the whole story. */
export function createAssertions({ log, deliveries, sockets }: Given): SlackAssertions {
  // What was sent again went unanswered before: the last envelope counts.
  const isOdd = ({ envelopes, isGivenUp }: Delivery) =>
    (!isGivenUp && envelopes.at(-1)?.acks.length === 0) ||
    envelopes.some(({ acks, sent }) => acks.length > sent);
  const oddAcks = () => deliveries.all().filter(isOdd);
  return {
    breaches: log.breaches,
    oddAcks,
    crowdedPosts: log.crowdedPosts,
    faultsAtEnd() {
      const odd = oddAcks().map(
        ({ kind, envelopes }) =>
          `${kind} was acknowledged ${envelopes.map(({ acks }) => acks.length)} times`,
      );
      const open = sockets.openCount();
      return [...log.breaches(), ...odd, ...(open === 0 ? [] : [`${open} sockets are still open`])];
    },
  };
}
