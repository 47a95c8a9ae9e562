import type { PageVerb } from "../chat/command-words.ts";
import type { PageCommand } from "../oncall/paging/page-command.ts";
import { readPageCommand } from "../oncall/paging/read-page-command.ts";
import { pageHere } from "./page-meant.ts";
import type { Scene } from "./scene.ts";

/** Gives what reads the words after a verb of pages, as the speaker means them; undefined: they are no such command. */
export async function pageReader(
  scene: Scene,
): Promise<(verb: PageVerb, words: string) => PageCommand | undefined> {
  const { given, speaker } = scene;
  const hasPage = (await pageHere(scene)) !== undefined;
  return (verb, words) =>
    readPageCommand(verb, words, {
      roster: given.roster(),
      names: given.knowledge().names(),
      speaker: speaker.person?.id,
      hasPage,
    });
}
