import type {
  Capabilities,
  ChatPlatform,
  Intake,
  PlatformHealth,
  SendOutcome,
} from "../../chat/chat-platform.ts";
import type { MessageRef, RoomRef } from "../../chat/conversation.ts";
import type { InboxItem } from "../../chat/inbox-item.ts";
import type { Reply } from "../../chat/reply.ts";
import type { Clock } from "../../kernel/clock.ts";
import { consoleText, harmless } from "./console-doc.ts";
import { type LineTerminal, openLineTerminal, type Streams } from "./line-terminal.ts";
import { actionLines } from "./offered-actions.ts";
import { type Every, everyTick } from "./spinner.ts";
import { createTypist } from "./what-is-typed.ts";

export type ConsolePlatformParts = Streams & {
  /** Who sits there. */
  readonly person: { readonly user: string; readonly displayName: string };
  readonly clock: Clock;
  /** No other run on the same database has it: every id begins with it. */
  readonly run: string;
  readonly colours: boolean;
  /** Said once, to a person at a terminal. */
  readonly welcome: string;
  /** Resolves when all that was taken in is worked on and its replies are out: the next line is taken then. */
  readonly settle: () => Promise<void>;
  /** Hears Ctrl-C at a terminal, where no signal comes of it; left out, the console closes. */
  readonly interrupted?: (() => void) | undefined;
  readonly every?: Every | undefined;
  /** Hears why a line could not be taken in or worked on; the person is told to say it again. Must not throw. */
  readonly fault: (error: unknown) => void;
};

export type ConsolePlatform = ChatPlatform & {
  /** Settles when the input has ended or was closed, and every reply is out. */
  readonly ended: Promise<void>;
  /** Takes no more lines; what was said is still replied to. */
  close(): void;
};

/** The one room of every console. */
export const consoleRoom: RoomRef = { platform: "console", workspace: "local", room: "console" };

/** A text that a terminal keeps in view without its reader losing the beginning is far shorter; this bounds memory. */
const maxText = 1_000_000;

const capabilities: Capabilities = {
  buttons: "keys",
  forms: "prompts",
  privateRoute: "ephemeral",
  threads: false,
  edit: true,
  images: false,
  typing: true,
  maxText,
  maxBlocks: 10_000,
  mentionRoom: "no",
  encrypted: false,
  shared: false,
  hearsAll: true,
  canCatchUp: false,
};

/**
 * Creates the platform of one person at a terminal or behind a pipe. Each line is a message to the bot, unless it presses
 * what the last reply offers, or fills in a form. A line is taken only after all replies to the one before are out.
 */
export function createConsolePlatform(parts: ConsolePlatformParts): ConsolePlatform {
  const { clock, run, colours, settle } = parts;
  const { user, displayName } = parts.person;
  const principal = { platform: "console", workspace: "local", user } as const;
  const typist = createTypist({
    person: { principal, displayName },
    room: consoleRoom,
    run,
    clock,
  });
  const sent = new Map<string, MessageRef>();
  const ended = Promise.withResolvers<void>();
  const stopped = Promise.withResolvers<void>();
  const begun = clock.now();
  let health: PlatformHealth = { state: "starting" };
  let terminal: LineTerminal | undefined;
  let printed = 0;
  let closed = false;

  function close(): void {
    closed = true;
    terminal?.close();
  }
  async function print(text: string): Promise<void> {
    if (!terminal) throw new Error("The console is not started.");
    await terminal.print(text);
  }
  async function converse(lines: LineTerminal, intake: Intake): Promise<void> {
    if (lines.isTerminal && parts.welcome !== "") await print(parts.welcome);
    for await (const line of lines.lines) {
      if (closed) break;
      const { item, say } = typist.take(line);
      if (say !== undefined) await print(harmless(say));
      if (item) await workOn(item, intake);
      lines.spin(false);
    }
    await lines.flushed();
  }
  async function workOn(item: InboxItem, intake: Intake): Promise<void> {
    try {
      await intake(item);
      await Promise.race([settle(), stopped.promise]);
    } catch (error) {
      parts.fault(error);
      await print(
        "That went wrong, by a fault of mine which is now in the log: please say it again.",
      );
    }
  }
  async function show(
    { doc, actions, audience, to, importance }: Reply,
    nonce: string,
    as: MessageRef,
    mark: string,
  ): Promise<SendOutcome> {
    const known = sent.get(nonce);
    if (known) return { sent: known };
    if (to.room !== consoleRoom.room) return { refused: "gone" };
    if (audience !== "everyone" && audience.only.user !== user) {
      return { refused: "no-private-route" };
    }
    const text = consoleText(doc, colours);
    if (text.length > maxText) return { refused: "too-large" };
    const offers = actions.length === 0 ? "" : `\n\n${harmless(actionLines(actions))}`;
    typist.offer(as, actions);
    sent.set(nonce, as);
    await print(`${mark}${text}${offers}`);
    if (importance === "page") terminal?.bell();
    return { sent: as };
  }

  return {
    name: "console",
    ended: ended.promise,
    close,
    async start(intake) {
      terminal = openLineTerminal(parts, {
        every: parts.every ?? everyTick,
        interrupted: parts.interrupted ?? close,
      });
      if (closed) terminal.close();
      health = { state: "up" };
      converse(terminal, intake).then(ended.resolve, ended.reject);
    },
    async stop() {
      close();
      terminal?.spin(false);
      stopped.resolve();
      await terminal?.flushed();
      health = { state: "stopped" };
    },
    health: () => health,
    capabilities: async () => capabilities,
    send: (reply, nonce) =>
      show(reply, nonce, { ...consoleRoom, message: `${run}:bot:${++printed}` }, ""),
    edit: (reference, reply, nonce) => show(reply, nonce, reference, "(updated)\n"),
    /** What is printed stays; it only can be pressed no more. */
    async remove(reference) {
      typist.offer(reference, []);
    },
    /** Of what an earlier run printed nothing is known. */
    async findSent(_where, nonce, since) {
      const isOlder = Temporal.Instant.compare(since, begun) < 0;
      return sent.get(nonce) ?? (isOlder ? "cannot-tell" : "absent");
    },
    async working(_on, isWorking) {
      terminal?.spin(isWorking);
    },
    readThread: async () => [],
    async openForm(form) {
      await print(harmless(typist.begin(form)));
    },
    async *missedSince() {},
  };
}
