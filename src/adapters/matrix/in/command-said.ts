import { route } from "../../../chat/router.ts";

/**
 * What is told to us behind a mark, as `!ama deploy`, `!page` or `!help`, without it; `!ama` alone asks what there is to say.
 * Others have commands, too: undefined for what is none of ours.
 */
export function commandSaid(text: string): string | undefined {
  if (!/^[!/]\p{L}/u.test(text)) return undefined;
  const said = text.slice(1);
  const [, forUs] = /^ama(?![\p{L}\p{N}_-])[\s:,]*(.*)$/isu.exec(said) ?? [];
  if (forUs !== undefined) return forUs === "" ? "help" : forUs;
  const { kind } = route(said, { walking: false, offered: false, isOfPages });
  return kind === "command" ? said : undefined;
}

/** Words such as `add` begin what other programs are told: of these only what names a page is for us. */
function isOfPages(verb: string, words: string): boolean {
  return verb === "page" || /^#?\d/.test(words);
}
