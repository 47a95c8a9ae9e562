import type { Conversation, MessageRef, Principal, RoomRef } from "../../src/chat/conversation.ts";
import { type FieldProblem, type Form, validateForm } from "../../src/chat/form.ts";
import {
  type Inbound,
  type InboxItem,
  type Interaction,
  mostText,
  type RoomChange,
  type Withdrawn,
} from "../../src/chat/inbox-item.ts";
import type { Clock } from "../../src/kernel/clock.ts";
import type { Journal } from "./memory-journal.ts";
import { botUser, type MemoryRoom, type MemoryServer, memoryPrincipal } from "./memory-server.ts";

export type OpenForm = { readonly form: Form; readonly user: string; readonly from: Conversation };

/** What the words of a message do not show. */
type SaidHow = {
  /** Left out: a DM is; `@ama` is a mention, `/ama` a command; a reply to the bot and a thread with it count, too. */
  readonly addressed?: Inbound["addressed"];
  readonly mentions?: readonly Principal[];
  readonly quoted?: MessageRef;
  readonly isBot?: boolean;
  readonly unreadable?: Inbound["unreadable"];
};

/** What people do, by the names of their accounts; each settles once the bot has taken it in, or cannot. */
export type MemoryPeople = Pick<MemoryServer, "seen" | "seenAnywhere"> & {
  /** Opens a room, by default one that the bot is in and that nobody else can read. */
  room(
    name: string,
    members: readonly string[],
    settings?: Partial<Omit<MemoryRoom, "reference" | "members">>,
  ): RoomRef;
  /** Where a user talks to the bot alone. */
  dm(user: string): RoomRef;
  say(by: string, where: Conversation, text: string, how?: SaidHow): Promise<Inbound>;
  /** @returns undefined when the text stays as it was, which no platform tells */
  edit(by: string, of: MessageRef, text: string): Promise<Inbound | undefined>;
  withdraw(by: string, message: MessageRef): Promise<Withdrawn>;
  /** Presses what the message offers, or offered in an earlier version. */
  press(by: string, on: MessageRef, action: string): Promise<Interaction>;
  /** @returns undefined when the emoji stands for no action */
  react(
    by: string,
    on: MessageRef,
    emoji: string,
    undone?: boolean,
  ): Promise<Interaction | undefined>;
  /** Forms in front of a user, oldest first. */
  formsOf(user: string): readonly Form[];
  /** Sends a form, which stays in front of the user, as it does when a press is repeated; with problems nothing is sent. */
  submit(
    by: string,
    instance: string,
    values: Readonly<Record<string, string>>,
  ): Promise<readonly FieldProblem[]>;
  /** Invites the bot, lets it in, throws it out, or moves the room. */
  change(room: RoomRef, change: RoomChange["change"], to?: RoomRef): Promise<RoomChange>;
  deliverAgain(item: InboxItem): Promise<void>;
};

type Given = {
  readonly clock: Clock;
  readonly server: MemoryServer;
  readonly journal: Journal;
  readonly forms: readonly OpenForm[];
  readonly hearsAll: boolean;
};

/** Creates the people of a server. */
export function createMemoryPeople(given: Given): MemoryPeople {
  const { clock, server, journal, forms, hearsAll } = given;
  let happened = 0;
  const nextKey = (kind: string) => `${kind}${++happened}`;

  function inbound(by: string, message: MessageRef, text: string, how: SaidHow): Inbound {
    const room = server.room(message);
    if (!room) throw new Error(`There is no room ${message.room}.`);
    const plain = how.unreadable ? "" : text.replace(/^@ama\b[:,]?\s*|^\/ama\s+/, "").trim();
    return {
      kind: "message",
      dedupKey: `m:${message.message}`,
      message,
      roomKind: room.kind,
      encrypted: room.encrypted,
      shared: room.shared,
      author: { principal: memoryPrincipal(by), displayName: by, isBot: how.isBot ?? false },
      addressed: how.addressed ?? addressedBy(text, room, message, how.quoted),
      text: plain.slice(0, mostText),
      truncated: plain.length > mostText,
      mentions: how.mentions ?? [],
      quoted: how.quoted,
      sentAt: clock.now(),
      receivedAt: clock.now(),
      replay: false,
      unreadable: how.unreadable,
    };
  }
  function addressedBy(
    text: string,
    room: MemoryRoom,
    where: Conversation,
    quoted: MessageRef | undefined,
  ): Inbound["addressed"] {
    if (text.startsWith("/ama ")) return "command";
    if (room.kind === "dm") return "dm";
    if (text.includes("@ama")) return "mention";
    if (quoted && server.find(quoted)?.by === botUser) return "reply";
    const inThread = where.thread !== undefined && server.lines(where).some((one) => one.fromBot);
    return inThread ? "thread" : "none";
  }
  async function tell<Item extends InboxItem>(item: Item, isHeard = true): Promise<Item> {
    if (isHeard) await journal.add(item);
    return item;
  }
  const hears = ({ addressed, message }: Inbound) =>
    server.room(message)?.hasBot === true && (hearsAll || addressed !== "none");
  const actionsOf = (message: MessageRef) =>
    server.find(message)?.versions.flatMap(({ actions }) => actions) ?? [];
  function interaction(
    by: string,
    on: MessageRef,
    { id, value }: { readonly id: string; readonly value: string },
    via: Interaction["via"],
    undone = false,
  ): Promise<Interaction> {
    const what = { action: id, value, actor: memoryPrincipal(by), on, via, undone };
    return tell({ kind: "interaction", dedupKey: nextKey("i"), ...what, at: clock.now() });
  }

  return {
    seen: server.seen,
    seenAnywhere: server.seenAnywhere,
    room: (name, members, settings) =>
      server.putRoom(name, {
        ...{ kind: "room", hasBot: true, encrypted: false, shared: false },
        ...settings,
        members: new Set(members),
      }),
    dm: (user) => server.directRoom(user),
    say(by, where, text, how = {}) {
      const item = inbound(by, server.postText(by, where, text), text, how);
      return tell(item, hears(item));
    },
    async edit(by, of, text) {
      const old = server.find(of)?.versions.at(-1)?.text;
      if (old === undefined) throw new Error(`There is no message ${of.message}.`);
      if (old === text) return undefined;
      const revision = nextKey("r");
      server.addVersion(of, { text, actions: [] });
      const item = { ...inbound(by, of, text, {}), dedupKey: `e:${revision}` };
      return tell({ ...item, edit: { of, revision } }, hears(item));
    },
    withdraw(_by, message) {
      server.remove(message);
      const dedupKey = `d:${message.message}`;
      return tell({ kind: "withdrawn", dedupKey, message, at: clock.now() });
    },
    press(by, on, action) {
      const pressed = actionsOf(on).find(({ id }) => id === action);
      if (!pressed) throw new Error(`${on.message} never offered ${action}.`);
      return interaction(by, on, pressed, "button");
    },
    async react(by, on, emoji, undone) {
      const meant = actionsOf(on).find((one) => one.emoji === emoji);
      return meant && interaction(by, on, meant, "reaction", undone);
    },
    formsOf: (user) => forms.filter((one) => one.user === user).map(({ form }) => form),
    async submit(by, instance, values) {
      const open = forms.find((one) => one.user === by && one.form.instance === instance);
      if (!open) throw new Error(`${by} has no form ${instance} open.`);
      const problems = validateForm(open.form, values);
      if (problems.length === 0) {
        const sent = { form: open.form.id, instance, actor: memoryPrincipal(by), values };
        const { platform, workspace, room, thread } = open.from;
        const from = { platform, workspace, room, ...(thread === undefined ? {} : { thread }) };
        const dedupKey = `f:${instance}:${by}`;
        await tell({ kind: "form", dedupKey, ...sent, from, at: clock.now() });
      }
      return problems;
    },
    change(room, change, to) {
      const old = server.room(room);
      if (old && change !== "invited" && change !== "home-opened") {
        server.putRoom(room.room, { ...old, hasBot: change === "joined" });
      }
      const item = { kind: "room", dedupKey: nextKey("c"), room, change, to } as const;
      return tell({ ...item, at: clock.now() });
    },
    deliverAgain: (item) => journal.deliverAgain(item),
  };
}
