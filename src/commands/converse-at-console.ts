import { within } from "../chat/within.ts";
import { type ChatBot, type ChatBotParts, createChatBot } from "../chat-bot.ts";
import type { Log } from "../kernel/log.ts";
import { chatReport } from "./chat-report.ts";
import { openConsole } from "./open-console.ts";
import type { ServeOptions } from "./options.ts";
import type { ExitCode, World } from "./world.ts";

/** So often what has become due is looked for. */
const lookEveryMs = 1_000;

/** The next line does not wait longer for a way by which somebody is paged. */
const mostWaitingMs = 1_000;

/** So long what is under way may take when the process is told to end. */
const mostFinishingMs = 10_000;

/** What a conversation is made of, wherever it takes place. */
export type ConverseGiven = Pick<
  ChatBotParts,
  | "knowledge"
  | "oncall"
  | "db"
  | "gaps"
  | "timeZone"
  | "wifi"
  | "compute"
  | "notifiers"
  | "oncallRoom"
  | "publicUrl"
> & {
  readonly world: World;
  readonly log: Log;
  /**
   * Starts what serves others than the terminal, once the bot works.
   *
   * @param moved wants to hear that something may be due now
   * @returns what stops it, and never throws; `outlives`: where nobody sits at a terminal it goes on after the input has
   *   ended, until the process is told to end
   */
  readonly beside: (
    bot: ChatBot,
    moved: () => void,
  ) => Promise<{ readonly stop: () => Promise<void>; readonly outlives: boolean }>;
};

/**
 * Talks to whoever is at the console, until the input ends or the process is told to end; every reply is out then. What an
 * earlier process left is done first, and shown here: only one serves a database.
 */
export async function converseAtConsole(
  options: Pick<ServeOptions, "as" | "db">,
  { world, log, beside, ...parts }: ConverseGiven,
): Promise<ExitCode> {
  const { clock, randomHex } = world;
  let code: ExitCode = 0;
  const told = Promise.withResolvers<void>();
  /** Takes in nothing more. Ctrl-C may come twice, from the terminal and from the launcher: the second changes nothing. */
  function end(signal: "SIGINT" | "SIGTERM"): void {
    if (signal === "SIGINT") code = 130;
    log.info("serve.stopping", { signal });
    terminal.close();
    told.resolve();
  }
  const fault = (error: unknown) => log.fault("console.failed", error);
  const { corpus } = parts.knowledge();
  const entries = corpus.entries.length;
  const terminal = await openConsole(options, world, corpus, {
    settle,
    pictures: (image) => core.pictures(image),
    interrupted: () => end("SIGINT"),
    fault,
  });
  const core = createChatBot({
    ...parts,
    platforms: [terminal],
    clock,
    report: chatReport(log),
    randomHex,
    elapsedMs: world.elapsedMs,
  });
  let settled = Promise.resolve();
  /** One after the other: no reply to a line is under way when the next is taken. */
  function settle(): Promise<void> {
    settled = settled.catch(() => {}).then(() => core.settle(mostWaitingMs));
    return settled;
  }
  let isLooking = false;
  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    await settle().catch(fault);
    isLooking = false;
  }

  world.onSignal(end);
  log.info("serve.started", { entries });
  const ready = Promise.withResolvers<void>();
  await terminal.start(async (item) => {
    await ready.promise;
    return await core.intake(item);
  });
  let looks: NodeJS.Timeout | undefined;
  let served: Awaited<ReturnType<ConverseGiven["beside"]>> | undefined;
  try {
    await core.start(); // frees what an earlier process had in hand
    await core.stop();
    await settle();
    served = await beside(core, () => void look());
    ready.resolve();
    // What is tried again or said later comes without a line that calls for it.
    looks = setInterval(() => void look(), lookEveryMs);
    const isService = served.outlives && world.stdin.isTTY !== true;
    await Promise.race([...(isService ? [] : [terminal.ended]), told.promise]);
  } finally {
    clearInterval(looks);
    const stopped = served?.stop();
    const finished = Promise.allSettled([terminal.ended, settled.then(() => core.settle())]);
    if (looks !== undefined) await within(mostFinishingMs, finished, undefined);
    await stopped;
    await terminal.stop(Temporal.Duration.from({ seconds: 0 }));
  }
  log.info("serve.stopped");
  return code;
}
