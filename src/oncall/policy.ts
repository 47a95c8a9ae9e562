/** Whom a page asks, after how long, and how often. */
export type Policy = {
  readonly id: string;
  /** At least one. */
  readonly steps: readonly PolicyStep[];
  /** Extra rounds over all steps. */
  readonly repeat: number;
  /** After the last round everybody is asked, again and again in this distance. */
  readonly thenEvery: Temporal.Duration;
  /** So long somebody may have a page without a sign. */
  readonly ackTimeout: Temporal.Duration;
  readonly forward: readonly "pagerduty"[];
};

export type PolicyStep = {
  readonly notify: readonly Target[];
  /** Until the next step, unless somebody has the page by then. */
  readonly wait: Temporal.Duration;
};

/** Whom a step notifies. */
export type Target =
  | { readonly kind: "person"; readonly id: string }
  /** Whoever is on call by it when the step runs. */
  | { readonly kind: "schedule"; readonly id: string }
  /** As it is written: `#ops`, `slack:#ops`, `matrix:#ops:example.org`. */
  | { readonly kind: "room"; readonly room: string }
  /** All who stand in a layer of any schedule, or have the role `oncall`. */
  | { readonly kind: "everyone" };

/** What must be heard of again and again; its silence opens a page. */
export type Heartbeat = {
  readonly id: string;
  readonly service: string;
  readonly every: Temporal.Duration;
  readonly grace: Temporal.Duration;
};
