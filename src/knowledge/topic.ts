import { z } from "zod";

/** What a thread is about: what its last question left for the next one. */
export type Topic = {
  readonly verb: string | undefined;
  /** Id of the one service. */
  readonly service: string | undefined;
  readonly environment: string | undefined;
  /** Id of the entry that was served. */
  readonly entry: string | undefined;
  /** Values of params that were said. */
  readonly values: Readonly<Record<string, string>>;
  /** Placeholders without a value that somebody was asked for; once is enough. */
  readonly asked: readonly string[];
};

/** The topic of a thread in which nothing was said yet. */
export const noTopic: Topic = {
  verb: undefined,
  service: undefined,
  environment: undefined,
  entry: undefined,
  values: {},
  asked: [],
};

const word = z.string().max(500);

/** Reads a topic as it was kept; what cannot be read is nothing to go on with. */
export const topicSchema = z
  .object({
    verb: word.optional(),
    service: word.optional(),
    environment: word.optional(),
    entry: word.optional(),
    values: z.record(z.string(), z.string()),
    asked: z.array(z.string()),
  })
  .transform((topic): Topic => ({ ...noTopic, ...topic }));
