/** How much of what was encrypted could not be read, since the process began. */
export type Readability = {
  saw(isReadable: boolean): void;
  /** A key came for what could not be read before. */
  becameReadable(): void;
  unreadable(): number;
  /** Of all that was encrypted, from 0 to 1. */
  unreadableRate(): number;
};

export function createReadability(): Readability {
  let seen = 0;
  let unreadable = 0;
  return {
    saw(isReadable) {
      seen += 1;
      if (!isReadable) unreadable += 1;
    },
    becameReadable() {
      unreadable -= 1;
    },
    unreadable: () => unreadable,
    unreadableRate: () => (seen === 0 ? 0 : unreadable / seen),
  };
}
