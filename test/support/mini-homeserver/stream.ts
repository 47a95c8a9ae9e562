/** The order in which everything happens, and those who wait for more of it. */
export type Stream = {
  /** How much has happened so far. */
  position(): number;
  /** Gives the next thing its place. */
  next(): number;
  /** Tells, once what happened is complete, that there is more. @returns what ends that */
  onMove(listener: () => void): () => void;
};

/** Creates a stream in which nothing has happened. */
export function createStream(): Stream {
  const listeners = new Set<() => void>();
  let position = 0;
  let isTelling = false;
  return {
    position: () => position,
    next() {
      position += 1;
      if (!isTelling) {
        isTelling = true;
        queueMicrotask(() => {
          isTelling = false;
          for (const listener of listeners) listener();
        });
      }
      return position;
    },
    onMove(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A place in the stream as clients carry it: just after what has that number. */
export const tokenAt = (position: number): string => `s${position}`;

/** @returns undefined for what is no token of ours */
export function positionOf(token: string): number | undefined {
  const [, digits] = /^s(\d+)$/.exec(token) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
