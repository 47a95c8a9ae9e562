import type { Corpus } from "../knowledge/corpus.ts";
import { personNamed } from "./open-base.ts";
import type { World } from "./world.ts";

/** The account of whoever is nobody in people.yaml, whose ids have no capitals: always the same unknown person. */
export const strangerAtConsole = "Somebody";

/** Who sits at the console: the person named, by their id, with their rights; anybody else is a stranger. */
export async function speakerAt(
  name: string | undefined,
  corpus: Corpus,
  world: World,
): Promise<{ readonly user: string; readonly displayName: string }> {
  const person = await personNamed(name, corpus, world);
  if (!person) return { user: strangerAtConsole, displayName: name ?? "you" };
  return { user: person.id, displayName: person.name ?? person.id };
}
