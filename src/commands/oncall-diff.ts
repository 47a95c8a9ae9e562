import { parseConfig } from "../config.ts";
import { type DutyChange, dutyChange } from "../oncall/duty-change.ts";
import { printStart } from "../oncall/keeping-start.ts";
import { loadOncallAt } from "../oncall/load-oncall.ts";
import { defaultDays } from "./oncall-days.ts";
import { type OpenOncall, openOncall, problemsJson } from "./open-oncall.ts";
import type { OncallDiffOptions } from "./options.ts";
import { inBothZones, instantJson } from "./shift-text.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Shows what the files change for whom against a base; exit 1 when something moves, or cannot be read. */
export async function oncallDiff(
  base: string,
  options: OncallDiffOptions,
  world: World,
): Promise<ExitCode> {
  const folder = options.knowledge ?? parseConfig(world.env).knowledgeFolder;
  const open = await openOncall(options, world);
  const before = await loadOncallAt(folder, base, world.env);
  const at = options.at ?? world.clock.now();
  const change = dutyChange(before, open.oncall, at, options.days ?? defaultDays);
  const text = options.json
    ? JSON.stringify({ version: 1, ...changeJson(change), ...problemsJson(open.broken) })
    : changeText(change, open, base);
  await writeLine(world.stdout, text);
  const isMoved = change.now.length > 0 || change.moved.length > 0;
  return isMoved || open.broken.length > 0 ? 1 : 0;
}

function changeJson({ now, moved, told }: DutyChange) {
  return {
    now: now.map(({ schedule, before, after, keep }) => ({
      schedule,
      before: before ?? null,
      after: after ?? null,
      keeping: keep ? { layer: keep.layer, start: printStart(keep.start) } : null,
    })),
    moved: moved.map(({ schedule, timeZone, start, end, before, after }) => ({
      schedule,
      start: instantJson(start, timeZone),
      end: instantJson(end, timeZone),
      before: before ?? null,
      after: after ?? null,
    })),
    told,
  };
}

function changeText(
  { now, moved, told }: DutyChange,
  { nameOf, timeZone: askers }: OpenOncall,
  base: string,
): string {
  if (now.length === 0 && moved.length === 0) return `Nothing moves against ${base}.`;
  return [
    ...now.flatMap(({ schedule, before, after, keep }) => [
      `${schedule}, now: ${nameOf(before)} is on call, and ${nameOf(after)} would be.`,
      ...(keep
        ? [
            `  start: "${printStart(keep.start)}" in the layer "${keep.layer}" keeps ${nameOf(before)}.`,
          ]
        : []),
    ]),
    ...moved.map(
      ({ schedule, timeZone, start, end, before, after }) =>
        `${schedule}: ${inBothZones(start, timeZone, askers)} to ${inBothZones(end, timeZone, askers)}: ${nameOf(before)} -> ${nameOf(after)}`,
    ),
    `To be told: ${told.map(nameOf).join(", ") || "nobody"}.`,
  ].join("\n");
}
