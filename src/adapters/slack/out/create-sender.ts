import type { WebClient } from "@slack/web-api";
import type { SendOutcome } from "../../../chat/chat-platform.ts";
import type { Conversation, MessageRef } from "../../../chat/conversation.ts";
import { makePictures, type Pictures } from "../../../chat/pictures.ts";
import type { Reply } from "../../../chat/reply.ts";
import { isSecret } from "../../../chat/revealed.ts";
import type { Commands } from "../commands.ts";
import type { Acknowledgements } from "../in/acknowledgements.ts";
import { type SlackMessage, slackMessages } from "../render/slack-messages.ts";
import { answerCommand } from "./answer-command.ts";
import type { DirectRooms } from "./direct-rooms.ts";
import { type DrawnDoc, deleteFile, uploadPictures } from "./draw-pictures.ts";
import { deleteMessage, editParts } from "./edit-parts.ts";
import { type Failure, failureOf } from "./failure.ts";
import { messagesOf } from "./find-sent.ts";
import { commandOf, isDirect, isPerson, isStamp, slackPlace, threadOf } from "./place.ts";
import { postParts } from "./post-parts.ts";
import { directRoomFor, noPrivateRoute, postEphemeral } from "./private-message.ts";
import type { SentMessages } from "./sent-messages.ts";
import { shownPlace } from "./shown-place.ts";
import type { SlackClients } from "./slack-clients.ts";

export type SenderParts = {
  readonly clients: SlackClients;
  readonly sent: SentMessages;
  readonly directRooms: DirectRooms;
  readonly pictures: Pictures;
  readonly pause: (ms: number) => Promise<void>;
  readonly commands: Commands;
  readonly acknowledgements: Acknowledgements;
  /** Hears why a picture could not be made or uploaded. Must not throw. */
  readonly fault: (error: unknown) => void;
};

export type Sender = {
  send(reply: Reply, nonce: string): Promise<SendOutcome>;
  edit(reference: MessageRef, reply: Reply, nonce: string): Promise<SendOutcome>;
  /** @throws when Slack does not say that it is gone */
  remove(reference: MessageRef): Promise<void>;
};

/** Replies that hang between two tries are few; whatever was given up is forgotten. */
const mostDrawn = 500;

/** Puts replies into Slack: each call once, since the outbox alone tries again. */
export function createSender(parts: SenderParts): Sender {
  const { clients, sent, directRooms, pictures, commands, pause, fault } = parts;
  const client: WebClient = clients.once;
  const poster = { client, sent, pause };
  const underWay = new Map<string, Promise<SendOutcome>>();
  /** What is uploaded for a reply that is not out yet: a second try shows the same files. */
  const drawnFor = new Map<string, DrawnDoc>();

  /** A try that was given up by its caller may still be on its way: the next one is that one. */
  function onceAtATime(nonce: string, act: () => Promise<SendOutcome>): Promise<SendOutcome> {
    const running = underWay.get(nonce);
    if (running) return running;
    const started = act().finally(() => underWay.delete(nonce));
    underWay.set(nonce, started);
    return started;
  }

  async function send(reply: Reply, nonce: string): Promise<SendOutcome> {
    const { whole } = sent.of(nonce);
    if (whole) return { sent: whole };
    const only = await onlyFor(reply, parts);
    if (only === "nobody") return { refused: "gone" };
    if (only) return await sendPrivately(reply, nonce, only);
    const to = await roomOf(slackPlace(reply.to));
    return "room" in to ? await post(reply, nonce, to) : to;
  }
  /** The main line of a person is where they talk to us alone. */
  async function roomOf(to: Conversation): Promise<Conversation | Failure> {
    if (!isPerson(to.room)) return to;
    const direct = await directRoomFor(to.room, directRooms);
    if ("room" in direct) return { ...to, room: direct.room };
    return "refused" in direct ? { refused: "gone" } : direct;
  }
  /** What is for one person goes nowhere else, whatever happens. */
  async function sendPrivately(
    reply: Reply,
    nonce: string,
    { user }: { readonly user: string },
  ): Promise<SendOutcome> {
    const to = slackPlace(reply.to);
    if (!isSecret(reply.doc)) {
      sent.going(nonce, "nowhere");
      const outcome = await sendInPlace(reply, nonce, user);
      if ("sent" in outcome) sent.put(nonce, 0, 1, outcome.sent);
      if (!("refused" in outcome) && !("unknown" in outcome)) return outcome;
    }
    const direct = await directRoomFor(user, directRooms);
    if (!("room" in direct)) return hidden(direct, reply);
    const { platform, workspace } = to;
    const isThere = direct.room === to.room;
    const room = isThere ? to : { platform, workspace, room: direct.room };
    const outcome = await post({ ...reply, broadcast: false }, nonce, room);
    return "sent" in outcome ? outcome : hidden(outcome, reply);
  }
  /** Shows it where it was asked for, to one person alone. */
  async function sendInPlace(reply: Reply, nonce: string, user: string): Promise<SendOutcome> {
    const to = slackPlace(reply.to);
    const command = commandOf(reply.to);
    const messages = messagesFor(reply, { doc: reply.doc, files: [], uploaded: [] });
    // Whoever else is to be told something is not who sees the answers to a command.
    const isGivers = command !== undefined && (await commands.giver(command)) === user;
    if (isGivers && (await answerCommand(command, messages, parts))) {
      // Slack does not tell what it made of it.
      return { sent: { ...to, message: nonce } };
    }
    if (isDirect(to.room)) return noPrivateRoute;
    return await postEphemeral(await shownPlace(to, client), user, messages, poster);
  }
  /** Of a command nobody but its sender may hear, also not that nobody could be reached. */
  function hidden(failure: Failure, { to }: Reply): Failure {
    if (!("refused" in failure) || failure.refused === "bad-format") return failure;
    return commandOf(to) === undefined ? noPrivateRoute : { refused: "gone" };
  }
  async function post(reply: Reply, nonce: string, to: Conversation): Promise<SendOutcome> {
    sent.going(nonce, to);
    const drawn = drawnFor.get(nonce) ?? (await draw(reply, to));
    if (!("doc" in drawn)) return drawn;
    keepDrawn(nonce, drawn);
    const messages = messagesFor(reply, drawn);
    const { broadcast } = reply;
    const files = drawn.uploaded;
    const outcome = await postParts({ to, nonce, messages, files, broadcast }, poster);
    if ("sent" in outcome || "refused" in outcome) drawnFor.delete(nonce);
    // A picture without its message would stay for ever.
    if ("refused" in outcome) for (const file of files) await deleteFile(file, { client });
    return outcome;
  }
  function keepDrawn(nonce: string, drawn: DrawnDoc): void {
    if (drawnFor.size >= mostDrawn) drawnFor.clear();
    drawnFor.set(nonce, drawn);
  }
  async function draw({ doc }: Reply, to: Conversation): Promise<DrawnDoc | Failure> {
    const made = await makePictures(doc, pictures, fault);
    const into = isDirect(to.room) ? { room: to.room, thread: threadOf(to) } : undefined;
    return await uploadPictures(made, { client, into, fault });
  }

  async function edit(reference: MessageRef, reply: Reply, nonce: string): Promise<SendOutcome> {
    // What one person alone sees in a room cannot be changed: the new version follows it.
    const isAlone = (await onlyFor(reply, parts)) !== undefined;
    if (isAlone && !(isDirect(reference.room) && isStamp(reference.message))) {
      return await send(reply, nonce);
    }
    const drawn = drawnFor.get(nonce) ?? (await draw(reply, slackPlace(reference)));
    if (!("doc" in drawn)) return drawn;
    keepDrawn(nonce, drawn);
    try {
      const old = await messagesOf(reference, { client, sent });
      const outcome = await editParts(old, messagesFor(reply, drawn), nonce, poster);
      if ("sent" in outcome || "refused" in outcome) drawnFor.delete(nonce);
      return outcome;
    } catch (error) {
      return failureOf(error);
    }
  }

  return {
    send: (reply, nonce) => onceAtATime(nonce, () => send(reply, nonce)),
    edit: (reference, reply, nonce) => onceAtATime(nonce, () => edit(reference, reply, nonce)),
    async remove(reference) {
      // It was seen by one person alone.
      if (!isStamp(reference.message)) return;
      const { patient } = clients;
      const messages = await messagesOf(reference, { client: patient, sent });
      // While its message stays, a file is found again.
      for (const file of sent.filesOf(reference)) {
        const failure = await deleteFile(file, { client: patient });
        if (failure) throw new Error(`Slack did not take ${file} away.`);
      }
      for (const message of messages.toReversed()) {
        const failure = await deleteMessage(message, { client: patient });
        if (failure) throw new Error(`Slack did not take ${message.message} away.`);
      }
    },
  };
}

function messagesFor({ actions, to }: Reply, drawn: DrawnDoc): readonly SlackMessage[] {
  const command = commandOf(to);
  return slackMessages({ ...drawn, actions, workspace: to.workspace, command });
}

/**
 * Whom alone a reply is for. What a command is told, its sender alone sees, since there is no message to answer; where
 * nobody knows any more who that was, it is for nobody.
 */
async function onlyFor(
  { audience, to, asker }: Reply,
  { commands }: Pick<SenderParts, "commands">,
): Promise<{ readonly user: string } | "nobody" | undefined> {
  if (audience !== "everyone") return audience.only;
  const command = commandOf(to);
  if (command === undefined) return undefined;
  if (asker) return asker;
  const user = await commands.giver(command);
  return user === undefined ? "nobody" : { user };
}
