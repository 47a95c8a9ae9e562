import type { PageWords } from "../oncall/page/page-words.ts";
import { pageWordsFor } from "../oncall/paging/page-words-for.ts";
import type { Scene } from "./scene.ts";
import { zoneOf } from "./talk-who.ts";

/** How pages are told to the speaker: times in their zone. */
export function pageWords(scene: Scene): PageWords {
  return pageWordsFor(scene.given.roster(), zoneOf(scene));
}
