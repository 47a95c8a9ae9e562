import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { openStorage } from "../../src/storage/open-storage.ts";
import { until } from "./until.ts";

const main = fileURLToPath(new URL("./matrix-bot-process.ts", import.meta.url));

/** By which of its calls a bot dies, and how long after that. */
const deathSchema = z.object({
  /** An answer to a sync, keys that one brought, a message on its way out, a page of history. */
  at: z.enum(["sync", "keys", "send", "page"]),
  /** From 1. */
  nth: z.int(),
  afterMs: z.number(),
});
export type Death = z.infer<typeof deathSchema>;

export const botGivenSchema = z.object({
  account: z.object({
    homeserver: z.string(),
    user: z.string(),
    password: z.string().optional(),
    recoveryKey: z.string().optional(),
  }),
  /** Where it keeps all. */
  folder: z.string(),
  /** Nobody is there to see a recovery key. */
  isSetUp: z.boolean(),
  death: deathSchema.optional(),
});
export type BotGiven = z.infer<typeof botGivenSchema>;

const fromBotSchema = z.union([
  z.object({ upWithMb: z.number() }),
  z.object({ recoveryKey: z.string() }),
  z.object({ fault: z.string() }),
]);
export type FromMatrixBot = z.infer<typeof fromBotSchema>;

/** What a bot has taken in and answered, a row each time. */
export interface EchoTables {
  readonly echoed: { readonly text: string; readonly unreadable: string | null };
}

/** Starts the bot as a process of its own: it says to everybody what they have said. */
export function startMatrixBot(given: BotGiven) {
  const child = fork(main, [JSON.stringify(given)], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(given.folder, "cache") },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const said: FromMatrixBot[] = [];
  let state: "starting" | "up" | "over" = "starting";
  child.on("message", (message) => {
    const one = fromBotSchema.parse(message);
    said.push(one);
    if ("upWithMb" in one) state = "up";
  });
  const ended = once(child, "exit").then(([code, signal]) => {
    state = "over";
    return String(signal ?? code);
  });
  const faults = () => said.flatMap((one) => ("fault" in one ? [one.fault] : []));
  return {
    state: () => state,
    /** Resolves with the signal or the exit code. */
    ended,
    faults,
    recoveryKeys: () => said.flatMap((one) => ("recoveryKey" in one ? [one.recoveryKey] : [])),
    /** Megabytes in memory when it came up. */
    rssMb: () => said.flatMap((one) => ("upWithMb" in one ? [one.upWithMb] : [])).at(-1),
    up: () =>
      until(
        () => state === "up",
        () => `it is ${state}: ${faults().join("; ")}`,
      ),
    async kill(): Promise<void> {
      child.kill("SIGKILL");
      await ended;
    },
    /** Lets it end by itself. */
    async stop(): Promise<string> {
      if (child.connected) child.send("stop");
      return await ended;
    },
  };
}

/** What a bot that has ended took in, in its order. */
export async function echoedIn(folder: string): Promise<readonly EchoTables["echoed"][]> {
  const storage = await openStorage<EchoTables>(join(folder, "ama.sqlite"));
  try {
    return await storage.db.selectFrom("echoed").selectAll().execute();
  } finally {
    await storage.close();
  }
}
