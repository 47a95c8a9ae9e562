import { paragraph } from "../chat/doc.ts";
import type { Form } from "../chat/form.ts";
import type { FormSubmit } from "../chat/inbox-item.ts";
import type { PageCommand } from "../oncall/paging/page-command.ts";
import type { PageTarget } from "../oncall/paging/paging.ts";
import { formProblems } from "./form-problems.ts";
import { offer } from "./offers.ts";
import { pageForm, readPageForm } from "./page-form.ts";
import { pageReader } from "./read-page.ts";
import type { Scene } from "./scene.ts";
import { type Offer, saying, silence, type Turn } from "./turn.ts";

type FilledIn = { readonly target: PageTarget | undefined; readonly text: string };

/** Opens the form of a page where that can be done at once, or tells how to page and offers it. */
export function talkPageForm(filled: FilledIn, scene: Scene): Turn {
  const { item, able, state } = scene;
  const isPrompted = item.kind === "message" && able?.forms === "prompts";
  if (item.kind === "interaction" || isPrompted) {
    return { ...silence("command", state), opens: pageFormOf(filled, scene) };
  }
  const text =
    'Nobody is paged yet. Say whom, and what is wrong: "page payments checkout returns 500s". ' +
    'What is not urgent begins with low: "page low payments …".';
  return { ...saying("clarify", [paragraph(text)], state), offers: [fillIn(filled)] };
}

export function pageFormOf({ target, text }: FilledIn, { given, replyKey }: Scene): Form {
  return pageForm(given.roster().oncall, { target, text }, replyKey);
}

/** Opens the form of a page, filled in as far as that. It may be pressed as often as one likes. */
export function fillIn({ target, text }: FilledIn, label = "Fill in the form"): Offer {
  const press = { do: "page-form", target, text } as const;
  return {
    ...offer("page-form", label, [label.toLowerCase()], "📟", press),
    once: false,
  };
}

/**
 * What is to be done for a form that was sent.
 *
 * @returns what its values say, or what is wrong with them
 */
export async function pageFilledIn(item: FormSubmit, scene: Scene): Promise<PageCommand> {
  const { whom, urgency, text } = readPageForm(item.values);
  const target = "typed" in whom ? undefined : whom;
  const form = pageForm(scene.given.roster().oncall, { target, text }, item.instance);
  const problems = formProblems(form, item.values);
  if (problems) return { do: "ask", text: `Nobody is paged. ${problems}` };
  if (target) return { do: "page", target, urgency, text };
  const typed = "typed" in whom ? whom.typed : "";
  // With its urgency said it is meant as a page, however the text reads.
  const read = (await pageReader(scene))("page", `${urgency} ${typed} ${text}`);
  return read ?? { do: "which", said: typed, near: [], urgency, text };
}
