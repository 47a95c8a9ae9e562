import type { Names } from "../../knowledge/names.ts";
import type { Roster } from "../roster.ts";

/** What tells a command about pages from a question. */
export type PageCommandGiven = {
  readonly roster: Roster;
  readonly names: Pick<Names, "read">;
  /** Id of the person who speaks; undefined: somebody who is not in people.yaml. */
  readonly speaker: string | undefined;
  /** There is a page that is meant without a number: that of the thread, or in a direct message the only one of the speaker's. */
  readonly hasPage: boolean;
};
