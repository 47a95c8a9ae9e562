import { readLength } from "../spoken-length.ts";
import { targetFirst, targetsNear } from "./named-target.ts";
import type { PageCommand } from "./page-command.ts";
import type { PageCommandGiven } from "./page-command-given.ts";
import { cutAfter, withoutLeadIn } from "./said-words.ts";

const mostLengthWords = 4;
const howTo = 'Say it like "mute payments 2h deploy".';

/** Reads a length as it is said, in exact time: a day has 24 hours. */
export function saidLength(text: string): Temporal.Duration | undefined {
  const length = readLength(text.toLowerCase().replace(/[.!,]+$/, ""));
  return length?.exact.add({ hours: length.days * 24 });
}

/** Reads the words after `mute`: a service, how long, and why; undefined where no service is named. */
export function readMute(words: string, given: PageCommandGiven): PageCommand | undefined {
  if (words === "") return ask(`Which service, how long, and why? ${howTo}`);
  const named = serviceFirst(words, given);
  if (!named) {
    const {
      words: [name = ""],
      rest,
    } = cutAfter(words, 1);
    return lengthFirst(rest) && unknownService(name, given);
  }
  if ("do" in named) return named;
  const { service, rest } = named;
  const said = lengthFirst(rest);
  if (!said) {
    const isMeant = rest === "" || /^(?:for|until|while|because)\b/i.test(rest);
    return isMeant ? ask(`How long, and why? Say it like "mute ${service} 2h deploy".`) : undefined;
  }
  if (said.why === "") {
    return ask(`Why? The others see it. Say it like "mute ${service} 2h deploy".`);
  }
  return { do: "mute", service, ...said };
}

/** Reads the words after `unmute`; undefined where no service is named. */
export function readUnmute(words: string, given: PageCommandGiven): PageCommand | undefined {
  if (words === "") return ask('Which service? "mutes" lists those that are muted.');
  const named = serviceFirst(words, given);
  if (!named) return /\s|\?$/.test(words) ? undefined : unknownService(words, given);
  if ("do" in named) return named;
  return named.rest === "" ? { do: "unmute", service: named.service } : undefined;
}

const ask = (text: string) => ({ do: "ask", text }) as const;

type Ask = Extract<PageCommand, { do: "ask" }>;

function serviceFirst(
  text: string,
  given: PageCommandGiven,
): { readonly service: string; readonly rest: string } | Ask | undefined {
  const named = targetFirst(text, given);
  const [service, ...others] = (named?.targets ?? []).flatMap((target) =>
    target.kind === "service" ? [target.id] : [],
  );
  if (!named || service === undefined) return undefined;
  if (others.length === 0) return { service, rest: named.rest };
  const ids = [service, ...others].join(" or ");
  return ask(`"${named.said}" may be ${ids}: say which. Nothing is changed.`);
}

function lengthFirst(
  text: string,
): { readonly length: Temporal.Duration; readonly why: string } | undefined {
  const plain = text.replace(/^for\s+/i, "");
  for (let count = mostLengthWords; count > 0; count -= 1) {
    const { words, rest } = cutAfter(plain, count);
    const length = words.length < count ? undefined : saidLength(words.join(" ").replace(/:$/, ""));
    if (length) return { length, why: withoutLeadIn(rest) };
  }
  return undefined;
}

/** A word in the place of a service; undefined where no service comes near it. */
function unknownService(word: string, { roster }: PageCommandGiven): PageCommand | undefined {
  const near = targetsNear(word, roster).find(({ kind }) => kind === "service");
  return near && "id" in near
    ? ask(`There is no service "${word}". Did you mean "${near.id}"? Nothing is changed.`)
    : undefined;
}
