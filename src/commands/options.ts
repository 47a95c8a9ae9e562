/** Whose rights, when, and on which knowledge. */
export type CommonOptions = { knowledge?: string; as?: string; at?: Temporal.Instant };
export type AskOptions = CommonOptions & { json?: true; batch?: string; failOnAbstain?: true };
export type IndexOptions = { knowledge?: string; json?: true };
export type ServeOptions = { console?: true; knowledge?: string; db?: string };
export type MigrateOptions = { db?: string };
