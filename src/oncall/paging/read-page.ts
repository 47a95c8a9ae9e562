import { isMention } from "../person-named.ts";
import { targetFirst, targetsNear } from "./named-target.ts";
import type { PageCommand } from "./page-command.ts";
import type { PageCommandGiven } from "./page-command-given.ts";
import { numberFirst } from "./said-number.ts";
import { cutAfter, isAsked, withoutLeadIn } from "./said-words.ts";

const urgent = /^(low|high)(?=$|[\s:,])[\s:,]*/i;

/**
 * Reads the words after `page`. Nobody is woken by what may be a question or a word like others: that fills in the form.
 *
 * @returns undefined where nothing is named that can be paged, and nothing shows that it was meant so: "page size of X"
 */
export function readPage(words: string, given: PageCommandGiven): PageCommand | undefined {
  const { number, rest } = numberFirst(words);
  if (number !== undefined) {
    return rest === "" || /^timeline$/i.test(rest) ? { do: "show", number } : undefined;
  }
  const [lead = "", level] = urgent.exec(words) ?? [];
  const urgency = level?.toLowerCase() === "low" ? "low" : "high";
  const asked = words.slice(lead.length).trim();
  if (asked === "") return { do: "form", target: undefined, text: "" };
  const named = targetFirst(asked, given);
  if (!named) return unknown(asked, level !== undefined, urgency, given);
  const { said, targets, rest: text } = named;
  const [target, ...more] = targets;
  if (!target || more.length > 0) return { do: "which", said, near: targets, urgency, text };
  const isMeant = isMention(said) || level !== undefined || (named.isSure && !isAsked(words));
  if (!isMeant || text === "") return { do: "form", target, text };
  return { do: "page", target, urgency, text };
}

function unknown(
  asked: string,
  isLevelled: boolean,
  urgency: "high" | "low",
  { roster }: PageCommandGiven,
): PageCommand | undefined {
  const { words, rest } = cutAfter(asked, 1);
  const [first = ""] = words;
  const isMeant =
    isMention(first) || (!isAsked(asked) && (isLevelled || asked.split(/\s+/).some(isMention)));
  if (!isMeant) return undefined;
  const said = first.replace(/[,.:;!?]+$/, "");
  return {
    do: "which",
    said,
    near: targetsNear(said, roster),
    urgency,
    text: withoutLeadIn(rest),
  };
}
