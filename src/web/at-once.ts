/** Runs what is given, unless as much as may run at once does already; then it gives what `full` gives. */
export type AtOnce = <T>(work: () => Promise<T>, full: () => T) => Promise<T>;

export function createAtOnce(most: number): AtOnce {
  let running = 0;
  return async (work, full) => {
    if (running >= most) return full();
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
}
