import type { Json } from "./slack-refusal.ts";
import type { SlackWorkspace } from "./slack-workspace.ts";

type DeliveryKind = "events_api" | "interactive" | "slash_commands";

/** One way in which one thing that happened went to the app. */
export type Envelope = {
  readonly id: string;
  readonly delivery: Delivery;
  /** How often Slack tried before. */
  readonly attempt: number;
  readonly sentAt: Temporal.Instant;
  /** How often this one was sent: more than once, where a test wants it. */
  sent: number;
  /** What the app answered, each time it did. */
  readonly acks: unknown[];
};

/** Something that happened, told to the app in one envelope or more. */
export type Delivery = {
  readonly kind: DeliveryKind;
  readonly payload: Json;
  readonly acceptsResponse: boolean;
  readonly envelopes: Envelope[];
  /** Slack tries it no more. */
  isGivenUp: boolean;
  /** Settles with what the app answered first; never, as long as it does not. */
  readonly acked: Promise<unknown>;
};

/** Takes envelopes to the app, over sockets or HTTP. */
export type Carrier = (envelope: Envelope) => void;

export type Deliveries = {
  deliver(kind: DeliveryKind, payload: Json, onAck?: (payload: unknown) => void): Delivery;
  /** `"new-envelope"`: as Slack does when no ack came, the event's id stays; `"same-envelope"`: twice the same. */
  deliverAgain(delivery: Delivery, how?: "new-envelope" | "same-envelope"): void;
  /** Whatever nobody has acknowledged by now is not tried any more. */
  giveUp(): void;
  /** Takes an ack. @returns false when there was no such envelope */
  ack(envelope: string, payload: unknown): boolean;
  all(): readonly Delivery[];
};

/** Creates what keeps every envelope. */
export function createDeliveries(
  { nextId, time }: Pick<SlackWorkspace, "nextId" | "time">,
  carry: Carrier,
): Deliveries {
  const all: Delivery[] = [];
  const envelopes = new Map<string, { envelope: Envelope; take: (payload: unknown) => void }>();
  const takers = new Map<Delivery, (payload: unknown) => void>();

  function send(delivery: Delivery): void {
    const id = `envelope-${nextId("")}`;
    const attempt = delivery.envelopes.length;
    const envelope: Envelope = { id, delivery, attempt, sentAt: time.now(), sent: 1, acks: [] };
    delivery.envelopes.push(envelope);
    envelopes.set(id, { envelope, take: (payload) => takers.get(delivery)?.(payload) });
    carry(envelope);
  }

  return {
    deliver(kind, payload, onAck = () => {}) {
      const { promise, resolve } = Promise.withResolvers<unknown>();
      // A press is acked with nothing; what opens or answers something may be acked with a payload.
      const acceptsResponse = kind === "slash_commands" || payload.type === "view_submission";
      const delivery: Delivery = {
        ...{ kind, payload, acceptsResponse },
        ...{ envelopes: [], isGivenUp: false, acked: promise },
      };
      all.push(delivery);
      takers.set(delivery, (answer) => {
        const isFirst = delivery.envelopes.flatMap(({ acks }) => acks).length === 1;
        if (isFirst) onAck(answer);
        resolve(answer);
      });
      send(delivery);
      return delivery;
    },
    deliverAgain(delivery, how = "new-envelope") {
      const last = delivery.envelopes.at(-1);
      if (how === "new-envelope" || !last) return send(delivery);
      last.sent += 1;
      carry(last);
    },
    giveUp() {
      for (const delivery of all) delivery.isGivenUp ||= isUnanswered(delivery);
    },
    ack(id, payload) {
      const known = envelopes.get(id);
      if (!known) return false;
      known.envelope.acks.push(payload);
      known.take(payload);
      return true;
    },
    all: () => all,
  };
}

/** Whether the app has acknowledged none of its envelopes. */
export function isUnanswered({ envelopes }: Delivery): boolean {
  return envelopes.every(({ acks }) => acks.length === 0);
}
