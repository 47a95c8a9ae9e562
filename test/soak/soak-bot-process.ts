import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { fromBotSchema, type ToBot, toBotSchema } from "./soak-messages.ts";

const main = fileURLToPath(new URL("./soak-bot.ts", import.meta.url));

/** One life of the bot. */
export type SoakBot = {
  /** Settles once it hears Slack; rejects when it dies before that. */
  readonly up: Promise<void>;
  /** What it holds once its garbage is collected. */
  rssMb(): Promise<number>;
  /** At once, and whatever it is doing. @returns how it ended */
  kill(): Promise<string>;
  /** Once what is in work is done. @returns how it ended: "0" is well */
  stop(): Promise<string>;
};

type Place = {
  readonly database: string;
  readonly slack: { readonly url: string; readonly botToken: string; readonly appToken: string };
};

/** Starts the bot; `logged` is given each line that it logs. */
export function startSoakBot({ database, slack }: Place, logged: (line: string) => void): SoakBot {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("AMA_"));
  const child = fork(main, [database, slack.url, slack.botToken, slack.appToken], {
    execArgv: ["--expose-gc"],
    env: Object.fromEntries(own),
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  const up = Promise.withResolvers<void>();
  const asked: ((rssMb: number) => void)[] = [];
  child.on("message", (message) => {
    const said = fromBotSchema.parse(message);
    if (said.say === "up") up.resolve();
    else asked.shift()?.(said.rssMb);
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    for (const line of text.trim().split("\n")) logged(line);
  });
  const ended = once(child, "exit").then(([code, signal]) => String(signal ?? code));
  void ended.then((how) => up.reject(new Error(`The bot ended with ${how} before it was up.`)));
  const tell = (message: ToBot) => {
    if (child.connected) child.send(toBotSchema.encode(message), () => undefined);
  };
  return {
    up: up.promise,
    rssMb() {
      const { promise, resolve } = Promise.withResolvers<number>();
      asked.push(resolve);
      tell({ say: "memory" });
      return promise;
    },
    kill() {
      child.kill("SIGKILL");
      return ended;
    },
    stop() {
      tell({ say: "stop" });
      return ended;
    },
  };
}
