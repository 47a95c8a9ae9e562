/** Lets others wait until something is so, which they look at each time they are told to. */
export function createSignal() {
  const watchers = new Set<() => void>();
  return {
    tell: () => {
      for (const watch of watchers) watch();
    },
    until(isSo: () => boolean): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      const watch = () => {
        if (!isSo()) return;
        watchers.delete(watch);
        resolve();
      };
      watchers.add(watch);
      watch();
      return promise;
    },
  };
}
