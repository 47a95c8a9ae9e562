import type { Kysely } from "kysely";
import { createCommandStore, type SlackTables } from "../adapters/slack/command-store.ts";
import { createSlackPlatform, type SlackPlatform } from "../adapters/slack/slack-platform.ts";
import type { Pictures } from "../chat/pictures.ts";
import type { Rejections } from "../chat/rejections.ts";
import type { Log } from "../kernel/log.ts";
import type { SlackSettings } from "../slack-settings.ts";
import type { World } from "./world.ts";

type Given = {
  readonly db: Kysely<SlackTables>;
  readonly world: Pick<World, "clock" | "stderr">;
  readonly log: Log;
  /** Left out: the process. */
  readonly rejections?: Rejections | undefined;
  readonly pictures: Pictures;
};

/** Slack as the settings have it. What keeps it from working is told in a sentence, once until that changes. */
export function openSlack(
  { botToken, line, apiUrl }: SlackSettings,
  { db, world, log, pictures, rejections }: Given,
): SlackPlatform {
  let told: string | undefined;
  let isLackTold = false;
  const platform = createSlackPlatform({
    botToken,
    line,
    slackApiUrl: apiUrl,
    clock: world.clock,
    pictures,
    rejections,
    commands: createCommandStore(db),
    log: () => log.warn("slack.failed", {}),
    fault: (error) => log.fault("slack.failed", error),
    changed() {
      const { state, reason } = platform.health();
      if (state === "up") tellLack();
      if (reason !== undefined && reason !== told) world.stderr.write(`Slack: ${reason}\n`);
      told = reason;
    },
  });
  /** What nobody granted is a choice, and told once. */
  function tellLack(): void {
    const lacking = platform.lackingScopes();
    if (isLackTold || lacking.length === 0) return;
    isLackTold = true;
    world.stderr.write(
      `Slack: the optional scopes ${lacking.join(", ")} are not granted, and what they switch on is off. "ama slack manifest" has them all.\n`,
    );
  }
  return platform;
}
