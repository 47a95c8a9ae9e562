import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { type LineHistory, mostLines } from "./history-file.ts";
import { createSpinner, type Every } from "./spinner.ts";

export type Streams = {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
};

/** Lines in, texts out: at a terminal with a prompt, editing, the lines before, and a spinner; in a pipe without. */
export type LineTerminal = {
  readonly isTerminal: boolean;
  /** Lines one by one: the next is taken when it is asked for, and the prompt shown then. Ends with the input. */
  readonly lines: AsyncIterable<string>;
  /** Prints a text with an empty line after it. @returns when it has left */
  print(text: string): Promise<void>;
  bell(): void;
  spin(isOn: boolean): void;
  /** Takes no more lines. */
  close(): void;
  /** Resolves when all that was printed has left, and all that was entered is in the history. */
  flushed(): Promise<void>;
};

const prompt = "> ";
const clearLine = "\r\u001b[K";

/** Opens the streams; lines that come before are kept by the input itself. */
export function openLineTerminal(
  { input, output }: Streams,
  given: {
    readonly every: Every;
    readonly interrupted: () => void;
    readonly history?: LineHistory | undefined;
  },
): LineTerminal {
  const isTerminal = input.isTTY === true && output.isTTY === true;
  const history = isTerminal ? given.history : undefined;
  const recalled = { history: [...(history?.earlier ?? [])], historySize: mostLines };
  const reader = createInterface({
    input,
    ...(isTerminal ? { output, prompt, removeHistoryDuplicates: true, ...recalled } : {}),
    terminal: isTerminal,
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  if (history) reader.on("line", history.add);
  const source = reader[Symbol.asyncIterator](); // taken now: lines that come before it are lost
  let closed = false;
  let prompted = false;
  reader.once("close", () => {
    closed = true;
  });
  // In raw mode the terminal sends Ctrl-C as a character, and no signal comes.
  reader.on("SIGINT", given.interrupted);
  const spinner = createSpinner((text) => void output.write(text), given.every);
  let leaving: Promise<void> = Promise.resolve();
  const write = (text: string) => {
    const left = new Promise<void>((resolve) => {
      // The callback also comes when the reader has gone; whoever owns the stream hears of that.
      output.write(text, () => resolve());
    });
    leaving = Promise.all([leaving, left]).then(() => undefined);
    return left;
  };

  function ask(): void {
    prompted = isTerminal && !closed;
    if (prompted) reader.prompt(true);
  }
  async function* lines(): AsyncGenerator<string, void, undefined> {
    try {
      while (true) {
        spinner.turn(false);
        ask();
        const { done, value } = await source.next();
        prompted = false;
        if (done) break;
        yield value;
      }
    } finally {
      if (isTerminal) await write("\n");
    }
  }

  return {
    isTerminal,
    lines: lines(),
    async print(text) {
      spinner.hide();
      if (!prompted) return write(`${text}\n\n`);
      // Somebody may be typing: their line goes below.
      const left = write(`${clearLine}${text}\n\n`);
      ask();
      return left;
    },
    bell() {
      if (isTerminal) output.write("\u0007");
    },
    spin(isOn) {
      if (isTerminal && !prompted) spinner.turn(isOn);
    },
    close: () => reader.close(),
    async flushed() {
      await leaving;
      await history?.written();
    },
  };
}
