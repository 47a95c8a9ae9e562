/** The message that holds a question. */
export type AskingMessage = {
  /** The account that wrote it; undefined: a program. */
  readonly asker: { readonly platform: string; readonly user: string } | undefined;
  readonly at: Temporal.Instant;
  /** No other message is called so, and the same one never otherwise. */
  readonly messageKey: string;
};

/** A question that got no answer. */
export type Miss = AskingMessage & {
  readonly question: string;
  readonly kind: "no_answer";
  /** What was asked for, where that is more than words; undefined: the question tells. */
  readonly key: undefined;
};

/**
 * Records a miss, and gives what the asker is told of that; undefined when it could not be recorded. Never rejects: the
 * reply goes out in any case.
 */
export type RecordMiss = (miss: Miss) => Promise<{ readonly text: string } | undefined>;
