import { type Principal, principalKey } from "../chat/conversation.ts";
import { stranger, type Viewer, viewerOf } from "../knowledge/audience.ts";
import type { Catalogue } from "../knowledge/catalogue.ts";
import type { Person } from "../knowledge/person.ts";
import { personOf } from "../knowledge/person-of.ts";

/** Somebody who writes or presses, with the rights of that day. */
export type Speaker = {
  readonly principal: Principal;
  /** As one text. */
  readonly key: string;
  readonly viewer: Viewer;
  readonly person: Person | undefined;
  /** As votes name them: a person is the same on every platform. */
  readonly voice: string;
  /** As people call them. */
  readonly name: string;
};

export function speakerOf(
  principal: Principal,
  displayName: string,
  catalogue: Catalogue,
  today: Temporal.PlainDate,
): Speaker {
  const known = personOf(principal, catalogue);
  const viewer = known ? viewerOf(known, catalogue.teams, today) : stranger;
  const person = viewer.kind === "member" ? viewer.person : undefined;
  const name = person?.name ?? person?.id ?? displayName;
  const key = principalKey(principal);
  return { principal, key, viewer, person, voice: person?.id ?? key, name };
}
