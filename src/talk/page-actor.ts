import type { Actor } from "../oncall/page/actor.ts";
import type { Scene } from "./scene.ts";

/** The speaker, as whoever does something to a page. */
export function actorIn({ speaker: { key, person } }: Pick<Scene, "speaker">): Actor {
  return person
    ? { kind: "person", person: person.id, principal: key }
    : { kind: "account", principal: key };
}
