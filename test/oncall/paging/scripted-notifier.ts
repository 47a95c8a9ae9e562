import type { Clock } from "../../../src/kernel/clock.ts";
import type { Channel } from "../../../src/oncall/channels.ts";
import type { Notification } from "../../../src/oncall/notify/notification.ts";
import type { Notifier, NotifyOutcome } from "../../../src/oncall/notify/notifier.ts";

type Arrived = {
  readonly notification: Notification;
  readonly nonce: string;
  readonly at: Temporal.Instant;
};

/** A way that keeps what arrives, and does what it is told with it. */
export type ScriptedNotifier = {
  readonly notifier: Notifier;
  /** Everything that was sent by it, whatever it said to that. */
  readonly sent: readonly Arrived[];
  /** Settles once so much was sent by it. */
  arrived(count: number): Promise<void>;
  /** What it says from now on, to all or of one person alone; left out: all is accepted. */
  answer(outcome?: NotifyOutcome, person?: string): void;
  /** It says nothing, to all or of one person alone. */
  hang(person?: string): void;
  /** What is sent from now on is answered; what hangs goes on hanging. */
  recover(): void;
  /** What hangs is answered, too. */
  goOn(): void;
};

export function createScriptedNotifier(via: Channel, clock: Clock): ScriptedNotifier {
  const sent: Arrived[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let scripted:
    | { readonly outcome: NotifyOutcome; readonly person: string | undefined }
    | undefined;
  let held: { readonly person: string | undefined; readonly gate: Promise<void> } | undefined;
  let open = () => {};
  const isMeant = (script: { readonly person: string | undefined }, { to }: Notification) =>
    script.person === undefined || script.person === to.person;
  return {
    notifier: {
      via,
      async send(notification, nonce) {
        sent.push({ notification, nonce, at: clock.now() });
        for (const { count, resolve } of waiting) if (count <= sent.length) resolve();
        const said = scripted && isMeant(scripted, notification) ? scripted.outcome : undefined;
        if (held && isMeant(held, notification)) await held.gate;
        return said ?? { accepted: nonce };
      },
      check: async () => undefined,
    },
    sent,
    arrived(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (count <= sent.length) resolve();
      waiting.push({ count, resolve });
      return promise;
    },
    answer(outcome, person) {
      scripted = outcome && { outcome, person };
    },
    hang(person) {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = { person, gate: promise };
      open = resolve;
    },
    recover() {
      held = undefined;
    },
    goOn() {
      held = undefined;
      open();
    },
  };
}
