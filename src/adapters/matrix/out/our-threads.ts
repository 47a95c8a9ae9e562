import type { MatrixLine } from "./matrix-line.ts";

/** Threads in which something of ours is, or which begin with it. */
export type OurThreads = {
  /** @throws what the line throws */
  isOurs(room: string, root: string): Promise<boolean>;
  /** Takes note that we have said something in one. */
  joined(room: string, root: string): void;
};

const mostLines = 100;
const mostKnown = 5_000;

export function createOurThreads(line: () => MatrixLine): OurThreads {
  const known = new Map<string, boolean>();
  const keyOf = (room: string, root: string) => `${room} ${root}`;

  function keep(key: string, isOurs: boolean): void {
    known.delete(key);
    known.set(key, isOurs);
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  }

  return {
    async isOurs(room, root) {
      const key = keyOf(room, root);
      const remembered = known.get(key);
      if (remembered !== undefined) return remembered;
      const first = await line().event(room, root);
      const rest = await line().inThread(room, root, mostLines);
      const isOurs = [...(first ? [first] : []), ...rest].some(
        ({ sender }) => sender === line().user,
      );
      keep(key, isOurs);
      return isOurs;
    },
    joined: (room, root) => keep(keyOf(room, root), true),
  };
}
