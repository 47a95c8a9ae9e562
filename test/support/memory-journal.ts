import type { Intake } from "../../src/chat/chat-platform.ts";
import type { InboxItem } from "../../src/chat/inbox-item.ts";

/** What happened on a server, in order, and what of it has reached the bot. */
export type Journal = {
  /** Writes an item down, and delivers it when somebody listens; a failed intake leaves it waiting. */
  add(item: InboxItem): Promise<void>;
  /** Delivers an item once more, as platforms do. */
  deliverAgain(item: InboxItem): Promise<void>;
  /** Delivers what waits, oldest first, until one fails. */
  deliverWaiting(): Promise<void>;
  listen(intake: Intake | undefined): void;
  /** Nothing is delivered meanwhile. */
  pause(isPaused: boolean): void;
  /** All that happened from an instant on, each marked as seen late. */
  since(at: Temporal.Instant): readonly InboxItem[];
};

/** Creates an empty journal that nobody listens to. */
export function createJournal(): Journal {
  const all: InboxItem[] = [];
  const taken = new Set<string>();
  let listener: Intake | undefined;
  let paused = false;

  async function deliver(item: InboxItem): Promise<boolean> {
    if (!listener || paused) return false;
    try {
      await listener(item);
    } catch {
      return false; // not acknowledged: it waits
    }
    taken.add(item.dedupKey);
    return true;
  }
  const waiting = () => all.filter(({ dedupKey }) => !taken.has(dedupKey));
  return {
    async add(item) {
      all.push(item);
      await deliver(item);
    },
    deliverAgain: async (item) => void (await deliver(item)),
    async deliverWaiting() {
      for (const item of waiting()) if (!(await deliver(late(item)))) return;
    },
    listen(intake) {
      listener = intake;
    },
    pause(isPaused) {
      paused = isPaused;
    },
    since: (at) => all.filter((one) => Temporal.Instant.compare(instantIn(one), at) >= 0).map(late),
  };
}

const instantIn = (item: InboxItem) => (item.kind === "message" ? item.sentAt : item.at);

function late(item: InboxItem): InboxItem {
  return item.kind === "message" ? { ...item, replay: true } : item;
}
