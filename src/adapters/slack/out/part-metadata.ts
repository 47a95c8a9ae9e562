import { z } from "zod";

/** Tells a message of ours: which reply it is, and which part of it. */
export type PartMetadata = {
  readonly nonce: string;
  /** From 0. */
  readonly part: number;
  readonly parts: number;
  /** The first message of the reply, of those that follow it. */
  readonly of?: string | undefined;
  /** Ids of what was uploaded for the reply; its first message alone tells. */
  readonly files?: readonly string[] | undefined;
};

const eventType = "ama_outbox";

const metadataSchema = z.object({
  event_type: z.literal(eventType),
  event_payload: z.object({
    nonce: z.string(),
    part: z.int(),
    parts: z.int(),
    of: z.string().optional(),
    files: z
      .array(z.object({ id: z.string() }).transform(({ id }) => id))
      .readonly()
      .optional(),
  }),
});

export function writePartMetadata({ nonce, part, parts, of, files = [] }: PartMetadata) {
  return {
    event_type: eventType,
    event_payload: {
      ...{ nonce, part, parts },
      ...(of === undefined ? {} : { of }),
      ...(files.length === 0 ? {} : { files: files.map((id) => ({ id })) }),
    },
  };
}

/** @returns undefined when a message has none of ours */
export function readPartMetadata(metadata: unknown): PartMetadata | undefined {
  return metadataSchema.safeParse(metadata).data?.event_payload;
}
