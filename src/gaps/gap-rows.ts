import { z } from "zod";
import {
  type DismissReason,
  dismissReasons,
  type Gap,
  type GapKind,
  type GapState,
  gapKinds,
} from "./gap.ts";
import { titleOf } from "./kept-question.ts";

const isReason = (text: string): text is DismissReason => Object.hasOwn(dismissReasons, text);
const isKind = (text: string): text is GapKind => Object.hasOwn(gapKinds, text);

/** SQL's null is undefined everywhere else. */
const optionalText = z
  .string()
  .nullable()
  .transform((text) => text ?? undefined);
const flag = z.union([z.literal(0), z.literal(1)]).transform((bit) => bit === 1);
export const instantSchema = z.int().transform((at) => Temporal.Instant.fromEpochMilliseconds(at));

const stateSchema = z.discriminatedUnion("state", [
  z
    .object({ state: z.literal("open"), came_back: flag })
    .transform(({ state, came_back: cameBack }) => ({ state, cameBack })),
  z.object({ state: z.literal("answered"), entry: z.string() }),
  z
    .object({
      state: z.literal("dismissed"),
      reason: z.string().refine(isReason),
      note: optionalText,
      dismissed_asks: z.int(),
      came_back: flag,
    })
    .transform(({ dismissed_asks: asks, came_back: cameBack, ...row }) => ({
      ...row,
      asks,
      cameBack,
    })),
  z
    .object({ state: z.literal("merged"), merged_into: z.int() })
    .transform(({ state, merged_into: into }) => ({ state, into })),
]);

/** Reads the columns of a gap's state. */
export function parseState(row: unknown): GapState {
  return stateSchema.parse(row);
}

/** The columns that {@link stateColumns} writes. */
export const stateColumnNames = [
  "state",
  "reason",
  "note",
  "dismissed_asks",
  "entry",
  "merged_into",
  "came_back",
] as const;

/** Gives the columns of a state, all of them, so that nothing is left of the one before. */
export function stateColumns(state: GapState) {
  const dismissed = state.state === "dismissed" ? state : undefined;
  return {
    state: state.state,
    reason: dismissed?.reason ?? null,
    note: dismissed?.note ?? null,
    dismissed_asks: dismissed?.asks ?? null,
    entry: state.state === "answered" ? state.entry : null,
    merged_into: state.state === "merged" ? state.into : null,
    came_back: "cameBack" in state && state.cameBack ? 1 : 0,
  };
}

const gapSchema = z.object({
  id: z.int(),
  kind: z.string().refine(isKind),
  key: optionalText,
  title: optionalText.transform((text) => (text === undefined ? undefined : titleOf(text))),
  people: z.int(),
  asks: z.int(),
  first: instantSchema,
  last: instantSchema,
  recent_people: z.int(),
  recent_asks: z.number(),
  reopened: z.int(),
});

/** Reads a gap with what is counted of its asks. */
export function parseGap(row: unknown): Gap {
  const { recent_people: people, recent_asks: asks, ...gap } = gapSchema.parse(row);
  return { ...gap, recent: { people, asks }, state: parseState(row) };
}
