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
  /** All after the item with this key; without one, or one unknown, all that waits. Each is marked as seen late. */
  since(cursor: string | null): readonly InboxItem[];
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
    since(cursor) {
      const index = all.findIndex(({ dedupKey }) => dedupKey === cursor);
      return (index < 0 ? waiting() : all.slice(index + 1)).map(late);
    },
  };
}

function late(item: InboxItem): InboxItem {
  return item.kind === "message" ? { ...item, replay: true } : item;
}
