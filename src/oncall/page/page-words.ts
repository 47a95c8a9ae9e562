import type { Actor } from "./actor.ts";

/** How a timeline names people and instants. */
export type PageWords = {
  /** By id. */
  readonly person: (id: string) => string;
  /** By the key of an account that is nobody's in people.yaml. */
  readonly account: (principal: string) => string;
  readonly time: (at: Temporal.Instant) => string;
};

/** Who did something, in a sentence. */
export function actorName(actor: Actor, { person, account }: PageWords): string {
  switch (actor.kind) {
    case "person":
      return person(actor.person);
    case "account":
      return account(actor.principal);
    case "source":
      return actor.source;
    case "clock":
      return "the clock";
  }
}
