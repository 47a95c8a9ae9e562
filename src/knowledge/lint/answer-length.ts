import type { RootContent } from "mdast";
import type { Entry } from "../entry.ts";
import { plainText } from "../plain-text.ts";
import type { Check, Found } from "./check.ts";
import type { LintPage } from "./lint-page.ts";

/** What is longer is not read in chat. */
const mostCharacters = 600;
const mostWords = 1_000;

/** K061: entries that say nothing in chat, or too much. */
export const answerLength: Check = function* ({ pages }) {
  for (const page of pages) {
    const { entry, file } = page;
    if (entry.status === "archived") continue;
    const found = (place: Pick<Found, "line" | "column">, message: string): Found => ({
      rule: "K061",
      file,
      ...place,
      message,
      about: message.replace(/\d+/g, ""),
    });
    if (!isPlainlyShort(page)) {
      const answer = entry.content().answer;
      const { length } = textOf(answer);
      const place = placeOf(answer);
      if (length === 0) yield found(place, "The entry has no text that could be said in chat.");
      if (length > mostCharacters) {
        const message = `The chat answer has ${length} characters: expected at most ${mostCharacters}.`;
        yield found(place, message);
      }
    }
    const words = wordsOf(entry);
    if (words > mostWords) {
      const message = `The page has ${words} words: expected at most ${mostWords}.`;
      yield { ...found({ line: 1, column: 1 }, message), severity: "info" };
    }
  }
};

/** Whether what stands before the first section is an answer, and short; parsing the page costs many times as much. */
function isPlainlyShort({ entry, text }: LintPage): boolean {
  const body = text.replace(/^---[ \t]*\n[\s\S]*?\n---[ \t]*$/m, "").trimStart();
  const untitled = body.replace(/^# .*\n/, "").trimStart();
  const end = untitled.search(/^(?:#{1,6} |=+$|-{2,}$)/m);
  const lead = end < 0 ? untitled : untitled.slice(0, end);
  if (lead.length > mostCharacters || !entry.native) return false;
  // A plain paragraph: no list, picture, HTML or other thing that may not count as text.
  return /^[\p{L}\p{N}"'(*`[]/u.test(lead) && !/^\[!?\[/.test(lead);
}

const textOf = (nodes: readonly RootContent[]) => nodes.map(plainText).join("\n").trim();

function placeOf([first]: readonly RootContent[]): Pick<Found, "line" | "column"> {
  const { line = 1, column = 1 } = first?.position?.start ?? {};
  return { line, column };
}

function wordsOf({ paragraphs }: Entry): number {
  return paragraphs.reduce((sum, paragraph) => sum + paragraph.split(" ").length, 0);
}
