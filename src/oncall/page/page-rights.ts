import { type Actor, principalOf } from "./actor.ts";
import type { Page } from "./page.ts";

/** What somebody is to a page. */
export type Right =
  /** May take it. */
  | "responder"
  /** Asked for it, first or later. */
  | "requester"
  /** The monitor that it comes from. */
  | "source"
  | "clock"
  /** Has it. */
  | "acker"
  /** Speaks where its status message stands. */
  | "in-home-room";

/** What has to be known of an actor and a page; people by their ids. */
export type RightsGiven = {
  /** Those of the actor in people.yaml. */
  readonly roles: readonly string[];
  /** Everybody whom the page's policy can reach. */
  readonly reach: readonly string[];
  /** Everybody whom the page was sent to so far. */
  readonly notified: readonly string[];
  readonly isInHomeRoom: boolean;
};

/** Says what an actor is to a page, all of it: somebody may be its requester and a responder, too. */
export function rightsOf(
  actor: Actor,
  page: Page,
  { roles, reach, notified, isInHomeRoom }: RightsGiven,
): readonly Right[] {
  const person = actor.kind === "person" ? actor.person : undefined;
  const isResponder =
    person !== undefined &&
    (roles.includes("oncall") || [...reach, ...notified, ...page.added].includes(person));
  const isSource = actor.kind === "source" && actor.source === page.source;
  const all: readonly (readonly [boolean, Right])[] = [
    [isResponder, "responder"],
    [isRequester(actor, page), "requester"],
    [isSource, "source"],
    [actor.kind === "clock", "clock"],
    [person !== undefined && person === page.ackedBy, "acker"],
    [isInHomeRoom && (person !== undefined || actor.kind === "account"), "in-home-room"],
  ];
  return all.flatMap(([has, right]) => (has ? [right] : []));
}

function isRequester(actor: Actor, { openedBy, requester, joiners }: Page): boolean {
  if (actor.kind === "person" && openedBy.kind === "person" && actor.person === openedBy.person) {
    return true;
  }
  const principal = principalOf(actor);
  return principal !== undefined && [requester, ...joiners].includes(principal);
}
