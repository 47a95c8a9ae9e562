import { z } from "zod";
import { flag, inJson, stamp, words } from "./call-arguments.ts";
import { joinedRoom, knownMessage, knownUser } from "./room-access.ts";
import type { FakeUser, FakeUserGroup, SlackModel } from "./slack-model.ts";
import { type Json, SlackRefusal } from "./slack-refusal.ts";
import { type Call, type WebMethod, webMethod } from "./web-method.ts";

const reaction = z.strictObject({
  channel: words,
  timestamp: stamp,
  name: z.string().regex(/^[a-z0-9_+'-]+(?:::skin-tone-[2-6])?$/),
});

/** The methods about people: users.*, usergroups.*, reactions.*, and the status line of assistant.threads. */
export const peopleMethods: Readonly<Record<string, WebMethod>> = {
  "users.info": webMethod(
    "users:read",
    z.strictObject({ user: words, include_locale: flag.optional() }),
    (given, call) => ({ user: userJson(call, knownUser(call, given.user)) }),
  ),
  "users.lookupByEmail": webMethod(
    "users:read.email",
    z.strictObject({ email: words }),
    (given, call) => {
      const user = call.workspace.model.users
        .values()
        .find(({ email, deleted }) => email === given.email && !deleted);
      if (!user) throw new SlackRefusal("users_not_found");
      return { user: userJson(call, user) };
    },
  ),

  "usergroups.list": webMethod(
    "usergroups:read",
    z.strictObject({
      include_users: flag.optional(),
      include_count: flag.optional(),
      include_disabled: flag.optional(),
    }),
    ({ include_users: isWhole = false }, { workspace: { model } }) => ({
      usergroups: [...model.userGroups.values()].map((group) => groupJson(model, group, isWhole)),
    }),
  ),
  "usergroups.users.list": webMethod(
    "usergroups:read",
    z.strictObject({ usergroup: words, include_disabled: flag.optional() }),
    (given, call) => ({ users: knownGroup(call, given.usergroup).users }),
  ),
  "usergroups.users.update": webMethod(
    "usergroups:write",
    z.strictObject({ usergroup: words, users: words, include_count: flag.optional() }),
    (given, call) => {
      const group = knownGroup(call, given.usergroup);
      const users = given.users.split(",");
      const isKnown = users.every((id) => call.workspace.model.users.has(id));
      if (!isKnown) throw new SlackRefusal("invalid_users");
      group.users = users;
      return { usergroup: groupJson(call.workspace.model, group, true) };
    },
  ),

  "reactions.add": webMethod("reactions:write", reaction, (given, call) => {
    const { botUser } = call.workspace.model.app;
    const message = knownMessage(call, joinedRoom(call, given.channel), given.timestamp);
    const users = message.reactions.get(given.name) ?? new Set();
    if (users.has(botUser)) throw new SlackRefusal("already_reacted");
    message.reactions.set(given.name, users.add(botUser));
    call.feed.reacted(botUser, message, given.name, true);
    return {};
  }),
  "reactions.remove": webMethod("reactions:write", reaction, (given, call) => {
    const { botUser } = call.workspace.model.app;
    const message = knownMessage(call, joinedRoom(call, given.channel), given.timestamp);
    const users = message.reactions.get(given.name);
    if (!users?.delete(botUser)) throw new SlackRefusal("no_reaction");
    if (users.size === 0) message.reactions.delete(given.name);
    call.feed.reacted(botUser, message, given.name, false);
    return {};
  }),

  "assistant.threads.setStatus": webMethod(
    "assistant:write",
    z.strictObject({
      channel_id: words,
      thread_ts: stamp,
      status: z.string(),
      loading_messages: inJson(z.array(z.string()).max(10)).optional(),
    }),
    (given, call) => {
      const { model } = call.workspace;
      const room = joinedRoom(call, given.channel_id);
      const key = `${room.id}/${given.thread_ts}`;
      if (given.status === "") model.statuses.delete(key);
      else model.statuses.set(key, given.status);
      return {};
    },
  ),
};

function userJson(call: Call, user: FakeUser): Json {
  const { id, name, realName, email, isBot, isStranger, deleted, zone } = user;
  // Only with its scope does Slack tell an address.
  const address = call.isGranted("users:read.email") && email !== undefined ? { email } : {};
  return {
    id,
    name,
    team_id: isStranger ? "T0STRANGER" : call.workspace.model.team.id,
    deleted,
    is_bot: isBot,
    is_stranger: isStranger,
    is_restricted: false,
    is_ultra_restricted: false,
    real_name: realName,
    tz: zone,
    profile: { real_name: realName, display_name: name, ...address },
  };
}

function knownGroup({ workspace: { model } }: Call, id: string): FakeUserGroup {
  const group = model.userGroups.get(id);
  if (!group) throw new SlackRefusal("no_such_subteam");
  return group;
}

function groupJson(model: SlackModel, group: FakeUserGroup, isWhole: boolean): Json {
  const { id, handle, name, users } = group;
  const list = isWhole ? { users } : {};
  return { id, team_id: model.team.id, is_usergroup: true, handle, name, date_delete: 0, ...list };
}
