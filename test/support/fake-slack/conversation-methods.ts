import { z } from "zod";
import { count, flag, stamp, words } from "./call-arguments.ts";
import { roomScope } from "./event-feed.ts";
import { messageJson } from "./message-json.ts";
import { joinedRoom, knownRoom, knownUser, writableRoom } from "./room-access.ts";
import { type FakeMessage, type FakeRoom, messageAt } from "./slack-model.ts";
import { type Json, SlackRefusal } from "./slack-refusal.ts";
import { type Call, type WebMethod, webMethod } from "./web-method.ts";

const paged = { cursor: z.string().optional(), limit: count.max(1_000).optional() };
const reading = {
  channel: words,
  ...paged,
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
};
type Reading = z.infer<z.ZodObject<typeof reading>>;

/** The methods named conversations.*. */
export const conversationMethods: Readonly<Record<string, WebMethod>> = {
  "conversations.open": webMethod(
    undefined,
    z.strictObject({ users: words, return_im: flag.optional(), prevent_creation: flag.optional() }),
    (given, call) => {
      const users = given.users.split(",").map((id) => knownUser(call, id));
      call.need(users.length > 1 ? "mpim:write" : "im:write");
      if (users.some(({ deleted }) => deleted)) throw new SlackRefusal("user_disabled");
      if (users.some(({ isBot }) => isBot)) throw new SlackRefusal("cannot_dm_bot");
      const ids = users.map(({ id }) => id);
      const [only = "", ...others] = ids;
      const room =
        others.length === 0
          ? call.workspace.directRoom(only)
          : (groupOf(call, ids) ?? call.workspace.addRoom("mpdm", ids, { kind: "mpim" }));
      return { channel: given.return_im ? roomJson(call, room) : { id: room.id } };
    },
  ),

  "conversations.info": webMethod(
    undefined,
    z.strictObject({
      channel: words,
      include_num_members: flag.optional(),
      include_locale: flag.optional(),
    }),
    (given, call) => {
      const room = knownRoom(call, given.channel);
      call.need(roomScope(room.kind, "read"));
      const number = given.include_num_members ? { num_members: room.members.size } : {};
      return { channel: { ...roomJson(call, room), ...number } };
    },
  ),

  "conversations.list": webMethod(
    undefined,
    z.strictObject({
      ...paged,
      types: z.string().optional(),
      exclude_archived: flag.optional(),
    }),
    (given, call) => {
      const asked = new Set((given.types ?? "public_channel").split(","));
      const { model } = call.workspace;
      const rooms = [...model.rooms.values()].filter(
        (room) =>
          asked.has(typeOf(room)) &&
          (room.kind === "public" || room.members.has(model.app.botUser)) &&
          !(given.exclude_archived && room.archived),
      );
      for (const type of asked) call.need(roomScope(kinds[type] ?? "public", "read"));
      const { items, ...page } = pageOf(rooms, given);
      return { channels: items.map((room) => roomJson(call, room)), ...page };
    },
  ),

  "conversations.members": webMethod(
    undefined,
    z.strictObject({ channel: words, ...paged }),
    (given, call) => {
      const room = knownRoom(call, given.channel);
      call.need(roomScope(room.kind, "read"));
      const { items, ...page } = pageOf([...room.members], given);
      return { members: items, ...page };
    },
  ),

  "conversations.history": webMethod(undefined, z.strictObject(reading), (given, call) => {
    const room = joinedRoom(call, given.channel);
    call.need(roomScope(room.kind, "history"));
    const line = call.workspace.model.messages.filter(
      (one) =>
        one.room === room.id &&
        (one.threadTs === undefined || one.threadTs === one.ts || one.broadcast),
    );
    // Newest first.
    return read(call, line.reverse(), given);
  }),

  "conversations.replies": webMethod(
    undefined,
    z.strictObject({ ...reading, ts: stamp }),
    (given, call) => {
      const room = joinedRoom(call, given.channel);
      call.need(roomScope(room.kind, "history"));
      const named = messageAt(call.workspace.model, room.id, given.ts);
      if (!named) throw new SlackRefusal("thread_not_found");
      const root = named.threadTs ?? named.ts;
      const thread = call.workspace.model.messages.filter(
        (one) => one.room === room.id && (one.ts === root || one.threadTs === root),
      );
      return read(call, thread, given, root);
    },
  ),

  "conversations.setTopic": webMethod(
    undefined,
    z.strictObject({ channel: words, topic: z.string().max(250) }),
    (given, call) => {
      const room = writableRoom(call, given.channel);
      call.need(roomScope(room.kind, "write.topic"));
      room.topic = given.topic;
      return { channel: roomJson(call, room) };
    },
  ),
};

const kinds: Readonly<Record<string, FakeRoom["kind"]>> = {
  public_channel: "public",
  private_channel: "private",
  im: "im",
  mpim: "mpim",
};

const typeOf = ({ kind }: FakeRoom): string =>
  kind === "public" || kind === "private" ? `${kind}_channel` : kind;

function groupOf({ workspace: { model } }: Call, users: readonly string[]): FakeRoom | undefined {
  const all = new Set([...users, model.app.botUser]);
  const isSame = ({ kind, members }: FakeRoom) =>
    kind === "mpim" && members.symmetricDifference(all).size === 0;
  return model.rooms.values().find(isSame);
}

function roomJson({ workspace: { model } }: Call, room: FakeRoom): Json {
  const { id, name, kind, members, archived, shared, topic } = room;
  const isMember = members.has(model.app.botUser);
  if (kind === "im") {
    const user = [...members].find((member) => member !== model.app.botUser);
    return { id, is_im: true, user, is_archived: archived, is_ext_shared: shared };
  }
  return {
    id,
    name,
    is_channel: kind === "public",
    is_group: kind === "private",
    is_im: false,
    is_mpim: kind === "mpim",
    is_private: kind !== "public",
    is_archived: archived,
    is_member: isMember,
    is_shared: shared,
    is_ext_shared: shared,
    is_org_shared: false,
    topic: { value: topic, creator: "", last_set: 0 },
  };
}

/** One page; a cursor is the number of what comes next. */
function pageOf<Item>(
  all: readonly Item[],
  {
    cursor,
    limit = 100,
  }: { readonly cursor?: string | undefined; readonly limit?: number | undefined },
) {
  const from = cursor === undefined || cursor === "" ? 0 : Number(cursor);
  if (!Number.isInteger(from)) throw new SlackRefusal("invalid_cursor");
  const next = from + limit;
  const nextCursor = next < all.length ? String(next) : "";
  return {
    items: all.slice(from, next),
    has_more: nextCursor !== "",
    response_metadata: { next_cursor: nextCursor },
  };
}

/** Messages within the span that was asked for; the root of a thread is always among them. */
function read(call: Call, messages: readonly FakeMessage[], given: Reading, root?: string): Json {
  const { oldest = "0", latest, inclusive = false } = given;
  const isWithin = ({ ts }: FakeMessage) =>
    ts === root ||
    ((Number(ts) > Number(oldest) || (inclusive && ts === oldest)) &&
      (latest === undefined || Number(ts) < Number(latest) || (inclusive && ts === latest)));
  const visible = messages.filter((one) => one.onlyFor === undefined && isWithin(one));
  const { items, ...page } = pageOf(visible, given);
  const withMetadata = given.include_all_metadata === true;
  return {
    messages: items.map((one) => messageJson(call.workspace.model, one, withMetadata)),
    ...page,
  };
}
