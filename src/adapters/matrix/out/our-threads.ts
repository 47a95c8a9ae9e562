import { createRecentMap } from "../../../kernel/recent-map.ts";
import type { MatrixCalls } from "./matrix-calls.ts";

/** Threads in which something of ours is, or which begin with it. */
export type OurThreads = {
  /** @throws what the call throws */
  isOurs(room: string, root: string, calls: MatrixCalls): Promise<boolean>;
  /** Takes note that we have said something in one. */
  joined(room: string, root: string): void;
};

const mostLines = 100;
const mostKnown = 5_000;

export function createOurThreads(): OurThreads {
  const known = createRecentMap<boolean>(mostKnown);
  const keyOf = (room: string, root: string) => `${room} ${root}`;

  return {
    async isOurs(room, root, calls) {
      const key = keyOf(room, root);
      const remembered = known.get(key);
      if (remembered !== undefined) return remembered;
      const first = await calls.event(room, root);
      const rest = await calls.inThread(room, root, mostLines);
      const isOurs = [...(first ? [first] : []), ...rest].some(
        ({ sender }) => sender === calls.user,
      );
      known.set(key, isOurs);
      return isOurs;
    },
    joined: (room, root) => known.set(keyOf(room, root), true),
  };
}
