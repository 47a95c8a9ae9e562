import type { Conversation, MessageRef, PlatformName, Principal, RoomRef } from "./conversation.ts";
import type { DutyOutcome, DutySign } from "./duty-sign.ts";
import type { Form } from "./form.ts";
import type { Home } from "./home.ts";
import type { Inbound, InboxItem, Interaction } from "./inbox-item.ts";
import type { Reply } from "./reply.ts";

/** What a conversation on a platform can do. The core chooses by it, an adapter never guesses. */
export type Capabilities = {
  readonly buttons: "native" | "reactions" | "keys";
  readonly forms: "modal" | "dialogue" | "prompts";
  /** How something can be said to one person alone. */
  readonly privateRoute: "ephemeral" | "dm" | "none";
  readonly threads: boolean;
  /** We can write where everybody there reads it; else only whoever asks us there is reached. */
  readonly canPost: boolean;
  readonly edit: boolean;
  readonly images: boolean;
  readonly typing: boolean;
  /** Most characters, and most blocks, of one message. */
  readonly maxText: number;
  readonly maxBlocks: number;
  readonly mentionRoom: "yes" | "no" | "needs-power";
  readonly encrypted: boolean;
  /** People outside the company can read it. */
  readonly shared: boolean;
  /** Messages that nobody addressed to us reach us. */
  readonly hearsAll: boolean;
  readonly canCatchUp: boolean;
};

/** Takes an item; resolves only once it is written down, so that it may be acknowledged then and not before. */
export type Intake = (item: InboxItem) => Promise<"stored" | "duplicate">;

export type SendOutcome =
  | { readonly sent: MessageRef }
  /** Too many: again after so many milliseconds. */
  | { readonly retryInMs: number }
  /** The request left, and no answer came: it may be out. */
  | { readonly unknown: true }
  | {
      readonly refused: "no-access" | "gone" | "too-large" | "bad-format" | "no-private-route";
    };

export type PlatformHealth = {
  readonly state: "starting" | "up" | "down" | "stopped";
  /** Why it is not up, for whoever runs it. */
  readonly reason?: string | undefined;
  /** How well it works, for a monitor: numbers and states, never a name or an id. */
  readonly detail?: string | undefined;
};

export type ThreadLine = {
  readonly fromBot: boolean;
  readonly text: string;
  readonly at: Temporal.Instant;
};

/** A way to talk to people. */
export type ChatPlatform = {
  readonly name: PlatformName;
  /** @param up called each time that it has come to hear people, at first and after it was lost */
  start(intake: Intake, up?: () => void): Promise<void>;
  /** Takes in nothing more, and lets what is on its way out finish within the time. */
  stop(within: Temporal.Duration): Promise<void>;
  health(): PlatformHealth;
  capabilities(where: Conversation): Promise<Capabilities>;
  /** @param nonce the same on every try of one reply, by which the platform or {@link findSent} knows it again */
  send(reply: Reply, nonce: string): Promise<SendOutcome>;
  edit(reference: MessageRef, reply: Reply, nonce: string): Promise<SendOutcome>;
  remove(reference: MessageRef): Promise<void>;
  /** An address that leads to a message of ours, where there are such. */
  linkTo(reference: MessageRef): Promise<string | undefined>;
  /** Where somebody talks to us alone; undefined where there is no such room. */
  directRoom(who: Principal): Promise<Conversation | undefined>;
  /** Our own account; undefined while it is not known; left out: `ama`, of the workspace `local`. */
  self?(): Principal | undefined;
  /** Whether an account is one of those whom it can reach; left out: every account is. */
  isHere?(user: string): boolean;
  /** The one room that it has, where it has no more; left out: it has several, or none. */
  readonly onlyRoom?: RoomRef | undefined;
  /** A room by the name that people give it, `#ops`; throws where it cannot say now; left out: rooms have no names. */
  roomNamed?(name: string): Promise<RoomRef | undefined>;
  findSent(
    where: Conversation,
    nonce: string,
    since: Temporal.Instant,
  ): Promise<MessageRef | "absent" | "cannot-tell">;
  /** Shows that we are at it, or no longer. */
  working(on: MessageRef, isWorking: boolean): Promise<void>;
  /** The last lines of a thread, oldest first. */
  readThread(where: Conversation, limit: number): Promise<readonly ThreadLine[]>;
  /**
   * @param by what somebody did just now: some platforms open a form for that alone, and only for seconds
   * @param from the conversation that the form is sent from; left out: the one in which they did it
   */
  openForm(form: Form, by: Interaction | Inbound, from?: Conversation): Promise<void>;
  /** Shows somebody what is theirs, in place of what was shown before; left out: there is no place for it. */
  showHome?(home: Home): Promise<void>;
  /** Shows everybody who is on call, unless that shows already; left out: there is no place for it. */
  showDuty?(sign: DutySign): Promise<DutyOutcome>;
  /** What people wrote from an instant on that may not have reached us, beside what has. */
  missedSince(since: Temporal.Instant): AsyncIterable<InboxItem>;
};
