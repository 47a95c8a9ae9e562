import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Doc } from "../../chat/doc.ts";
import { docText } from "../../chat/doc-text.ts";

export type ConsoleParts = {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
  /** Said once, to a person at a terminal. */
  readonly welcome: string;
  readonly answer: (question: string) => Doc | Promise<Doc>;
};

export type Console = {
  /** Settles when the input has ended or was closed, and every reply is out. */
  readonly ended: Promise<void>;
  /** Takes no more questions. */
  close(): void;
};

const prompt = "\n> ";

/** A conversation line by line: each line of input is a question, each reply follows in order, with an empty line after it. */
export function startConsole({ input, output, welcome, answer }: ConsoleParts): Console {
  const atTerminal = input.isTTY === true && output.isTTY === true;
  const reader = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const lines = reader[Symbol.asyncIterator](); // taken now: lines that come before it are lost
  const say = (text: string) =>
    new Promise<void>((resolve) => {
      // The callback also comes when the reader has gone; whoever owns the stream hears of that.
      output.write(text, () => resolve());
    });
  return { ended: converse(), close: () => reader.close() };

  async function converse(): Promise<void> {
    if (atTerminal) await say(`${welcome}\n${prompt}`);
    for await (const line of lines) {
      if (line.trim() !== "")
        await say(`${docText(await answer(line))}\n${atTerminal ? "" : "\n"}`);
      if (atTerminal) await say(prompt);
    }
    if (atTerminal) await say("\n");
  }
}
