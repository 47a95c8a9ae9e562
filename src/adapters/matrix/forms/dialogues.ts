import {
  type Conversation,
  conversationKey,
  type Principal,
  principalKey,
} from "../../../chat/conversation.ts";
import type { Form } from "../../../chat/form.ts";
import type { FormSubmit } from "../../../chat/inbox-item.ts";
import type { Clock } from "../../../kernel/clock.ts";
import { type Asked, asked, beginDialogue, type Dialogue, next, type Say } from "./dialogue.ts";

/** Who fills in a form, and where. */
export type Filler = { readonly where: Conversation; readonly person: Principal };

export type KeptDialogue = Filler & {
  readonly dialogue: Dialogue;
  /** The conversation that the form is sent from. */
  readonly from: Conversation;
  /** When something was said last. */
  readonly at: Temporal.Instant;
};

/** Where they are kept: one for each person in a conversation. */
export type DialogueRows = {
  find(filler: Filler): Promise<KeptDialogue | undefined>;
  /** Keeps it in place of the one before, with the event that answered, in one. */
  put(kept: KeptDialogue, answer?: string): Promise<void>;
  remove(filler: Filler, answer: string | undefined, at: Temporal.Instant): Promise<void>;
  isAnswer(event: string): Promise<boolean>;
  /** Forgets what was kept before an instant. */
  forgetBefore(at: Temporal.Instant): Promise<void>;
};

/** What a message, or a reaction to a summary, came to. */
type Taken = { readonly form: Form } & (
  | { readonly say: Exclude<Say, { readonly say: "done" }> }
  /** To be taken in; the dialogue stays until it is {@link Dialogues.end}ed, so that a message told again sends it again. */
  | { readonly say: Extract<Say, { readonly say: "done" }>; readonly item: FormSubmit }
  /** It came too late, and is no answer. */
  | { readonly say: { readonly say: "expired" } }
);

type Answer = Filler & {
  readonly text: string;
  /** The event that says it. Told again it changes nothing. */
  readonly event: string;
};

export type Dialogues = {
  /** @returns what to ask first, and the form that this one replaces */
  begin(
    form: Form,
    filler: Filler,
    from: Conversation,
  ): Promise<{ readonly say: Asked; readonly replaced: Form | undefined }>;
  isOpen(filler: Filler): Promise<boolean>;
  /** @returns undefined where no form is filled in; `heard`: an answer told again, after its dialogue was over */
  take(answer: Answer): Promise<Taken | "heard" | undefined>;
  /** What was filled in is taken in. */
  end(answer: Omit<Answer, "text">): Promise<void>;
};

/** Whoever says nothing for so long has turned to something else. */
const lasts = Temporal.Duration.from({ minutes: 30 });
/** As long as what Matrix may tell again. */
const keptFor = Temporal.Duration.from({ hours: 30 * 24 });

export function createDialogues(rows: DialogueRows, clock: Clock): Dialogues {
  function isOver({ at }: KeptDialogue): boolean {
    return Temporal.Instant.compare(clock.now(), at.add(lasts)) >= 0;
  }
  async function open(filler: Filler): Promise<KeptDialogue | undefined> {
    const kept = await rows.find(filler);
    return kept && !isOver(kept) ? kept : undefined;
  }
  return {
    async begin(form, { where, person }, from) {
      const at = clock.now();
      const replaced = await open({ where, person });
      const dialogue = beginDialogue(form);
      await rows.forgetBefore(at.subtract(keptFor));
      await rows.put({ where, person, from, dialogue, at });
      return { say: asked(dialogue), replaced: replaced?.dialogue.form };
    },
    isOpen: async (filler) => (await open(filler)) !== undefined,
    async take({ where, person, text, event }) {
      const at = clock.now();
      const kept = await rows.find({ where, person });
      if (await rows.isAnswer(event)) {
        if (!kept || isOver(kept)) return "heard";
        return { form: kept.dialogue.form, say: asked(kept.dialogue) };
      }
      if (!kept) return undefined;
      const { form } = kept.dialogue;
      if (isOver(kept)) {
        await rows.remove(kept, undefined, at);
        return { form, say: { say: "expired" } };
      }
      const { state, say } = next(kept.dialogue, text);
      if (say.say === "done") {
        return { form, say, item: submitted(kept, say.values, event, at) };
      }
      if (state) await rows.put({ ...kept, dialogue: state, at }, event);
      else await rows.remove(kept, event, at);
      return { form, say };
    },
    end: ({ where, person, event }) => rows.remove({ where, person }, event, clock.now()),
  };
}

function submitted(
  { dialogue: { form }, person, from }: KeptDialogue,
  values: FormSubmit["values"],
  event: string,
  at: Temporal.Instant,
): FormSubmit {
  const { id, instance } = form;
  const what = { form: id, instance, actor: person, values, from, at };
  return { kind: "form", dedupKey: `f:${event}`, ...what };
}

/** Keeps them as long as the process lives. */
export function rememberedDialogues(): DialogueRows {
  const known = new Map<string, KeptDialogue>();
  const answers = new Map<string, Temporal.Instant>();
  const keyOf = ({ where, person }: Filler) =>
    JSON.stringify([conversationKey(where), principalKey(person)]);
  return {
    find: async (filler) => known.get(keyOf(filler)),
    async put(kept, answer) {
      known.set(keyOf(kept), kept);
      if (answer !== undefined) answers.set(answer, kept.at);
    },
    async remove(filler, answer, at) {
      known.delete(keyOf(filler));
      if (answer !== undefined) answers.set(answer, at);
    },
    isAnswer: async (event) => answers.has(event),
    async forgetBefore(at) {
      const isOld = (since: Temporal.Instant) => Temporal.Instant.compare(since, at) < 0;
      for (const [key, kept] of known) if (isOld(kept.at)) known.delete(key);
      for (const [event, since] of answers) if (isOld(since)) answers.delete(event);
    },
  };
}
