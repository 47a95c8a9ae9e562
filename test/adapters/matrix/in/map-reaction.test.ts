import { describe, expect, it } from "vitest";
import type { Known } from "../../../../src/adapters/matrix/in/known.ts";
import { mapEvent } from "../../../../src/adapters/matrix/in/map-event.ts";
import type { RoomEvent } from "../../../../src/adapters/matrix/in/room-event.ts";
import {
  action,
  bo,
  editOf,
  event,
  having,
  inThread,
  known,
  message,
  nine,
  offer,
  offered,
  ops,
  own,
  reaction,
  redaction,
} from "./events.ts";

const itemOf = (said: RoomEvent, given: Partial<Known> = offered) =>
  mapEvent(said, { ...known, ...given });

describe("a reaction", () => {
  it("presses what its message offers", () => {
    expect(itemOf(reaction("$answer", "👍", { sender: bo }))).toEqual({
      kind: "interaction",
      dedupKey: "$reaction",
      action: "helpful",
      value: "press:helpful",
      actor: { platform: "matrix", workspace: "example.org", user: bo },
      on: offer.on,
      at: nine,
      via: "reaction",
      undone: false,
    });
  });

  it.each([
    ["👎", "not-helpful"],
    ["👍\uFE0F", "helpful"],
    ["👍🏽", "helpful"],
    ["2\u20E3", "choice-2"],
    ["2\uFE0F\u20E3", "choice-2"],
    ["3️⃣", "none"],
  ])("as %s presses", (key, pressed) => {
    expect(itemOf(reaction("$answer", key))).toMatchObject({ action: pressed });
  });

  it.each<[string, RoomEvent, Partial<Known>]>([
    ["with another emoji", reaction("$answer", "🎉"), offered],
    ["with a number beyond", reaction("$answer", "6️⃣"), offered],
    ["with a bare digit", reaction("$answer", "2"), offered],
    ["with nothing", reaction("$answer", ""), offered],
    ["with a selector alone", reaction("$answer", "\uFE0F"), offered],
    ["to what offers nothing", reaction("$other", "👍"), offered],
    ["of our own", reaction("$answer", "👍", { sender: own.user }), offered],
    ["of another program", reaction("$answer", "👍", { sender: "@robot:example.org" }), offered],
    ["that is gone", event("m.reaction", {}), offered],
  ])("%s is nothing", (_which, said, given) => {
    expect(itemOf(said, given)).toBeUndefined();
  });

  it("with an emoji that several have tells none of them", () => {
    const actions = [action("one", "▪️"), action("other", "▪")];

    expect(
      itemOf(reaction("$answer", "▪️"), { offeredOn: () => ({ ...offer, actions }) }),
    ).toBeUndefined();
  });

  it("that is taken back is undone by whoever reacted, with a key of its own", () => {
    const given = { ...offered, ...having(reaction("$answer", "👍", { sender: bo })) };
    const later = nine.add({ minutes: 1 });

    expect(itemOf(redaction("$reaction", { sentAt: later }), given)).toMatchObject({
      dedupKey: "$redaction",
      action: "helpful",
      actor: { user: bo },
      at: later,
      undone: true,
    });
  });

  it("of ours that somebody takes away is nothing", () => {
    const seed = reaction("$answer", "👍", { sender: own.user });

    expect(itemOf(redaction("$reaction"), { ...offered, ...having(seed) })).toBeUndefined();
  });
});

describe("a redaction", () => {
  const question = message("how?", inThread("$root"), { id: "$question", sender: bo });

  it("withdraws the message that it names, in its place", () => {
    expect(itemOf(redaction("$question"), having(question))).toEqual({
      kind: "withdrawn",
      dedupKey: "$redaction",
      message: { ...ops, thread: "$root", message: "$question" },
      at: nine,
    });
  });

  it("of an old room names it beside its content", () => {
    const old = event("m.room.redaction", { reason: "oops" }, { redacts: "$question" });

    expect(itemOf(old, having(question))).toMatchObject({ message: { message: "$question" } });
  });

  it("of a message that nobody knows withdraws it from the main line", () => {
    expect(itemOf(redaction("$gone"), {})).toMatchObject({
      message: { ...ops, message: "$gone" },
    });
  });

  it.each<[string, RoomEvent, Partial<Known>]>([
    ["of ours", redaction("$ours"), having(message("a", {}, { id: "$ours", sender: own.user }))],
    ["by us", redaction("$question", { sender: own.user }), having(question)],
    ["of an edit", redaction("$edit"), having(editOf("$question", "how so?"))],
    ["of a topic", redaction("$t"), having(event("m.room.topic", {}, { id: "$t", stateKey: "" }))],
    ["of nothing", event("m.room.redaction", {}), {}],
    ["of what is no event", event("m.room.redaction", { redacts: "all" }), {}],
  ])("%s is nothing", (_which, said, given) => {
    expect(itemOf(said, given)).toBeUndefined();
  });
});
