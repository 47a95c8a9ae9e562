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
