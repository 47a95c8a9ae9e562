import { type Gap, type GapKind, gapKinds, gapStateNames, isListed } from "../gaps/gap.ts";
import { byRank } from "../gaps/gap-ranking.ts";
import { BotError } from "../kernel/bot-error.ts";
import { gapJson, gapLines, weighedOf } from "./gap-json.ts";
import { oneOf } from "./one-of.ts";
import { withGaps } from "./open-gaps.ts";
import type { GapListOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

const defaultLimit = 20;

/** Prints the gaps, those first that deserve attention most: by default the open ones that are listed. */
export function gapsList(options: GapListOptions, world: World): Promise<ExitCode> {
  const { all = false } = options;
  const named =
    options.state === undefined ? undefined : oneOf("--state", options.state, gapStateNames);
  const state = named ?? (all ? undefined : "open");
  const kind = options.kind === undefined ? undefined : kindNamed(options.kind);
  const limit = options.limit === undefined ? defaultLimit : limitOf(options.limit);
  const at = options.at ?? world.clock.now();
  return withGaps(options, world, async ({ list }) => {
    const found = await list.list({ state, kind }, at);
    const listed = byRank(all ? found : found.filter(isListed), weighedOf, at);
    const shown = listed.slice(0, limit);
    const text = options.json
      ? JSON.stringify({
          version: 1,
          total: listed.length,
          gaps: shown.map((gap) => gapJson(gap, at)),
        })
      : listText(listed, shown, state ?? "", at);
    await writeLine(world.stdout, text);
    return 0;
  });
}

function listText(
  listed: readonly Gap[],
  shown: readonly Gap[],
  state: string,
  at: Temporal.Instant,
): string {
  const what = [state, listed.length === 1 ? "gap" : "gaps"].filter((word) => word !== "");
  if (listed.length === 0) return `There are no ${what.join(" ")}.`;
  const hidden = listed.length - shown.length;
  return [
    `${listed.length} ${what.join(" ")}, the most wanted first:`,
    ...shown.map((gap) => gapLines(gap, at)),
    ...(hidden > 0 ? [`… and ${hidden} more; --limit ${listed.length} shows them all.`] : []),
  ].join("\n\n");
}

function kindNamed(word: string): GapKind {
  const kinds = Object.keys(gapKinds).filter((name): name is GapKind =>
    Object.hasOwn(gapKinds, name),
  );
  return oneOf("--kind", word, kinds);
}

function limitOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new BotError(
    "USAGE_INVALID",
    `--limit is ${JSON.stringify(text)}: expected a whole number from 1 on. Leave it out for ${defaultLimit}.`,
  );
}
