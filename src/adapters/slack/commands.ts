import type { Clock } from "../../kernel/clock.ts";

/** A command, and how it can be answered. */
type KeptCommand = {
  /** Its dedup key. */
  readonly command: string;
  /** Who gave it. */
  readonly user: string;
  /** Whoever knows it can answer in our place. */
  readonly responseUrl: string | undefined;
  readonly uses: number;
  readonly at: Temporal.Instant;
};

/** Where commands are kept. */
export type CommandRows = {
  find(command: string): Promise<KeptCommand | undefined>;
  /** Keeps it in place of what was kept of it before. */
  put(kept: KeptCommand): Promise<void>;
  /** Forgets what was put before an instant. */
  forgetBefore(at: Temporal.Instant): Promise<void>;
};

export type Commands = {
  /** Takes note of who gave a command, or pressed under its answer, and of the address that came with that. */
  keep(command: string, user: string, responseUrl: string | undefined): Promise<void>;
  giver(command: string): Promise<string | undefined>;
  /** How many messages its address still takes. */
  usesLeft(command: string): Promise<number>;
  /** Gives its address for one message; undefined: it takes no more. */
  use(command: string): Promise<string | undefined>;
};

/** https://docs.slack.dev/interactivity/handling-user-interaction: five times, within 30 minutes. */
const mostUses = 5;
const urlLasts = Temporal.Duration.from({ minutes: 30 });
/** What is said later than this about a command goes to nobody, unless it says to whom. */
const keptFor = Temporal.Duration.from({ hours: 24 });

export function createCommands(rows: CommandRows, clock: Clock): Commands {
  function usesOf(kept: KeptCommand | undefined): number {
    if (kept?.responseUrl === undefined) return 0;
    const isOver = Temporal.Instant.compare(clock.now(), kept.at.add(urlLasts)) >= 0;
    return isOver ? 0 : mostUses - kept.uses;
  }
  return {
    async keep(command, user, responseUrl) {
      const at = clock.now();
      await rows.forgetBefore(at.subtract(keptFor));
      await rows.put({ command, user, responseUrl, uses: 0, at });
    },
    giver: async (command) => (await rows.find(command))?.user,
    usesLeft: async (command) => usesOf(await rows.find(command)),
    async use(command) {
      const kept = await rows.find(command);
      if (!kept || usesOf(kept) === 0) return undefined;
      await rows.put({ ...kept, uses: kept.uses + 1 });
      return kept.responseUrl;
    },
  };
}

/** Keeps them as long as the process lives. */
export function rememberedCommands(): CommandRows {
  const known = new Map<string, KeptCommand>();
  return {
    find: async (command) => known.get(command),
    async put(kept) {
      known.set(kept.command, kept);
    },
    async forgetBefore(at) {
      for (const { command, at: since } of known.values()) {
        if (Temporal.Instant.compare(since, at) < 0) known.delete(command);
      }
    },
  };
}
