import { setTimeout } from "node:timers/promises";
import type { ChatPlatform } from "../chat/chat-platform.ts";
import { createHeardStore } from "../chat/heard-store.ts";
import { createListener } from "../chat/listener.ts";
import type { Pictures } from "../chat/pictures.ts";
import { isStill } from "../chat/stillness-store.ts";
import { within } from "../chat/within.ts";
import { createChatBot } from "../chat-bot.ts";
import { chatReport } from "./chat-report.ts";
import type { ConverseGiven } from "./converse-at-console.ts";
import { openConsole } from "./open-console.ts";
import type { ServeOptions } from "./options.ts";
import type { ExitCode } from "./world.ts";

/** So often it is looked whether the console's line is replied to, and so long. */
const look = { everyMs: 20, mostMs: 60_000 };

/** So long what is under way may take when the process is told to end. */
const mostFinishing = Temporal.Duration.from({ seconds: 10 });

/** Connects to the rooms of other platforms, which are started then. */
export type Connect = (pictures: Pictures) => readonly ChatPlatform[];

type Given = ConverseGiven & { readonly connect: Connect };

/**
 * Talks to people in the rooms of platforms, and where that is asked for at the console as well, until the process is told
 * to end. A platform that cannot be reached is tried again, and keeps no other from working.
 */
export async function converseInRooms(
  options: Pick<ServeOptions, "as" | "db" | "console">,
  { world, log, beside, connect, ...parts }: Given,
): Promise<ExitCode> {
  const { clock, randomHex } = world;
  const { db } = parts;
  let code: ExitCode = 0;
  const told = Promise.withResolvers<void>();
  function end(signal: "SIGINT" | "SIGTERM"): void {
    if (signal === "SIGINT") code = 130;
    log.info("serve.stopping", { signal });
    terminal?.close();
    told.resolve();
  }
  const fault = (error: unknown) => log.fault("chat.failed", error);
  const { corpus } = parts.knowledge();
  const pictures: Pictures = (image) => core.pictures(image);
  /** The next line is taken once this one is replied to. */
  async function settle(): Promise<void> {
    core.wake();
    for (let waited = 0; waited < look.mostMs; waited += look.everyMs) {
      if (await isStill(db, "console", clock.now())) return;
      await setTimeout(look.everyMs);
    }
  }
  const rooms = connect(pictures);
  const terminal = options.console
    ? await openConsole(options, world, corpus, {
        settle,
        pictures,
        interrupted: () => end("SIGINT"),
        fault,
      })
    : undefined;
  const platforms = [...rooms, ...(terminal ? [terminal] : [])];
  const core = createChatBot({
    ...parts,
    platforms,
    clock,
    report: chatReport(log),
    randomHex,
    elapsedMs: world.elapsedMs,
  });

  const heard = createHeardStore(db);
  const listeners = platforms.map((platform) =>
    createListener({ platform, heard, intake: core.intake, clock, fault }),
  );

  world.onSignal(end);
  log.info("serve.started", { entries: corpus.entries.length });
  await core.start();
  const served = await beside(core, core.wake);
  const started = Promise.all(listeners.map((one) => one.start()));
  try {
    const isAtTerminal = terminal !== undefined && world.stdin.isTTY === true;
    await Promise.race([...(isAtTerminal ? [terminal.ended] : []), told.promise]);
  } finally {
    await within(mostFinishing.total("milliseconds"), started, undefined);
    await Promise.allSettled(listeners.map((one) => one.stop(mostFinishing)));
    await served.stop();
    await core.stop();
  }
  log.info("serve.stopped");
  return code;
}
