import type {
  Capabilities,
  ChatPlatform,
  Intake,
  PlatformHealth,
  SendOutcome,
} from "../../chat/chat-platform.ts";
import type { MessageRef, RoomRef } from "../../chat/conversation.ts";
import type { ImageRef } from "../../chat/doc.ts";
import type { InboxItem } from "../../chat/inbox-item.ts";
import { makePictures, noPictures, type Pictures } from "../../chat/pictures.ts";
import type { Reply } from "../../chat/reply.ts";
import type { Clock } from "../../kernel/clock.ts";
import { consoleText, harmless } from "./console-doc.ts";
import { halfBlockLines } from "./half-blocks.ts";
import type { LineHistory } from "./history-file.ts";
import { type LineTerminal, openLineTerminal, type Streams } from "./line-terminal.ts";
import { actionLines } from "./offered-actions.ts";
import { createPictureFolder } from "./picture-folder.ts";
import { pngPixels } from "./png-pixels.ts";
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
  /** Makes what is to be drawn; left out, no picture can be made. */
  readonly pictures?: Pictures | undefined;
  /** What can be recalled at a terminal, beside the lines of this run. */
  readonly history?: LineHistory | undefined;
  /**
   * Hears why a line could not be taken in or worked on, or a picture not be made or drawn; the person is told. Must not
   * throw.
   */
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

/** The width of a terminal that does not tell its own, and of a pipe. */
const usualColumns = 80;

const capabilities: Capabilities = {
  buttons: "keys",
  forms: "prompts",
  privateRoute: "ephemeral",
  threads: false,
  canPost: true,
  edit: true,
  images: true,
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
  const { clock, run, colours, settle, pictures = noPictures } = parts;
  const { user, displayName } = parts.person;
  const principal = { platform: "console", workspace: "local", user } as const;
  const typist = createTypist({
    person: { principal, displayName },
    room: consoleRoom,
    run,
    clock,
  });
  const folder = createPictureFolder();
  const sent = new Map<string, MessageRef>();
  /** Files of pictures, by the message that shows them. */
  const files = new Map<string, string[]>();
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
    if (consoleText(doc, colours).length > maxText) return { refused: "too-large" };
    sent.set(nonce, as);
    const shown = await makePictures(doc, (image) => draw(image, as), parts.fault);
    const drawings = shown.pictures.map(({ made }) => `\n\n${made}`).join("");
    const offers = actions.length === 0 ? "" : `\n\n${harmless(actionLines(actions))}`;
    typist.offer(as, actions);
    await print(`${mark}${consoleText(shown.doc, colours)}${drawings}${offers}`);
    if (importance === "page") terminal?.bell();
    return { sent: as };
  }
  /** The drawing of a picture, and below it the file that holds it. */
  async function draw(image: ImageRef, on: MessageRef): Promise<string | undefined> {
    const picture = await pictures(image);
    if (!picture) return undefined;
    const columns = parts.output.columns ?? usualColumns;
    const lines = halfBlockLines(pngPixels(picture.png), { columns, colours });
    const file = await folder.save(picture);
    files.set(on.message, [...(files.get(on.message) ?? []), file]);
    return [...lines, file].join("\n");
  }

  return {
    name: "console",
    ended: ended.promise,
    close,
    async start(intake) {
      terminal = openLineTerminal(parts, {
        every: parts.every ?? everyTick,
        interrupted: parts.interrupted ?? close,
        history: parts.history,
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
      await folder.remove();
      health = { state: "stopped" };
    },
    health: () => health,
    capabilities: async () => capabilities,
    send: (reply, nonce) =>
      show(reply, nonce, { ...consoleRoom, message: `${run}:bot:${++printed}` }, ""),
    edit: (reference, reply, nonce) => show(reply, nonce, reference, "(updated)\n"),
    linkTo: async () => undefined,
    /** Whoever sits here, and nobody else. */
    directRoom: async (who) => (who.user === user ? consoleRoom : undefined),
    isHere: (who) => who === user,
    onlyRoom: consoleRoom,
    /** What is printed stays; it only can be pressed no more, and the files of its pictures go. */
    async remove(reference) {
      typist.offer(reference, []);
      for (const file of files.get(reference.message) ?? []) await folder.discard(file);
      files.delete(reference.message);
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
