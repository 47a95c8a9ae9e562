import { type FakeMessage, type FakeRoom, type FakeUser, messageAt } from "./slack-model.ts";
import { SlackRefusal } from "./slack-refusal.ts";
import type { Call } from "./web-method.ts";

/** A room that the app can know of. @throws SlackRefusal channel_not_found, also for private rooms it is not in */
export function knownRoom({ workspace: { model } }: Call, id: string): FakeRoom {
  const room = model.rooms.get(id);
  if (!room || (room.kind !== "public" && !room.members.has(model.app.botUser))) {
    throw new SlackRefusal("channel_not_found");
  }
  return room;
}

/** A room that the app is in. @throws SlackRefusal channel_not_found, not_in_channel */
export function joinedRoom(call: Call, id: string): FakeRoom {
  const room = knownRoom(call, id);
  if (!room.members.has(call.workspace.model.app.botUser)) throw new SlackRefusal("not_in_channel");
  return room;
}

/** A room that the app may write to. @throws SlackRefusal channel_not_found, not_in_channel, is_archived */
export function writableRoom(call: Call, id: string): FakeRoom {
  const room = joinedRoom(call, id);
  if (room.archived) throw new SlackRefusal("is_archived");
  return room;
}

/** @throws SlackRefusal message_not_found, also for what only one person sees: nobody can name it later */
export function knownMessage({ workspace }: Call, room: FakeRoom, ts: string): FakeMessage {
  const message = messageAt(workspace.model, room.id, ts);
  if (!message || message.subtype === "tombstone") throw new SlackRefusal("message_not_found");
  return message;
}

/** @throws SlackRefusal user_not_found */
export function knownUser({ workspace }: Call, id: string): FakeUser {
  const user = workspace.model.users.get(id);
  if (!user) throw new SlackRefusal("user_not_found");
  return user;
}
