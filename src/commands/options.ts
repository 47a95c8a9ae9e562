/** Whose rights, when, and on which knowledge. */
type CommonOptions = { knowledge?: string; as?: string; at?: Temporal.Instant };
export type ExplainOptions = CommonOptions & { db?: string };
export type AskOptions = CommonOptions & {
  json?: true;
  batch?: string;
  failOnAbstain?: true;
  record?: true;
  db?: string;
};
export type IndexOptions = { knowledge?: string; json?: true };
export type ServeOptions = { console?: true; knowledge?: string; db?: string; as?: string };
export type MatrixSetupOptions = { db?: string; newIdentity?: true };
export type MigrateOptions = { db?: string };
export type LintOptions = {
  knowledge?: string;
  format?: string;
  failOn?: string;
  rule?: readonly string[];
  at?: Temporal.Instant;
};
export type NewOptions = {
  knowledge?: string;
  service?: string;
  action?: string;
  owner?: string;
  stdout?: true;
};
export type EvalOptions = {
  knowledge?: string;
  questions?: string;
  min?: string;
  json?: true;
  at?: Temporal.Instant;
};
export type CalibrateOptions = {
  knowledge?: string;
  questions?: string;
  cost?: string;
  svg?: string;
  json?: true;
  at?: Temporal.Instant;
};
export type SuggestOptions = {
  knowledge?: string;
  db?: string;
  questions?: true;
  aliases?: true;
  json?: true;
};
export type ForgetVoteOptions = { db?: string };
export type GapOptions = { db?: string; json?: true; at?: Temporal.Instant };
export type GapListOptions = GapOptions & {
  state?: string;
  kind?: string;
  all?: true;
  limit?: string;
};
export type DismissOptions = GapOptions & { reason: string; note?: string };
export type ExportOptions = { db?: string; questions?: true; csv?: true; at?: Temporal.Instant };
export type WhoOptions = {
  knowledge?: string;
  db?: string;
  schedule?: readonly string[];
  at?: Temporal.Instant;
  json?: true;
};
export type ShiftsOptions = Omit<WhoOptions, "at"> & {
  from: Temporal.Instant;
  to: Temporal.Instant;
};
export type OncallLintOptions = LintOptions & { base?: string; days?: number; db?: string };
export type OncallDiffOptions = {
  knowledge?: string;
  days?: number;
  at?: Temporal.Instant;
  json?: true;
};
export type PageOptions = { knowledge?: string; db?: string; json?: true };
export type PageListOptions = PageOptions & { all?: true };
export type PageActOptions = PageOptions & { as: string };
export type WifiOptions = {
  knowledge?: string;
  network?: string;
  at?: Temporal.Instant;
  json?: true;
};
export type WifiQrOptions = WifiOptions & { format?: string; out?: string; ecc?: string };
export type WifiPosterOptions = Omit<WifiOptions, "network"> & {
  network?: readonly string[];
  layout?: string;
  lang?: string;
  format?: string;
  theme?: string;
  out?: string;
  showPassword?: true;
  hidePassword?: true;
};
