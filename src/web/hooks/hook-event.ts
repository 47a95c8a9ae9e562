/** What a program says to on-call, whichever form it came in. Texts are as that program wrote them, cut to length. */
export type HookEvent = HookTrigger | HookSettled | HookAlerts | HookBeat;

/** Somebody is wanted. */
export type HookTrigger = {
  readonly kind: "trigger";
  readonly source: string;
  readonly target: HookTarget | undefined;
  /** Open pages of one service are joined by it. Undefined: this is always a page of its own. */
  readonly dedupKey: string | undefined;
  /** One line. */
  readonly summary: string;
  readonly details: string | undefined;
  readonly urgency: "high" | "low";
  readonly links: readonly HookLink[];
};

/** The program takes its own page back, or has somebody on it. */
export type HookSettled = {
  readonly kind: "ack" | "resolve";
  readonly source: string;
  readonly target: HookTarget | undefined;
  readonly dedupKey: string;
  /** One line. */
  readonly summary: string | undefined;
};

/**
 * Alerts of one group and one service. The page keeps the fingerprints that fire; each resolved one leaves it, and the last
 * that leaves resolves it.
 */
export type HookAlerts = {
  readonly kind: "alerts";
  readonly source: string;
  readonly target: HookTarget | undefined;
  readonly dedupKey: string;
  /** One line for all of them. */
  readonly summary: string;
  readonly firing: readonly HookAlert[];
  readonly resolved: readonly HookAlert[];
  /** So many more belong to the group and were not sent. */
  readonly truncated: number;
  readonly links: readonly HookLink[];
};

/** A sign of life. */
type HookBeat = { readonly kind: "beat"; readonly source: string };

export type HookAlert = {
  readonly fingerprint: string;
  /** The label `alertname`. */
  readonly name: string | undefined;
  readonly summary: string;
  readonly details: string | undefined;
  readonly since: Temporal.Instant | undefined;
  readonly until: Temporal.Instant | undefined;
};

/** A name as the program wrote it. Where there is none, the service of the source is meant, else the policy `default`. */
export type HookTarget = {
  readonly kind: "service" | "policy" | "person";
  readonly name: string;
};

/** Its address is http or https. */
export type HookLink = { readonly text: string; readonly url: string };

/** What a body says, or in one sentence why it cannot be told. */
export type HookReading =
  | { readonly events: readonly HookEvent[] }
  | { readonly unreadable: string };
