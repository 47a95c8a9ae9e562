import { z } from "zod";
import type { EventContent } from "./matrix-calls.ts";

/** Which part of which reply an event of ours is, so that it is found again, also by another device of ours. */
export type PartMark = {
  readonly nonce: string;
  /** From 0. */
  readonly part: number;
  readonly parts: number;
  /** It repeats the first part on the main line of the room. */
  readonly isCopy?: boolean | undefined;
};

const key = "io.ama.part";

const markSchema = z.object({
  nonce: z.string(),
  part: z.int().min(0),
  parts: z.int().min(1),
  isCopy: z.boolean().optional(),
});

export function markPart(content: EventContent, mark: PartMark): EventContent {
  return { ...content, [key]: mark };
}

export function readMark(content: EventContent): PartMark | undefined {
  return markSchema.safeParse(content[key]).data;
}

/** The id by which the homeserver knows the same part again. */
export function partId({ nonce, part, isCopy }: Omit<PartMark, "parts">): string {
  return isCopy ? `${nonce}-copy` : `${nonce}-${part}`;
}
