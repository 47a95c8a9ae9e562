/** While it lasts, what monitors report of a service pages nobody. */
export type Mute = {
  readonly service: string;
  readonly until: Temporal.Instant;
  readonly why: string;
  /** Id of the person, or the key of their account. */
  readonly by: string;
  readonly at: Temporal.Instant;
};
