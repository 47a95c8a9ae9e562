import { stringify } from "yaml";
import type { Entry } from "./entry.ts";
import { slug } from "./entry-id.ts";
import { newBody } from "./new-body.ts";
import { verbKind } from "./verbs.ts";

/** What is known of an entry that is only begun. */
export type Beginning = {
  readonly type: Entry["type"];
  readonly title: string;
  readonly service: { readonly id: string; readonly name: string } | undefined;
  /** Undefined: the title's first word. */
  readonly action: string | undefined;
  readonly owner: string;
  /** Nobody named the owner: it is a guess that has to be looked at. */
  readonly ownerGuessed: boolean;
  readonly today: Temporal.PlainDate;
};

/**
 * Writes the file of an entry that is only begun: whole front matter, and all the sections that its type wants. Every line
 * that is still to be written holds the word "TODO", and no other line does.
 */
export function newEntry(beginning: Beginning): string {
  const { type, title, service, owner, ownerGuessed, today } = beginning;
  const [first = ""] = title.trim().split(/\s/);
  const action = (beginning.action ?? (type === "runbook" ? first : undefined))?.toLowerCase();
  const lines = [
    `title: ${scalar(title)}`,
    ...(type === "pointer" ? ["type: pointer # says only whom to ask"] : []),
    "questions: # TODO: put in their place what people ask, in their words; each must find this entry",
    ...newQuestions({ ...beginning, action }).map((question) => `  - ${scalar(question)}`),
    ...(service ? [`services: [${service.id}]`] : []),
    ...(!service && type === "runbook"
      ? ['services: [] # TODO: ids in services.yaml, kind:… for all of a kind, or "*"']
      : []),
    ...(action ? [`actions: [${listItem(action)}]`] : []),
    ...(type === "runbook"
      ? [
          "danger: medium # TODO: none (reads only), low (one instance, reversible), medium (users notice), high (data, money)",
        ]
      : []),
    `owner: ${scalar(owner)} # ${ownerGuessed ? "TODO: a guess; who" : "who"} is asked when this is wrong`,
    `reviewed: ${today}`,
    `# There may also be: ${moreKeys[type]}.`,
  ];
  return `---\n${lines.join("\n")}\n---\n\n${newBody[type]}`;
}

const moreKeys: Readonly<Record<Entry["type"], string>> = {
  answer: "keywords, services, audience, expires, links, related",
  pointer: "keywords, services, audience, links, related",
  runbook: "keywords, alerts, environments, params, duration, requires, audience, links, related",
  checklist: "keywords, services, audience, links, related",
};

/** Two ways in which it may be asked, until somebody knows better. */
function newQuestions({ type, title, service, action }: Beginning): readonly string[] {
  const about = title.replace(/[\p{Cc}\s]+/gu, " ").trim();
  // "VPN access" keeps its capitals.
  const phrase = /^\p{Lu}(?!\p{Lu})/u.test(about)
    ? about.charAt(0).toLowerCase() + about.slice(1)
    : about;
  const [first = ""] = phrase.split(" ");
  const named = service && !slug(title).includes(slug(service.name)) ? service.name : undefined;
  // What the title leaves out is what people will say.
  const withService = named && (action ? `how do I ${action} ${named}` : `${phrase} ${named}`);
  const isTask = type === "runbook" || verbKind(first) === "common" || first === action;
  const phrasings = phrasingsOf(isTask, type, phrase);
  return withService && withService.length <= mostQuestion
    ? [phrasings[0], withService]
    : phrasings;
}

/** Characters of a question. */
const mostQuestion = 140;

function phrasingsOf(isTask: boolean, type: Entry["type"], phrase: string) {
  if (isTask) return [`how do I ${phrase}`, `what are the steps to ${phrase}`] as const;
  return type === "pointer"
    ? ([`whom do I ask about ${phrase}`, `who helps with ${phrase}`] as const)
    : ([`what do I need to know about ${phrase}`, `where do I find help with ${phrase}`] as const);
}

/** A text as YAML that reads back as the same text, on one line, and with escapes for characters that nobody sees. */
function scalar(text: string): string {
  if (unseen.test(text)) return inQuotes(text);
  return stringify(text, { blockQuote: false, compat: "yaml-1.1", lineWidth: 0 }).replace(
    /\n$/,
    "",
  );
}

/** The same between the brackets of a list, where more characters have a meaning. */
function listItem(text: string): string {
  return /^[\p{L}\p{N} -]+$/u.test(text) ? scalar(text) : inQuotes(text);
}

const unseen = /[\p{C}\p{Zl}\p{Zp}]/u;

function inQuotes(text: string): string {
  return JSON.stringify(text).replace(new RegExp(unseen, "gu"), (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}
