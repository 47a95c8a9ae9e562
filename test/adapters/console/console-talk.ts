import { PassThrough } from "node:stream";
import {
  type ConsolePlatform,
  consoleRoom,
  createConsolePlatform,
} from "../../../src/adapters/console/console-platform.ts";
import type { LineHistory } from "../../../src/adapters/console/history-file.ts";
import type { Action } from "../../../src/chat/action.ts";
import type { InboxItem } from "../../../src/chat/inbox-item.ts";
import type { Pictures } from "../../../src/chat/pictures.ts";
import type { Reply } from "../../../src/chat/reply.ts";
import { type CapturedOutput, captureOutput } from "../../support/captured-output.ts";
import { createStoppedClock } from "../../support/stopped-clock.ts";

export type ConsoleTalk = {
  readonly console: ConsolePlatform;
  readonly input: PassThrough;
  readonly output: CapturedOutput;
  readonly items: readonly InboxItem[];
  readonly faults: readonly unknown[];
  /** Lets time pass for the spinner. */
  tick(): void;
  isTicking(): boolean;
};

export type TalkGiven = {
  readonly atTerminal?: boolean;
  readonly colours?: boolean;
  /** How wide the terminal is; left out, it does not tell. */
  readonly columns?: number;
  readonly pictures?: Pictures;
  readonly history?: LineHistory;
  /** What the bot does with an item before the next line is taken. */
  readonly react?: (item: InboxItem, console: ConsolePlatform) => Promise<unknown>;
};

/** A console that is started, and a bot that reacts; by default it does nothing. */
export async function startTalk({
  atTerminal = false,
  colours = false,
  columns,
  pictures,
  history,
  react = async () => undefined,
}: TalkGiven = {}): Promise<ConsoleTalk> {
  const input = Object.assign(new PassThrough(), { isTTY: atTerminal });
  const width = columns === undefined ? {} : { columns };
  const output = Object.assign(captureOutput(atTerminal), width);
  const items: InboxItem[] = [];
  const faults: unknown[] = [];
  const ticks = new Set<() => void>();
  const console: ConsolePlatform = createConsolePlatform({
    input,
    output,
    colours,
    person: { user: "ana", displayName: "Ana" },
    clock: createStoppedClock("2026-11-25T09:00:00Z"),
    run: "r1",
    welcome: "Welcome.",
    async settle() {
      const item = items.at(-1);
      if (item) await react(item, console);
    },
    pictures,
    history,
    every(_ms, tick) {
      ticks.add(tick);
      return () => void ticks.delete(tick);
    },
    fault: (error) => faults.push(error),
  });
  await console.start(async (item) => {
    items.push(item);
    return "stored";
  });
  const tick = () => {
    for (const one of ticks) one();
  };
  return { console, input, output, items, faults, tick, isTicking: () => ticks.size > 0 };
}

/** A reply to the person at the console. */
export function replyOf(text: string, more: Partial<Reply> = {}): Reply {
  return {
    key: text,
    to: consoleRoom,
    doc: [{ p: [{ text }] }],
    actions: [],
    audience: "everyone",
    importance: "answer",
    broadcast: false,
    ...more,
  };
}

/** Something to press, labelled as its id. */
export function actionOf(id: string, more: Partial<Action> = {}): Action {
  const rest = { style: "plain", allowed: "anyone", once: false, emoji: "👍", words: [] } as const;
  return { ...rest, id, label: id, value: `v-${id}`, ...more };
}
