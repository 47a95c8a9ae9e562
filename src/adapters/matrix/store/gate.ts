/** What must not leave the process half done waits here. */
export interface Gate {
  /** @returns ends this hold; further calls do nothing */
  hold(): () => void;
  isHeld(): boolean;
  /** Waits until nobody holds it. */
  passed(): Promise<void>;
  /** Lets everybody through for good, who then has to see why. */
  unhinge(): void;
}

export function createGate(): Gate {
  const holds = new Set<symbol>();
  let opened = Promise.withResolvers<void>();
  let unhinged = false;
  const isHeld = () => holds.size > 0 && !unhinged;
  return {
    isHeld,
    hold() {
      const hold = Symbol("hold");
      if (holds.size === 0) opened = Promise.withResolvers();
      holds.add(hold);
      return () => {
        holds.delete(hold);
        if (holds.size === 0) opened.resolve();
      };
    },
    async passed() {
      while (isHeld()) await opened.promise;
    },
    unhinge() {
      unhinged = true;
      opened.resolve();
    },
  };
}
