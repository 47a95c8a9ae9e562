import { z } from "zod";
import { MatrixRefusal } from "./matrix-refusal.ts";
import type { Account } from "./model.ts";

const types = {
  types: z.array(z.string()).optional(),
  not_types: z.array(z.string()).default([]),
};

const eventFilterSchema = z.object({ ...types, lazy_load_members: z.boolean().default(false) });

/** What of a filter counts here; anything else in one changes nothing. */
const filterSchema = z.object({
  room: z
    .object({
      timeline: z.object({ ...types, limit: z.number().int().positive().optional() }).optional(),
      state: z.object({ lazy_load_members: z.boolean().default(false) }).optional(),
      ephemeral: z.object(types).optional(),
      include_leave: z.boolean().default(false),
    })
    .optional(),
});

export type SyncFilter = z.infer<typeof filterSchema>;

/** A filter in a query: the number of one that was uploaded, or all of it. @throws MatrixRefusal */
export function filterOf({ filters }: Account, given: string | null): SyncFilter {
  if (given === null) return {};
  const found = given.startsWith("{") ? parsed(given) : filters[Number(given)];
  if (!found) throw new MatrixRefusal(400, "M_INVALID_PARAM", "No such filter");
  return filterSchema.parse(found);
}

/** A filter of events alone, as it stands in a query. @throws MatrixRefusal */
export const eventFilterOf = (given: string | null) =>
  eventFilterSchema.parse(given === null ? {} : parsed(given));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MatrixRefusal(400, "M_NOT_JSON", "Invalid filter JSON");
  }
}

type Types = {
  readonly types?: readonly string[] | undefined;
  readonly not_types: readonly string[];
};

/** Whether a type passes; a star stands for anything. */
export function lets(filter: Types | undefined, type: string): boolean {
  if (!filter) return true;
  const names = (pattern: string) =>
    pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
  return !filter.not_types.some(names) && (filter.types?.some(names) ?? true);
}
