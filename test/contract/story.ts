import type { Conversation, MessageRef, Principal } from "../../src/chat/conversation.ts";
import type { Inbound } from "../../src/chat/inbox-item.ts";
import type { Moment } from "../support/whole-bot.ts";

/** A message as a person sees it. */
export type StoryLine = {
  readonly message: MessageRef;
  readonly fromBot: boolean;
  readonly text: string;
  /** Ids of what it offers. */
  readonly actions: readonly string[];
  readonly updated: boolean;
};

/** How a bot that is asked goes away: told to stop, or killed. */
type Departure = "stop" | "kill";

/**
 * The whole bot with the knowledge of the story's office, where Ana, the asker, is on call and Bo, the other, is an admin, on one platform, under a stopped clock. Whatever a person does
 * settles when the bot has done all that is due at that instant.
 */
export type Story = {
  readonly asker: Principal;
  readonly other: Principal;
  /** With the asker, the other and the bot in it. */
  readonly room: Conversation;
  /** Of the asker with the bot. */
  readonly dm: Conversation;
  say(
    by: Principal,
    where: Conversation,
    text: string,
    how?: { readonly addressed?: Inbound["addressed"]; readonly isBot?: boolean },
  ): Promise<MessageRef>;
  edit(by: Principal, of: MessageRef, text: string): Promise<void>;
  withdraw(by: Principal, message: MessageRef): Promise<void>;
  press(by: Principal, on: MessageRef, action: string): Promise<void>;
  /** Fills in the form in front of somebody, and sends it. */
  fillIn(by: Principal, values: Readonly<Record<string, string>>): Promise<void>;
  /** Says it, and the bot is put out of the room before it has replied. */
  sayAndRemove(by: Principal, where: Conversation, text: string): Promise<void>;
  /** The bot is put out of a room, and let in again. */
  letIn(room: Conversation): Promise<void>;
  /** The room is replaced by another with the same people in it. */
  upgrade(room: Conversation): Promise<Conversation>;
  /** What somebody sees in a room's main line, or in a thread, oldest first. */
  seen(by: Principal, where: Conversation): readonly StoryLine[];
  /** Whether the working sign came and went for a message. */
  workingSigns(on: MessageRef): readonly boolean[];
  /** How the inbox ended each item so far, oldest first. */
  outcomes(): Promise<readonly string[]>;
  setMode(room: Conversation, mode: "mention" | "auto" | "quiet" | "off"): Promise<void>;
  /** Lets time pass; what becomes due meanwhile is done. */
  advance(duration: string): Promise<void>;
  /** Ends the bot, lets people act, and starts it again; it catches up. */
  whileAway(how: Departure, act: () => Promise<unknown>): Promise<void>;
  /** Breaks the bot's connection, lets people act, and lets it connect again; what came meanwhile nobody delivers. */
  whileCutOff(act: () => Promise<unknown>): Promise<void>;
  /** Lets people act with a bot that fails at whatever they say. */
  whileBroken(act: () => Promise<unknown>): Promise<void>;
  /** Lets people act while nothing can be shown to one person alone. */
  whileNothingIsPrivate<T>(act: () => Promise<T>): Promise<T>;
  /** Lets people act with a bot that is killed when it gets that far, and starts it again. */
  killedWhen(moment: Moment, act: () => Promise<unknown>): Promise<void>;
  /** What was logged as a fault. */
  faults(): readonly unknown[];
  close(): Promise<void>;
};

export type TellStory = () => Promise<Story>;

/** The thread that hangs on a message. */
export function threadOn({ message, thread, ...room }: MessageRef): Conversation {
  return { ...room, thread: thread ?? message };
}

/** What the bot said in a conversation, as somebody sees it. */
export function botLines(
  story: Pick<Story, "seen">,
  by: Principal,
  where: Conversation,
): readonly StoryLine[] {
  return story.seen(by, where).filter(({ fromBot }) => fromBot);
}
