import type { Action } from "../../chat/action.ts";
import type { Conversation, MessageRef, Principal } from "../../chat/conversation.ts";
import type { Form } from "../../chat/form.ts";
import { type InboxItem, mostText } from "../../chat/inbox-item.ts";
import type { Clock } from "../../kernel/clock.ts";
import { beginForm, type FillingIn, fieldPrompt, fillIn, formOpening } from "./form-prompts.ts";
import { type Pressed, pressedBy } from "./offered-actions.ts";

/** What a line comes to: something for the bot, something to tell at once, or nothing. */
type Typed = { readonly item?: InboxItem; readonly say?: string };

/** Knows what was shown last, and so what the next line means: a press, a field's value, or a message. */
export type Typist = {
  take(line: string): Typed;
  /** A reply was shown with these actions; without any, a former version of it offers them no more. */
  offer(on: MessageRef, actions: readonly Action[]): void;
  /** @returns what to show before its first field */
  begin(form: Form): string;
};

type Given = {
  readonly person: { readonly principal: Principal; readonly displayName: string };
  readonly room: Conversation;
  readonly run: string;
  readonly clock: Clock;
};

/** Creates one to whom nothing was shown yet. */
export function createTypist({ person, room, run, clock }: Given): Typist {
  let taken = 0;
  let offered: { readonly on: MessageRef; readonly actions: readonly Action[] } | undefined;
  let unconfirmed: (Pressed & { readonly on: MessageRef }) | undefined;
  let filling: FillingIn | undefined;
  const nextKey = () => `${run}:${++taken}`;

  function press({ action, via }: Pressed, on: MessageRef): Typed {
    const what = { action: action.id, value: action.value, actor: person.principal, on, via };
    const item = { kind: "interaction", dedupKey: nextKey(), ...what, undone: false } as const;
    return { item: { ...item, at: clock.now() } };
  }
  function message(line: string): Typed {
    const dedupKey = nextKey();
    const text = line.normalize("NFC").trim();
    return {
      item: {
        kind: "message",
        dedupKey,
        message: { ...room, message: dedupKey },
        roomKind: "dm",
        encrypted: false,
        shared: false,
        author: { ...person, isBot: false },
        addressed: "dm",
        text: text.slice(0, mostText),
        truncated: text.length > mostText,
        mentions: [],
        sentAt: clock.now(),
        receivedAt: clock.now(),
        replay: false,
      },
    };
  }
  function field(form: FillingIn, line: string): Typed {
    const filled = fillIn(form, line);
    filling = filled.state === "asking" ? filled.next : undefined;
    if (filled.state === "cancelled") return { say: "Cancelled: nothing was sent." };
    if (filled.state === "asking") {
      return { say: [...filled.problems, fieldPrompt(filled.next)].join("\n") };
    }
    const { id, instance } = form.form;
    const sent = { form: id, instance, actor: person.principal, values: filled.values };
    const item = { kind: "form", dedupKey: nextKey(), ...sent, from: room } as const;
    return { item: { ...item, at: clock.now() } };
  }
  function confirmed(pressed: NonNullable<typeof unconfirmed>, line: string): Typed | undefined {
    unconfirmed = undefined;
    const word = line.trim().toLowerCase();
    if (word === "yes" || word === "y") return press(pressed, pressed.on);
    return word === "no" || word === "n" ? { say: "Nothing was done." } : undefined;
  }

  return {
    take(line) {
      if (filling) return field(filling, line);
      const answer = unconfirmed && confirmed(unconfirmed, line);
      if (answer) return answer;
      if (line.trim() === "") return {};
      const pressed = offered && pressedBy(line, offered.actions);
      if (!offered || !pressed) return message(line);
      if (pressed.action.confirm === undefined) return press(pressed, offered.on);
      unconfirmed = { ...pressed, on: offered.on };
      return { say: `${pressed.action.confirm} (yes or no)` };
    },
    offer(on, actions) {
      if (actions.length > 0) offered = { on, actions };
      else if (offered?.on.message === on.message) offered = undefined;
    },
    begin(form) {
      filling = beginForm(form);
      return `${formOpening(form)}\n\n${fieldPrompt(filling)}`;
    },
  };
}
