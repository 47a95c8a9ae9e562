import type { ChatPlatform, Intake } from "../../src/chat/chat-platform.ts";
import type { Conversation, MessageRef, Principal } from "../../src/chat/conversation.ts";
import type { Form } from "../../src/chat/form.ts";
import type { InboxItem } from "../../src/chat/inbox-item.ts";
import type { Fault, Held } from "../support/memory-faults.ts";
import type { StoppedClock } from "../support/stopped-clock.ts";

/** A platform not started yet, and the people and the network around it. What one cannot do is left out, and skipped. */
export type PlatformDriver = {
  readonly platform: ChatPlatform;
  /** The one by which the platform tells time. */
  readonly clock: StoppedClock;
  readonly asker: Principal;
  /** Where the asker talks to the bot. */
  readonly here: Conversation;
  /** Another room of the asker's. */
  readonly elsewhere?: Conversation;
  /** Somebody who reads along in {@link here}. */
  readonly bystander?: Principal;
  /** Somebody who is not in {@link here}. */
  readonly outsider?: Principal;
  /** Says something to the bot, as the asker. */
  say(text: string): Promise<void>;
  press(on: MessageRef, action: string): Promise<void>;
  /** Fills in the form that is open. */
  submit(form: Form, values: Readonly<Record<string, string>>): Promise<void>;
  /** Texts of the bot that somebody sees in a conversation, oldest first, as plain text. */
  seen(by: Principal, where: Conversation): readonly string[];
  deliverAgain?(item: InboxItem): Promise<void>;
  /** Settles when the platform knows that it is lost. */
  breakConnection?(): Promise<void>;
  restore?(): Promise<void>;
  /** Takes the bot's access away; settles when the platform knows. */
  revoke?(): Promise<void>;
  /** Platforms that cannot start, by what they must say of it. */
  faulty?(): readonly (readonly [RegExp, ChatPlatform])[];
  limitNext?(method: "send", fault: Fault, room?: Conversation): void;
  holdNext?(method: "send"): Held;
  /** Ends the platform's world. */
  close(): Promise<void>;
};

export type MakeDriver = () => Promise<PlatformDriver>;

/** Starts a platform with an intake that fails so many times first. */
export function failingFirst(times: number, intake: Intake): Intake {
  let failures = 0;
  return async (item) => {
    failures += 1;
    if (failures <= times) throw new Error("The disk is full.");
    return intake(item);
  };
}
