import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type FromBot, fromBotSchema, type ToBot, toBotSchema } from "../support/kill-messages.ts";

const main = fileURLToPath(new URL("../support/kill-bot.ts", import.meta.url));
const preload = new URL("../support/die-at-statement.ts", import.meta.url).href;
const sample = fileURLToPath(new URL("../../knowledge", import.meta.url));

/** One life of the bot. */
export type BotProcess = {
  tell(message: ToBot): void;
  /** At once, and whatever it is doing. */
  kill(): void;
  /** Resolves when it is dead and all that it has said is heard, with the signal or the exit code. */
  readonly ended: Promise<string>;
};

export type BotPlace = {
  readonly database: string;
  /** Where compiled code is kept from one life to the next. */
  readonly cache: string;
  /** Whether it can be told to die at a statement. */
  readonly canDie: boolean;
  /** What it takes to page people; left out: it pages nobody. */
  readonly paging?:
    | {
        readonly knowledge: string;
        /** Secrets of addresses, by name. */
        readonly env: Readonly<Record<string, string>>;
        /** By how much its clock is ahead. */
        readonly aheadMs: number;
      }
    | undefined;
};

/** Starts the bot; `hear` is given all that it says, and each line that it logs. */
export function startBot(
  { database, cache, canDie, paging }: BotPlace,
  hear: (message: FromBot) => void,
  logged: (line: string) => void,
): BotProcess {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("AMA_"));
  const words = paging ? [paging.knowledge, String(paging.aheadMs)] : [sample];
  const child = fork(main, [database, ...words], {
    execArgv: canDie ? ["--import", preload] : [],
    env: { ...Object.fromEntries(own), ...paging?.env, NODE_COMPILE_CACHE: cache },
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  child.on("message", (said) => hear(fromBotSchema.parse(said)));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => logged(text.trim()));
  const exit = once(child, "exit");
  const heardAll = once(child, "disconnect");
  return {
    tell(message) {
      // What does not arrive is not acknowledged, either.
      if (child.connected) child.send(toBotSchema.encode(message), () => undefined);
    },
    kill: () => void child.kill("SIGKILL"),
    ended: Promise.all([exit, heardAll]).then(([[code, signal]]) => String(signal ?? code)),
  };
}
