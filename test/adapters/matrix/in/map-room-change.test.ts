import { describe, expect, it } from "vitest";
import type { Known } from "../../../../src/adapters/matrix/in/known.ts";
import { mapEvent } from "../../../../src/adapters/matrix/in/map-event.ts";
import { mayJoin } from "../../../../src/adapters/matrix/in/may-join.ts";
import { ana, event, known, nine, ops, own } from "./events.ts";

function member(membership: unknown, sender = ana, user = own.user, wasIn = false) {
  return event("m.room.member", { membership }, { id: "$member", sender, stateKey: user, wasIn });
}

const outside: Partial<Known> = { room: { ...known.room, joinedAt: undefined } };

describe("a change of our membership", () => {
  const by = { platform: "matrix", workspace: "example.org", user: ana };

  it.each([
    ["an invite", member("invite"), outside, { change: "invited", by }],
    ["our join", member("join", own.user), outside, { change: "joined" }],
    ["our leaving", member("leave", own.user), {}, { change: "left" }],
    ["a kick", member("leave"), {}, { change: "left", by }],
    ["a ban", member("ban"), {}, { change: "left", by }],
  ] as const)("is told: %s", (_which, said, given, told) => {
    expect(mapEvent(said, { ...known, ...given })).toEqual({
      kind: "room",
      dedupKey: "$member",
      room: ops,
      at: nine,
      ...told,
    });
  });

  it.each([
    ["a new name of ours", member("join", own.user, own.user, true), {}],
    [
      "our coming into a room of our own",
      member("join", own.user),
      { room: { ...known.room, isOurs: true } },
    ],
    ["a knock", member("knock", own.user), outside],
    ["something else", member({ invite: true }), outside],
    ["another's join", member("join", ana, ana), outside],
    ["an invite to a space", member("invite"), { room: { ...known.room, isSpace: true } }],
  ] as const)("is not told: %s", (_which, said, given) => {
    expect(mapEvent(said, { ...known, ...given })).toBeUndefined();
  });
});

describe("the end of a room", () => {
  const tombstone = (replacement: unknown, stateKey: string | undefined = "") =>
    event("m.room.tombstone", { replacement_room: replacement }, { stateKey });

  it("tells the room that it goes on as", () => {
    expect(mapEvent(tombstone("!new"), known)).toMatchObject({
      change: "upgraded",
      room: ops,
      to: { ...ops, room: "!new" },
      by: { user: ana },
    });
  });

  it("tells it again where we come into the room that it goes on as", () => {
    const room = { ...known.room, before: "!old" };
    expect(mapEvent(member("join", own.user), { ...known, room })).toMatchObject({
      change: "upgraded",
      room: { ...ops, room: "!old" },
      to: ops,
    });
  });

  it.each([[""], ["#new:example.org"], [7], [undefined], [`!${"x".repeat(300)}`]])(
    "that names %s is nothing",
    (replacement) => {
      expect(mapEvent(tombstone(replacement), known)).toBeUndefined();
    },
  );

  it("that is under another key is nothing", () => {
    expect(mapEvent(tombstone("!new", "other"), known)).toBeUndefined();
  });
});

describe("an invite", () => {
  const by = (user: string) => ({ platform: "matrix", workspace: "example.org", user }) as const;

  it.each([
    ["from a listed server", ["example.org"], "@ana:example.org", "!a", true],
    ["from a listed server, in other letters", ["Example.org"], "@ana:EXAMPLE.org", "!a", true],
    ["from a listed server with its port", ["a.example:8448"], "@ana:a.example:8448", "!a", true],
    ["from another port of it", ["a.example"], "@ana:a.example:8448", "!a", false],
    ["from a listed account", ["@ana:example.org"], "@ana:example.org", "!a", true],
    ["from another one of its server", ["@ana:example.org"], "@bo:example.org", "!a", false],
    ["to a listed room", ["!a"], "@eve:elsewhere.example", "!a", true],
    [
      "to a room whose id names a listed server",
      ["example.org"],
      "@eve:e.example",
      "!a:example.org",
      false,
    ],
    ["from a server below a listed one", ["example.org"], "@eve:x.example.org", "!a", false],
    [
      "from a server that ends like a listed one",
      ["example.org"],
      "@eve:notexample.org",
      "!a",
      false,
    ],
    [
      "from an account that names a listed server",
      ["example.org"],
      "@example.org:e.example",
      "!a",
      false,
    ],
    ["where nobody is listed", [], "@ana:example.org", "!a", false],
  ])("%s may be taken up or not", (_which, allowed, user, room, may) => {
    expect(mayJoin({ room: { ...ops, room }, by: by(user) }, allowed)).toBe(may);
  });

  it("of nobody may be taken up to a listed room alone", () => {
    expect(mayJoin({ room: ops }, ["example.org"])).toBe(false);
    expect(mayJoin({ room: ops }, ["!ops"])).toBe(true);
  });
});
