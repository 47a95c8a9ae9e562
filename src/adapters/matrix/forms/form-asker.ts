import type { Conversation, Principal } from "../../../chat/conversation.ts";
import { type Doc, paragraph } from "../../../chat/doc.ts";
import type { Form } from "../../../chat/form.ts";
import type { FormSubmit, Inbound, Interaction } from "../../../chat/inbox-item.ts";
import type { Reply } from "../../../chat/reply.ts";
import { relationsOf } from "../in/relation.ts";
import type { RoomEvent } from "../in/room-event.ts";
import { fieldQuestion, formSummary } from "../render/form-dialogue.ts";
import type { Dialogues, Filler, Taken } from "./dialogues.ts";

export type FormAskerParts = {
  readonly dialogues: Dialogues;
  /** Says something; the same id says it once, however often it is asked to. */
  readonly say: (reply: Reply, id: string) => Promise<unknown>;
};

/** Has people fill in forms message by message, where they opened them. */
export type FormAsker = {
  open(form: Form, by: Interaction | Inbound, from?: Conversation): Promise<void>;
  /**
   * Takes what somebody wrote, or a reaction, as an answer.
   *
   * @returns a form to be taken in before {@link FormAsker.end}; `taken`: it was an answer, or is one told again; undefined:
   *   it is none
   */
  take(answer: Answer): Promise<FormSubmit | "taken" | undefined>;
  end(answer: Answer): Promise<void>;
};

/** Where somebody says what, by which event. */
type Answer = Filler & { readonly text: string; readonly event: string };

export function createFormAsker({ dialogues, say }: FormAskerParts): FormAsker {
  const replyTo = ({ where, person }: Filler, doc: Doc): Reply => ({
    key: "",
    to: where,
    doc,
    actions: [],
    audience: "everyone",
    importance: "answer",
    asker: person,
    broadcast: false,
  });

  return {
    async open(form, by, from) {
      const filler = fillerOf(by);
      const { say: first, replaced } = await dialogues.begin(form, filler, from ?? filler.where);
      const instead =
        replaced === undefined ? [] : [paragraph(`This takes the place of "${replaced.title}".`)];
      const doc = [...instead, ...docOf({ form, say: first })];
      await say(replyTo(filler, doc), `form:${form.instance}`);
    },
    async take(answer) {
      const taken = await dialogues.take(answer);
      if (taken === undefined) return undefined;
      if (taken === "heard") return "taken";
      const doc = docOf(taken);
      if (doc.length > 0) await say(replyTo(answer, doc), `form:${answer.event}`);
      if (taken.say.say === "expired") return undefined;
      return "item" in taken ? taken.item : "taken";
    },
    end: ({ where, person, event }) => dialogues.end({ where, person, event }),
  };
}

/** What was pressed, or said, on the main line of a room goes on in the thread there. */
function fillerOf(by: Interaction | Inbound): Filler {
  if (by.kind === "interaction") {
    const { message: _message, ...where } = by.on;
    return { where, person: by.actor };
  }
  const { message, ...where } = by.message;
  const person = by.author.principal;
  if (by.roomKind === "dm") return { where, person };
  return { where: { ...where, thread: where.thread ?? message }, person };
}

function docOf({ form, say }: Pick<Taken, "form" | "say">): Doc {
  switch (say.say) {
    case "question":
      return fieldQuestion(form, say.field, say.problem);
    case "summary":
      return formSummary(form, say.values);
    case "cancelled":
      return [paragraph(`"${form.title}" is cancelled, and nothing was sent.`)];
    case "expired":
      return [paragraph(`"${form.title}" was open for too long, and is gone. Ask for it anew.`)];
    case "done":
      return [];
  }
}

/** What a reaction to a summary says; undefined: it is none, or says neither. */
export function answerByReaction(
  event: RoomEvent,
  where: Conversation,
  person: Principal,
): Answer | undefined {
  const { reactsTo } = relationsOf(event);
  const text = reactsTo?.key.replace(/\uFE0F/g, "");
  if (text !== "✅" && text !== "❌") return undefined;
  return { where, person, text, event: event.id };
}
