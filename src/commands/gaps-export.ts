import { fewestShown, type Gap } from "../gaps/gap.ts";
import type { GapListStore } from "../gaps/gap-list-store.ts";
import { byRank } from "../gaps/gap-ranking.ts";
import { csvText } from "./csv.ts";
import { gapJson, weighedOf } from "./gap-json.ts";
import { withGaps } from "./open-gaps.ts";
import type { ExportOptions } from "./options.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Prints all gaps, or the questions of those that three or more people asked for. */
export function gapsExport(options: ExportOptions, world: World): Promise<ExitCode> {
  const at = options.at ?? world.clock.now();
  return withGaps(options, world, async ({ list }) => {
    const gaps = byRank(await list.list({}, at), weighedOf, at);
    const text = options.questions
      ? await questionsText(gaps, list, options.csv === true)
      : gapsText(gaps, at, options.csv === true);
    if (text !== "") await writeLine(world.stdout, text);
    return 0;
  });
}

const columns = [
  "id",
  "state",
  "kind",
  "key",
  "title",
  "people",
  "asks",
  "first",
  "last",
  "entry",
  "reopened",
] as const;

function gapsText(gaps: readonly Gap[], at: Temporal.Instant, csv: boolean): string {
  const rows = gaps.map((gap) => gapJson(gap, at));
  if (!csv) return JSON.stringify({ version: 1, total: rows.length, gaps: rows });
  return csvText([columns, ...rows.map((row) => columns.map((column) => row[column]))]);
}

async function questionsText(
  gaps: readonly Gap[],
  list: GapListStore,
  csv: boolean,
): Promise<string> {
  const rows: { readonly q: string; readonly entry: string | null; readonly asks: number }[] = [];
  for (const { id, people, state } of gaps) {
    if (people < fewestShown) continue;
    const entry = state.state === "answered" ? state.entry : null;
    for (const { text, asks } of await list.questions(id)) rows.push({ q: text, entry, asks });
  }
  if (!csv) return rows.map((row) => JSON.stringify(row)).join("\n");
  return csvText([["q", "entry", "asks"], ...rows.map(({ q, entry, asks }) => [q, entry, asks])]);
}
