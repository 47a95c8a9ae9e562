import type { Action } from "../../../chat/action.ts";
import type { SendOutcome } from "../../../chat/chat-platform.ts";
import type { Conversation, MessageRef } from "../../../chat/conversation.ts";
import { makePictures, type Pictures } from "../../../chat/pictures.ts";
import type { Reply } from "../../../chat/reply.ts";
import { serverOf } from "../in/known.ts";
import { type MatrixContent, matrixMessages } from "../render/matrix-messages.ts";
import { editOf, inThread } from "../render/relations.ts";
import type { DirectRooms } from "./direct-rooms.ts";
import { type Failure, failureOf } from "./failure.ts";
import type { MatrixCalls } from "./matrix-calls.ts";
import { markPart, type PartMark, partId } from "./part-mark.ts";
import { sentToYou } from "./pointer.ts";
import type { PutUp } from "./put-up.ts";
import type { KnownParts, SentEvent, SentParts } from "./sent-parts.ts";
import { uploadPicture } from "./upload-picture.ts";

export type SenderParts = {
  readonly calls: () => MatrixCalls;
  readonly known: KnownParts;
  readonly directRooms: DirectRooms;
  readonly putUp: PutUp;
  readonly pictures: Pictures;
  /** Whether nobody but one account and ourselves reads a room, and in no clear text. */
  readonly isAlone: (room: string, user: string) => Promise<boolean>;
  /** Hears why a picture could not be made or uploaded, or that a sign is not there. Must not throw. */
  readonly fault: (error: unknown) => void;
};

export type Sender = {
  send(reply: Reply, nonce: string): Promise<SendOutcome>;
  edit(reference: MessageRef, reply: Reply, nonce: string): Promise<SendOutcome>;
  /** @throws when the homeserver does not say that it is gone */
  remove(reference: MessageRef): Promise<void>;
};

/**
 * Puts replies into Matrix: each call once, since the outbox alone tries again. The ids of events come from the nonce, so
 * that the homeserver knows again what it has.
 */
export function createSender(parts: SenderParts): Sender {
  const { known, directRooms, putUp, pictures, isAlone, fault } = parts;

  async function drawn({ doc, actions, importance, to }: Reply): Promise<readonly MatrixContent[]> {
    const calls = parts.calls();
    const isEncrypted = await calls.isEncrypted(to.room);
    const made = await makePictures(doc, pictures, fault);
    const images = await Promise.all(
      made.pictures.map(({ made: picture }) => uploadPicture(picture, isEncrypted, calls)),
    );
    const said = { doc: made.doc, actions, importance, to };
    return matrixMessages(said, { self: calls.user, images });
  }

  async function post(reply: Reply, nonce: string): Promise<MessageRef> {
    const calls = parts.calls();
    const { to, actions, broadcast } = reply;
    const contents = await drawn(reply);
    const sent: SentEvent[] = [];
    const put = async (content: MatrixContent, mark: PartMark, thread: InThread | undefined) => {
      const placed = thread ? inThread(content, thread) : content;
      const marked = markPart(placed, mark);
      const event = await calls.put(to.room, "m.room.message", marked, partId(mark));
      return { event, called: content["m.mentions"].user_ids ?? [] };
    };
    for (const [part, content] of contents.entries()) {
      const root = to.thread;
      const thread = root === undefined ? undefined : { root, last: sent.at(-1)?.event ?? root };
      sent.push(await put(content, { nonce, part, parts: contents.length }, thread));
    }
    const [first, ...others] = sent;
    const [content] = contents;
    if (!first || !content) throw new Error("A reply was rendered as no message.");
    const mark = { nonce, part: 0, parts: contents.length, isCopy: true };
    const isCopied = broadcast && to.thread !== undefined;
    const copy = isCopied ? await put(content, mark, undefined) : undefined;
    const whole: SentParts = { parts: [first, ...others], copy };
    known.keep(to.room, whole);
    await offer(to, whole, actions, nonce);
    return { ...to, message: first.event };
  }

  /** What can be pressed is put up under the last of its messages, and under what repeats it on the main line. */
  async function offer(
    { thread, ...room }: Conversation,
    { parts: sent, copy }: SentParts,
    actions: readonly Action[],
    nonce: string,
  ): Promise<void> {
    const last = sent.at(-1) ?? sent[0];
    const where = thread === undefined ? room : { ...room, thread };
    await putUp.offer({ ...where, message: last.event }, actions, nonce);
    if (copy) await putUp.offer({ ...room, message: copy.event }, actions, `${nonce}-copy`);
  }

  async function send(reply: Reply, nonce: string): Promise<SendOutcome> {
    const { audience } = reply;
    const place = await placeOf(reply.to);
    if (!("room" in place)) return place;
    const to = { ...reply, to: place };
    if (audience === "everyone") return await sent(to, nonce);
    const { user } = audience.only;
    if (await isAlone(place.room, user)) return await sent(to, nonce);
    return await sendPrivately(to, nonce, user);
  }
  /** The main line of an account is where it talks to us alone. */
  async function placeOf(to: Conversation): Promise<Conversation | Failure> {
    if (!to.room.startsWith("@")) return to;
    return await tried(async () => ({ ...to, room: await directRooms(to.room) }));
  }
  /** What is for one account goes where nobody else reads, and the room is told that there is something. */
  async function sendPrivately(reply: Reply, nonce: string, user: string): Promise<SendOutcome> {
    const room = await tried(() => directRooms(user));
    if (typeof room !== "string") return "refused" in room ? noPrivateRoute : room;
    const { platform, workspace } = reply.to;
    const direct = { platform, workspace, room };
    const outcome = await sent({ ...reply, to: direct, broadcast: false }, nonce);
    if (!("sent" in outcome)) return "refused" in outcome ? noPrivateRoute : outcome;
    const pointer = { ...reply, doc: sentToYou(user, serverOf(parts.calls().user)), actions: [] };
    // It is only courtesy: what was to be said is said.
    const told = await sent({ ...pointer, broadcast: false }, `${nonce}-told`);
    if (!("sent" in told)) fault(new Error("A room could not be told of a private answer."));
    return outcome;
  }
  async function sent(reply: Reply, nonce: string): Promise<SendOutcome> {
    if (!parts.calls().isJoined(reply.to.room)) return { refused: "no-access" };
    return await tried(async () => ({ sent: await post(reply, nonce) }));
  }

  async function edit(reference: MessageRef, reply: Reply, nonce: string): Promise<SendOutcome> {
    const { room, thread } = reference;
    const { audience } = reply;
    // What others have read is not made into what is for one alone: that follows where nobody else reads it.
    if (audience !== "everyone" && !(await isAlone(room, audience.only.user))) {
      return await send(reply, nonce);
    }
    const calls = parts.calls();
    return await tried(async () => {
      const old = await known.of(reference);
      const contents = await drawn({ ...reply, to: reference });
      const now: SentEvent[] = [];
      for (const [part, content] of contents.entries()) {
        const mark = { nonce, part, parts: contents.length };
        const event = old.parts[part];
        const called = content["m.mentions"].user_ids ?? [];
        if (event) await replace(room, event, content, mark, calls);
        const last = now.at(-1)?.event ?? reference.message;
        const placed = thread === undefined ? content : inThread(content, { root: thread, last });
        now.push({
          event:
            event?.event ??
            (await calls.put(room, "m.room.message", markPart(placed, mark), partId(mark))),
          called: [...(event?.called ?? []), ...called],
        });
      }
      for (const surplus of old.parts.slice(contents.length).toReversed()) {
        await putUp.remove(room, surplus.event);
      }
      const [content] = contents;
      const { copy } = old;
      const mark = { nonce, part: 0, parts: contents.length, isCopy: true };
      if (copy && content) await replace(room, copy, content, mark, calls);
      const [first = old.parts[0], ...others] = now;
      const whole: SentParts = { parts: [first, ...others], copy };
      known.keep(room, whole);
      const { message: _message, ...where } = reference;
      await offer(where, whole, reply.actions, nonce);
      return { sent: reference };
    });
  }
  async function replace(
    room: string,
    { event, called }: SentEvent,
    content: MatrixContent,
    mark: PartMark,
    calls: MatrixCalls,
  ): Promise<void> {
    const version = editOf(content, { event, mentions: { user_ids: called } });
    await calls.put(room, "m.room.message", version, `${partId(mark)}-edit`);
  }

  return {
    send,
    edit,
    async remove(reference) {
      const { room } = reference;
      const { parts: sentParts, copy } = await known.of(reference);
      for (const { event } of [...sentParts, ...(copy ? [copy] : [])].toReversed()) {
        await putUp.remove(room, event);
      }
    },
  };
}

type InThread = Parameters<typeof inThread>[1];

const noPrivateRoute = { refused: "no-private-route" } as const satisfies Failure;

async function tried<T>(act: () => Promise<T>): Promise<T | Failure> {
  try {
    return await act();
  } catch (error) {
    return failureOf(error);
  }
}
