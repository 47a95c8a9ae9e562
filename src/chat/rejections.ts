/** Where what nobody caught is told; such as the process. */
export type Rejections = {
  on(event: "unhandledRejection", listener: (reason: unknown) => void): unknown;
  off(event: "unhandledRejection", listener: (reason: unknown) => void): unknown;
};

/**
 * Lets several hear what nobody caught. Each of them throws what is not its own; what all throw is thrown on, and ends the
 * process as it does without them.
 */
export function sharedRejections(rejections: Rejections): Rejections {
  const listeners = new Set<(reason: unknown) => void>();
  function tell(reason: unknown): void {
    for (const listener of listeners) {
      try {
        listener(reason);
        return;
      } catch (error) {
        if (error !== reason) throw error;
      }
    }
    throw reason;
  }
  return {
    on(event, listener) {
      if (listeners.size === 0) rejections.on(event, tell);
      listeners.add(listener);
    },
    off(event, listener) {
      listeners.delete(listener);
      if (listeners.size === 0) rejections.off(event, tell);
    },
  };
}
