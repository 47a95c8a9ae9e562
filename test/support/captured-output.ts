import { Writable } from "node:stream";

export type CapturedOutput = Writable & {
  readonly isTTY?: boolean;
  /** All that was written so far. */
  text(): string;
  /** Settles as soon as what was written holds `part`. */
  holds(part: string): Promise<void>;
};

/** Creates a stream that keeps what is written to it. */
export function captureOutput(isTTY = false): CapturedOutput {
  let written = "";
  const waiting = new Set<() => void>();
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      written += String(chunk);
      for (const look of waiting) look();
      done();
    },
  });
  return Object.assign(stream, {
    isTTY,
    text: () => written,
    holds: (part: string) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!written.includes(part)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  });
}
