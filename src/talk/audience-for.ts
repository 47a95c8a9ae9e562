import type { Doc } from "../chat/doc.ts";
import { docText } from "../chat/doc-text.ts";
import { type AudienceDecision, audienceOf, type Holds } from "../chat/manners/audience.ts";
import { isServed } from "../knowledge/availability.ts";
import type { Scene } from "./scene.ts";
import type { Turn } from "./turn.ts";

/**
 * Decides who sees what is said; in a room also a page's title is for those alone who may read the page. What somebody asks
 * aside is for them alone, until they show it to everybody.
 */
export function audienceFor(
  turn: Pick<Turn, "outcome" | "holds" | "offers">,
  doc: Doc,
  scene: Scene,
): AudienceDecision {
  const { roomKind, settings } = scene;
  const holds = turn.holds === "open" && namesNarrow(turn, doc, scene) ? "narrow" : turn.holds;
  const decision = audienceOf(holds, { roomKind, helpPrivate: settings.helpPrivate });
  return scene.state.showsIn !== undefined && decision.audience === "everyone"
    ? { audience: "asker", showToEveryone: turn.outcome === "answer" }
    : decision;
}

/** Whether people outside the company may read along; where nobody can tell, they may. */
export function isShared({ item, able }: Scene): boolean {
  return (item.kind === "message" ? item.shared : able?.shared) ?? true;
}

/** Whether the speaker is nobody of people.yaml where people outside the company may read along. */
export function isOutsiderHere(scene: Scene): boolean {
  return scene.speaker.person === undefined && isShared(scene);
}

/** What shows an entry is as narrow as that entry; of one that is gone nobody knows who might read it. */
export function audienceOfEntry(id: string, { given }: Pick<Scene, "given">): Holds {
  const entry = given.knowledge().corpus.entryById.get(id);
  return entry?.audience === "everyone" ? "open" : "narrow";
}

function namesNarrow({ offers }: Pick<Turn, "offers">, doc: Doc, scene: Scene): boolean {
  const { given, roomKind, speaker, today } = scene;
  if (roomKind === "dm") return false;
  const text = [docText(doc), ...offers.map(({ label }) => label)].join("\n");
  return given
    .knowledge()
    .corpus.entries.some(
      (entry) =>
        entry.audience !== "everyone" &&
        text.includes(entry.title) &&
        isServed(entry, speaker.viewer, today),
    );
}
