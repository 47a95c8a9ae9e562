/** The message that holds a question. */
export type AskingMessage = {
  /** The account that wrote it; undefined: a program. */
  readonly asker: { readonly platform: string; readonly user: string } | undefined;
  readonly at: Temporal.Instant;
  /** No other message is called so, and the same one never otherwise. */
  readonly messageKey: string;
};

/** What a question lacked. */
export type Lack = {
  readonly kind: "no_answer" | "no_runbook" | "unknown_entity";
  /** What was asked for, where that is more than words, such as `restart|payments-api`; undefined: the question tells. */
  readonly key: string | undefined;
  /** Something that stands in for it was served: it counts half. */
  readonly isHalf?: true;
};

/** A question that got no answer, or none that was written for it. */
export type Miss = AskingMessage & Lack & { readonly question: string };

/**
 * Records a miss, and gives what the asker is told of that; undefined when it could not be recorded. Never rejects: the
 * reply goes out in any case.
 */
export type RecordMiss = (miss: Miss) => Promise<{ readonly text: string } | undefined>;
