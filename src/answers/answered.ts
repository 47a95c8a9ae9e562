import type { Choice } from "../chat/choice.ts";
import type { Doc } from "../chat/doc.ts";
import type { Entry } from "../knowledge/entry.ts";
import type { Topic } from "../knowledge/topic.ts";
import type { Ranking } from "../search/ranking.ts";
import type { Lack } from "./miss.ts";

/** A question with its reply. */
export type Answered = {
  readonly outcome: "answer" | "choices" | "clarify" | "abstain" | "refuse" | "command";
  /** What was served; of several the first. */
  readonly entry: Entry | undefined;
  /** What a search found; undefined where none was needed. */
  readonly ranking: Ranking | undefined;
  /** What a rule decided, without a search. */
  readonly rule: Rule | undefined;
  /** What the question was taken to mean: ids. */
  readonly meant: {
    readonly verb: string | undefined;
    readonly service: string | undefined;
    readonly environment: string | undefined;
  };
  /** In the order shown. */
  readonly choices: readonly Choice[];
  /** What it lacks, recorded where a miss is. */
  readonly lack: Lack | undefined;
  /** What is to be written down, where the commands of a dangerous runbook are shown. */
  readonly record?:
    | {
        readonly entry: string;
        readonly environment: string | undefined;
        readonly danger: string;
      }
    | undefined;
  /** The folder that the search was narrowed to, where everything together would have replied something else. */
  readonly folder?: string | undefined;
  readonly doc: Doc;
  /** What the next question of the thread may leave unsaid. */
  readonly topic: Topic;
};

/** The row of the table of cases that replied, the entries that it shows, and what spoke for it in words. */
export type Rule = {
  readonly row: number;
  readonly entries: readonly Entry[];
  readonly why: readonly string[];
};

/** Of a reply for which no entry was looked for, or none found. */
export const nothingFound = {
  entry: undefined,
  ranking: undefined,
  rule: undefined,
  meant: { verb: undefined, service: undefined, environment: undefined },
  choices: [],
  lack: undefined,
  record: undefined,
} as const satisfies Partial<Answered>;
