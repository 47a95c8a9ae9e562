import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Span } from "../../src/oncall/schedule.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { writeFiles } from "../support/knowledge-folder.ts";
import { runInWorld } from "../support/test-world.ts";
import { rosterFiles } from "./roster-files.ts";
import { questionOf } from "./vector-answers.ts";
import { loadVectorCases, type VectorCase } from "./vector-case.ts";
import { rostersOf, type ScheduleCase } from "./vector-schedules.ts";

const file = process.env.ONCALL_VECTORS;
const missing = "ONCALL_VECTORS does not name the file of cases";

const at = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text));
const shiftsSchema = z.object({
  shifts: z.array(z.object({ schedule: z.string(), person: z.string(), start: at, end: at })),
});
const whoSchema = z.object({
  on_call: z.array(
    z.object({
      schedule: z.string(),
      person: z.string().nullable(),
      start: at.nullable(),
      end: at.nullable(),
      next: z.object({ start: at }).nullable(),
    }),
  ),
});
type Served = z.infer<typeof shiftsSchema>["shifts"][number];

const emptyFolder = useEmptyFolders();
const isAboutSchedules = (case_: VectorCase): case_ is ScheduleCase =>
  case_.kind !== "add_wallclock" && case_.kind !== "wallclock_hours_between";

if (file === undefined) {
  process.stderr.write(`skipped "on-call cases asked through the command line": ${missing}\n`);
  it.skip(`agrees with cases of known answers (${missing})`, () => undefined);
} else {
  const cases = loadVectorCases(file).filter(isAboutSchedules);
  describe("ama oncall shifts", () => {
    it.each(cases)("agrees with $kind $id", async (case_) => {
      const { from, to, expected, answer } = questionOf(case_);
      const folder = folderOf(case_);
      expect(answer(await listed(folder, { start: from, end: to }))).toEqual(expected);
    });
  });
  describe("ama oncall who", () => {
    it.each(cases)("agrees with $kind $id, asked from one change to the next", async (case_) => {
      const { from, to, expected, answer } = questionOf(case_);
      const folder = folderOf(case_);
      expect(answer(await walked(folder, { start: from, end: to }))).toEqual(expected);
    });
  });
}

function folderOf(case_: ScheduleCase): string {
  const folder = emptyFolder();
  writeFiles(folder, rosterFiles(rostersOf(case_)));
  return folder;
}

async function listed(folder: string, { start, end }: Span): Promise<readonly Served[]> {
  const asked = ["--from", String(start), "--to", String(end)];
  return shiftsSchema.parse(await oncall(folder, "shifts", ...asked)).shifts;
}

/** Asks who is on call at the start, then wherever an answer says that the next begins. */
async function walked(folder: string, { start, end }: Span): Promise<readonly Served[]> {
  const met = new Map<string, Served>();
  for (let now = start; Temporal.Instant.compare(now, end) < 0; ) {
    const { on_call } = whoSchema.parse(await oncall(folder, "who", "--at", String(now)));
    for (const { schedule, person, start, end } of on_call) {
      if (person !== null && start !== null && end !== null)
        met.set(`${schedule} ${start}`, { schedule, person, start, end });
    }
    const [next = end] = on_call
      .flatMap((duty) => duty.next?.start ?? [])
      .toSorted(Temporal.Instant.compare);
    if (Temporal.Instant.compare(next, now) <= 0)
      throw new Error(`What is next at ${now}, is not.`);
    now = next;
  }
  return [...met.values()].toSorted((a, b) => Temporal.Instant.compare(a.start, b.start));
}

async function oncall(folder: string, ...words: readonly string[]): Promise<unknown> {
  const ran = await runInWorld(["oncall", ...words, "--knowledge", folder, "--json"]);
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  return JSON.parse(ran.stdout);
}
