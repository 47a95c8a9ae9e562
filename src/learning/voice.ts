import { type Principal, principalKey } from "../chat/conversation.ts";
import type { Catalogue } from "../knowledge/catalogue.ts";
import { personOf } from "../knowledge/person-of.ts";

/** Who speaks, so that somebody with two accounts has one voice: the id of the person, or the key of an unknown account. */
export function voiceOf(by: Principal, catalogue: Catalogue): string {
  return personOf(by, catalogue)?.id ?? principalKey(by);
}
