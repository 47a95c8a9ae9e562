import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Known } from "../../../../src/adapters/matrix/in/known.ts";
import { mapEvent } from "../../../../src/adapters/matrix/in/map-event.ts";
import { eventsNamed } from "../../../../src/adapters/matrix/in/relation.ts";
import type { RoomEvent } from "../../../../src/adapters/matrix/in/room-event.ts";
import { inboxItemSchema } from "../../../../src/chat/inbox-item.ts";
import { ana, bo, direct, known, message, nine, offer, ops, own, reaction } from "./events.ts";

const ours = message("here", {}, { id: "$answer", sender: own.user });
const before = [ours, message("so?", {}, { id: "$e0" }), reaction("$answer", "👍")];

/** What clients write, and what they do not. */
const junk = fc.oneof(
  fc.constantFrom("> <@bo:example.org> a\n\nb", "<mx-reply>", "</mx-reply>", "[a](b)", bo),
  fc.constantFrom(
    '<a href="https://matrix.to/#/%',
    '<a href="https://matrix.to/#/@ama:example.org">',
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const mostly = (...usual: readonly unknown[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...usual) }, junk);
const fields = (of: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.oneof({ weight: 6, arbitrary: fc.record(of, { requiredKeys: [] }) }, junk);
const event = mostly("$answer", "$e0", "$reaction");
const spoken = {
  msgtype: mostly("m.text", "m.image"),
  body: mostly("how?", "2", "ama: 2", "!page"),
  filename: junk,
  formatted_body: junk,
  "m.mentions": fields({ user_ids: fc.oneof(fc.array(mostly(bo, own.user)), junk) }),
};
const content = fields({
  ...spoken,
  "m.new_content": fields(spoken),
  "m.relates_to": fields({
    rel_type: mostly("m.thread", "m.replace", "m.annotation"),
    event_id: event,
    key: mostly("👍", "2️⃣"),
    is_falling_back: mostly(true, false),
    "m.in_reply_to": fields({ event_id: event }),
  }),
  membership: mostly("invite", "join", "leave"),
  redacts: event,
  replacement_room: mostly("!new"),
});
const anyEvent: fc.Arbitrary<RoomEvent> = fc.record({
  id: fc.constant("$e1"),
  room: fc.constant(ops.room),
  sender: fc.constantFrom(ana, own.user, "@eve:elsewhere.example"),
  type: fc.oneof(
    fc.constantFrom("m.room.message", "m.room.encrypted", "m.reaction", "m.room.redaction"),
    fc.constantFrom("m.room.member", "m.room.tombstone"),
  ),
  content: content as fc.Arbitrary<RoomEvent["content"]>,
  sentAt: fc.constant(nine),
  stateKey: fc.constantFrom(undefined, undefined, "", own.user),
  wasEncrypted: fc.boolean(),
  unreadable: fc.constantFrom(undefined, undefined, "withheld"),
});

const anyKnown: fc.Arbitrary<Known> = fc
  .tuple(fc.boolean(), fc.boolean(), fc.boolean())
  .map(([isDirect, isKnown, isOffered]) => ({
    ...known,
    ...(isDirect ? direct : {}),
    earlier: (id) => (isKnown ? before.find((one) => one.id === id) : undefined),
    offeredOn: () => (isOffered ? offer : undefined),
    newestOffer: () => (isOffered ? offer : undefined),
  }));

describe("an event with any content", () => {
  it("is nothing, or what can be stored", () => {
    const kinds = new Set<string | undefined>();
    fc.assert(
      fc.property(anyEvent, anyKnown, (told, given) => {
        eventsNamed(told);
        const item = mapEvent(told, given);
        kinds.add(item?.kind);
        if (item) expect(inboxItemSchema.decode(inboxItemSchema.encode(item))).toEqual(item);
      }),
      { numRuns: 3_000 },
    );
    expect([...kinds]).toEqual(
      expect.arrayContaining([undefined, "message", "interaction", "withdrawn", "room"]),
    );
  });

  it.each([
    ["anchors", '<a href="'.repeat(7_000)],
    ["quotes of replies", "<mx-reply>".repeat(6_500)],
    ["links", "[".repeat(64_000)],
    ["ends of links", "](".repeat(32_000)],
    ["spaces", `a${" ".repeat(64_000)}b`],
    ["lines that quote", "> <@bo:example.org>\n".repeat(3_200)],
    ["our name", "ama ".repeat(16_000)],
  ])("of 64 000 bytes that are %s is read like any other", (_of, text) => {
    const content = { formatted_body: text, "m.mentions": { user_ids: [own.user] } };
    const item = mapEvent(message(text, content), known);

    expect(item).toMatchObject({ kind: "message" });
  });
});

describe("the events that an event names", () => {
  it("are those that must be known before it is read, each once", () => {
    const relation = { rel_type: "m.thread", event_id: "$root" };
    const reply = { ...relation, "m.in_reply_to": { event_id: "$answer" } };
    const told = message("so?", { "m.relates_to": reply });

    expect(eventsNamed(told)).toEqual(["$root", "$answer"]);
    expect(eventsNamed(reaction("$answer", "👍"))).toEqual(["$answer"]);
    expect(eventsNamed(message("hello"))).toEqual([]);
  });
});
