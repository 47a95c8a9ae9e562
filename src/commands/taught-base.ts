import { atOnce } from "../kernel/steps.ts";
import type { Viewer } from "../knowledge/audience.ts";
import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import type { World } from "./world.ts";

/** Teaches a base the votes of the database that a command was given; one that was given none is left as it is. */
export async function taughtBase(
  base: KnowledgeBase,
  options: { readonly db?: string },
  world: World,
): Promise<KnowledgeBase> {
  if (options.db === undefined) return base;
  // Here, since a database takes as long to load as all the rest.
  const { withVotes } = await import("./with-votes.ts");
  const { teachSteps } = await import("../learning/taught-knowledge.ts");
  const votes = await withVotes(options, world, (store) => store.list());
  return atOnce(teachSteps(base, votes));
}

/** Who asks, as votes name people: nobody who is not known. */
export function voiceOfViewer(viewer: Viewer): string | undefined {
  return viewer.kind === "member" ? viewer.person.id : undefined;
}
