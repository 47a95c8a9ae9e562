/** The few words in which the engines' `create table` differ, as SQL. Each migration is handed those of its engine. */
export interface Words {
  /** The type of an instant: integer milliseconds UTC. */
  readonly instant: string;
  /** The type of a key that the database numbers; numbers may be missing, and need not follow the order of commits. */
  readonly identity: string;
  /** Stands behind the closing bracket of a table. */
  readonly strict: string;
}

export const sqliteWords: Words = {
  instant: "integer",
  identity: "integer primary key autoincrement",
  strict: "strict",
};
