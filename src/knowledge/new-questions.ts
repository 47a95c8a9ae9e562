import type { Entry } from "./entry.ts";
import { mostWords } from "./entry-fields.ts";
import { slug } from "./entry-id.ts";
import type { Service } from "./service.ts";
import { verbKind } from "./verbs.ts";

type Asked = {
  readonly type: Entry["type"];
  readonly title: string;
  readonly service: Pick<Service, "name" | "aliases"> | undefined;
  /** What is done to the service, as people say it. */
  readonly spoken: string | undefined;
  /** What other entries are asked. */
  readonly taken: readonly string[];
};

/** Characters of a question. */
const mostQuestion = 140;

/**
 * Ways in which an entry may be asked for, until somebody knows better: two by its title, and for a runbook one more for
 * each other name of its service that says something new.
 */
export function newQuestions(asked: Asked): readonly string[] {
  const taken = new Set(asked.taken.map((question) => question.toLowerCase()));
  const phrasings = phrasingsOf(asked);
  const questions = [...phrasings];
  for (const question of byOtherNames(asked)) {
    const said = questions.map((one) => `-${slug(one)}-`);
    const name = slug(question.name);
    if (name !== "" && said.some((one) => one.includes(`-${name}-`))) continue;
    questions.push(question.text);
  }
  const own = questions.filter(
    (text) => text.length <= mostQuestion && !taken.has(text.toLowerCase()),
  );
  return own.length > 0 ? own.slice(0, mostWords) : phrasings.slice(0, 1);
}

function byOtherNames({ type, service, spoken }: Asked) {
  if (type !== "runbook" || !service || spoken === undefined) return [];
  return service.aliases.map((name) => ({ name, text: `how do I ${spoken} ${name}` }));
}

function phrasingsOf({ type, title, service, spoken }: Asked): readonly string[] {
  const about = title.replace(/[\p{Cc}\s]+/gu, " ").trim();
  // "VPN access" keeps its capitals.
  const phrase = /^\p{Lu}(?!\p{Lu})/u.test(about)
    ? about.charAt(0).toLowerCase() + about.slice(1)
    : about;
  const [first = ""] = phrase.split(" ");
  const named = service && !slug(title).includes(slug(service.name)) ? service.name : undefined;
  // What the title leaves out is what people will say.
  const withService = named && (spoken ? `how do I ${spoken} ${named}` : `${phrase} ${named}`);
  const isTask = type === "runbook" || verbKind(first) === "common" || first === spoken;
  const [one, other] = phrasesOf(isTask, type, phrase);
  return [one, withService && withService.length <= mostQuestion ? withService : other];
}

function phrasesOf(isTask: boolean, type: Entry["type"], phrase: string) {
  if (isTask) return [`how do I ${phrase}`, `what are the steps to ${phrase}`] as const;
  return type === "pointer"
    ? ([`whom do I ask about ${phrase}`, `who helps with ${phrase}`] as const)
    : ([`what do I need to know about ${phrase}`, `where do I find help with ${phrase}`] as const);
}
