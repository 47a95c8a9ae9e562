import { join } from "node:path";
import { parseConfig } from "../config.ts";
import { BotError } from "../kernel/bot-error.ts";
import type { Found } from "../knowledge/lint/check.ts";
import { printProblem } from "../knowledge/problem.ts";
import { type LoadedOncall, loadOncall } from "../oncall/load-oncall.ts";
import { type OverlayRow, overlaysWith } from "../oncall/overlay.ts";
import type { PlacedSchedule } from "../oncall/placed-schedule.ts";
import { itemOfId } from "./known-id.ts";
import { type World, writeLine } from "./world.ts";

/** On-call for a command that asks it. */
export type OpenOncall = LoadedOncall & {
  /** Those asked for; all where none is named. By id. */
  readonly asked: readonly PlacedSchedule[];
  /** What keeps one of those asked for from being read. */
  readonly broken: readonly Found[];
  /** The zone of whoever asks. */
  readonly timeZone: string;
  /** A person as people know them. */
  readonly nameOf: (id: string | undefined) => string;
};

/**
 * Loads on-call, and tells what is broken on stderr; the schedules that can be read stand.
 *
 * @param schedule ids of schedules; undefined: all
 * @param db a database with changes made in chat; undefined: only those of the file
 * @throws BotError USAGE_INVALID for an unknown schedule, INPUT_UNREADABLE when nothing in oncall.yaml can be read
 */
export async function openOncall(
  {
    knowledge,
    schedule: ids,
    db,
  }: { knowledge?: string; schedule?: readonly string[]; db?: string },
  world: World,
): Promise<OpenOncall> {
  const config = parseConfig(world.env);
  const folder = knowledge ?? config.knowledgeFolder;
  const loaded = await loadOncall(folder);
  const { file, catalogue } = loaded.oncall;
  const [problem] = file.problems;
  if (file.isUnreadable && problem) {
    const where = printProblem({ ...problem, file: join(folder, problem.file) });
    throw new BotError("INPUT_UNREADABLE", where);
  }
  const known = [...file.schedules.map(({ schedule }) => schedule.id), ...file.broken.schedules];
  const wanted = ids?.map((id) =>
    itemOfId(
      id,
      known.map((item) => ({ id: item, names: [], item })),
      "--schedule",
      "the id of a schedule in oncall.yaml",
    ),
  );
  const isAsked = (id: string | undefined) =>
    id !== undefined && (wanted === undefined || wanted.includes(id));
  const broken = file.problems.filter(
    ({ concerns }) =>
      isAsked(concerns?.schedule) && file.broken.schedules.includes(concerns?.schedule ?? ""),
  );
  for (const one of broken) {
    await writeLine(world.stderr, printProblem({ ...one, file: join(folder, one.file) }));
  }
  const changes = db === undefined ? [] : await changesIn(db, world);
  const names = new Map(catalogue.people.map(({ id, name }) => [id, name]));
  return {
    ...loaded,
    asked: file.schedules
      .filter(({ schedule }) => isAsked(schedule.id))
      .map((placed) => ({
        ...placed,
        overlays: overlaysWith(placed.overlays, placed.schedule.id, changes),
      }))
      .toSorted((a, b) => (a.schedule.id < b.schedule.id ? -1 : 1)),
    broken,
    timeZone: config.timeZone ?? world.timeZone,
    nameOf(id) {
      if (id === undefined) return "nobody";
      const name = names.get(id);
      return name === undefined ? id : `${name} (${id})`;
    },
  };
}

/** What people changed in chat. */
async function changesIn(db: string, world: World): Promise<readonly OverlayRow[]> {
  // Here, since a database takes as long to load as all the rest.
  const { withDatabase } = await import("./with-database.ts");
  const { createOverlayStore } = await import("../oncall/overlay-store.ts");
  return await withDatabase({ db }, world, "the changes that were made in chat", (storage) =>
    createOverlayStore(storage.db).list(),
  );
}

/** `problems` of the JSON output; nothing where there are none. */
export function problemsJson(broken: readonly Found[]) {
  if (broken.length === 0) return {};
  return {
    problems: broken.map(({ rule, file, line, column, message, concerns }) => ({
      rule,
      schedule: concerns?.schedule ?? null,
      file,
      line,
      column,
      message,
    })),
  };
}
