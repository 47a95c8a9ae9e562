import { commandText, withoutAddress } from "./command-text.ts";
import { type Command, type PageVerb, pageVerbs, wholeCommands } from "./command-words.ts";
import { isHelpTopic } from "./help.ts";
import { isOneSlip } from "./one-slip.ts";
import { settingNamed, settingsNear } from "./room-settings.ts";

/** What a text is: a command with its words, something near one, of which nothing is run, or a question. */
export type Routed =
  | { readonly kind: "command"; readonly command: Command; readonly words: readonly string[] }
  | {
      readonly kind: "did-you-mean";
      readonly said: string;
      /** As one would type them, nearest first; at most three. */
      readonly commands: readonly string[];
    }
  | { readonly kind: "question"; readonly text: string };

export type RouteContext = {
  /** Whether the writer walks a runbook here: only then "next" and its like are commands. */
  readonly walking: boolean;
  /** Whether something was offered here: only then "yes" and "no" answer it. */
  readonly offered: boolean;
  /** Whether the knowledge base knows a word: then it is no slip of a command, as "helm" is none of "help". */
  readonly isKnown?: ((word: string) => boolean) | undefined;
  /**
   * Whether the words after a verb of pages are a command: most of these verbs begin questions, too. Without it only those
   * said alone are commands.
   */
  readonly isOfPages?: ((verb: PageVerb, words: string) => boolean) | undefined;
};

const mostOffered = 3;
/** Shorter words have too many neighbours. */
const fewestLetters = 4;

/**
 * Tells commands from questions. Commands are whole messages: a sentence that merely begins with one is a question. Case,
 * quotes, spaces, punctuation around it, a leading `!` or `/` and the bot's name in front are forgiven.
 */
export function route(text: string, context: RouteContext): Routed {
  const said = commandText(text);
  const whole = openTo(context).find(({ phrases }) => phrases.includes(said));
  if (whole) return { kind: "command", command: whole.command, words: [] };
  const withWords = commandWithWords(text, said, context);
  if (withWords) return withWords;
  const commands = nearCommands(said, context);
  return commands.length > 0
    ? { kind: "did-you-mean", said, commands }
    : { kind: "question", text: withoutAddress(text) };
}

function openTo({ walking, offered }: RouteContext): typeof wholeCommands {
  return wholeCommands.filter(
    ({ when }) => when === "always" || (when === "walking" ? walking : offered),
  );
}

/** `help WORD`, `set NAME VALUE`, `mode VALUE`, `step N`, `oncall …`, `override …`, `cover …`, `swap …`, `gap: …`, `page …`. */
function commandWithWords(
  text: string,
  said: string,
  context: RouteContext,
): Extract<Routed, { kind: "command" }> | undefined {
  const step = /^(?:step|go to step) (\d{1,3})$/.exec(said)?.[1];
  if (context.walking && step) return { kind: "command", command: "step", words: [step] };
  const [, preposition, topic = ""] = /^help (on |with |about )?(.+)$/.exec(said) ?? [];
  if (isHelpTopic(topic) || (!preposition && /^[^ ]+$/.test(topic))) {
    return { kind: "command", command: "help", words: topic.split(" ") };
  }
  if (said === "mode") return { kind: "command", command: "settings", words: [] };
  const mode = /^(?:settings )?mode ([a-z]+)$/.exec(said)?.[1];
  if (mode) return { kind: "command", command: "mode", words: [mode] };
  return (
    settingCommand(text) ??
    oncallCommand(text) ??
    gapCommand(text) ??
    pageCommand(text, said, context)
  );
}

/** Tells what is lacking; without its colon `gap` begins questions, too. The words keep their case and lines. */
function gapCommand(text: string): Extract<Routed, { kind: "command" }> | undefined {
  const [, words] =
    /^(?:(?:log\s+(?:a\s+)?)?gap\s*:|log\s+(?:a\s+)?gap\b)(.*)$/is.exec(withoutAddress(text)) ?? [];
  return words === undefined
    ? undefined
    : { kind: "command", command: "gap", words: [words.trim()] };
}

/** Who is on call, of whom and when; and what changes it. Whoever knows schedules and people tells whether it is one. */
function oncallCommand(text: string): Extract<Routed, { kind: "command" }> | undefined {
  const plain = withoutAddress(text).replace(/[“”"`]/g, "");
  const who = /^(?:oncall|who(?:'s|’s|s| is| are)? on[- ]?call)\b[\s:,]*(.*)$/is.exec(plain);
  if (who) return { kind: "command", command: "who", words: [who[1] ?? ""] };
  const [, verb = "", words = ""] = /^(override|cover|swap)\s+(.+)$/is.exec(plain) ?? [];
  switch (verb.toLowerCase()) {
    case "override":
    case "cover":
    case "swap":
      return { kind: "command", command: verb.toLowerCase() as "swap", words: [words] };
    default:
      return undefined;
  }
}

/** Asks for a human, or does something to a page; the words keep their case and lines. */
function pageCommand(
  text: string,
  said: string,
  { isOfPages }: RouteContext,
): Extract<Routed, { kind: "command" }> | undefined {
  const found = said === "✅" ? (["ack", said] as const) : verbAndWords(text);
  if (!found || !isOfPages?.(...found)) return undefined;
  const [command, words] = found;
  return { kind: "command", command, words: [words] };
}

function verbAndWords(text: string): readonly [PageVerb, string] | undefined {
  const plain = withoutAddress(text).replace(/^["“`](.*)["”`]$/s, "$1");
  const { verb, words = "" } = verbFirst.exec(plain)?.groups ?? {};
  if (verb === undefined) return undefined;
  const spoken = verb.toLowerCase().replace(/\s+/g, " ");
  const [command] = pageVerbs.find(([, phrases]) => phrases.some((one) => one === spoken)) ?? [];
  return command && [command, words];
}

/** A dot or dash after the word makes it another: `resolve.conf`, `add-ons`. */
const verbFirst = new RegExp(
  `^(?<verb>${pageVerbs
    .flatMap(([, phrases]) => phrases)
    .toSorted((one, other) => other.length - one.length)
    .join("|")
    .replaceAll(" ", "\\s+")})(?=$|[\\s:,#]|[.!]+$)[\\s:,.!]*(?<words>.*)$`,
  "is",
);

/** Values keep their case, since folders have one. Without the word "settings" only a setting's name tells it from a question. */
function settingCommand(text: string): Extract<Routed, { kind: "command" }> | undefined {
  const plain = withoutAddress(text)
    .replace(/^ama\s+/i, "")
    .replace(/[“”"`]/g, "");
  const found = /^(settings\s+)?set\s+([a-z-]+)(?:\s*[=:]\s*|\s+(?:to\s+)?)(.+?)[.!]*$/i.exec(
    plain,
  );
  if (!found) return undefined;
  const [, explicit, name = "", value = ""] = found;
  if (!explicit && !settingNamed(name) && settingsNear(name).length === 0) return undefined;
  return { kind: "command", command: "set", words: [name, ...value.split(/\s+/)] };
}

/** Commands one slip away from one or two words, each as it is typed. */
function nearCommands(said: string, context: RouteContext): readonly string[] {
  const words = said.split(" ");
  const [first = "", second] = words;
  if (words.length > 2 || words.some((word) => context.isKnown?.(word))) return [];
  const near = openTo(context).flatMap(({ phrases }) => {
    const one = phrases.find((phrase) => phrase.length >= fewestLetters && isOneSlip(said, phrase));
    return one === undefined ? [] : [one];
  });
  const isHelp = second !== undefined && isOneSlip(first, "help");
  return [...new Set([...near, ...(isHelp ? ["help"] : [])])].slice(0, mostOffered);
}
