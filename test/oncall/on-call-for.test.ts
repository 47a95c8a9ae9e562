import { describe, expect, it } from "vitest";
import { onCallFor } from "../../src/oncall/on-call-for.ts";
import type { Oncall } from "../../src/oncall/oncall.ts";
import { createPeopleOnCall } from "../../src/oncall/people-on-call.ts";
import { rosterOf } from "../../src/oncall/roster.ts";
import { officeOncall, officeWith } from "./on-call-office.ts";
import { instant, noOverlays, span } from "./rosters.ts";

const handoff = "2026-01-12T08:00:00Z";
const byDay = "2026-01-13T12:00:00Z";
const byNight = "2026-01-13T22:30:00Z";

function firstAsked(service: string | undefined, at: string) {
  const { oncall, overlaysOf } = rosterOf(officeWith(officeOncall), []);
  return onCallFor(oncall, overlaysOf, service, instant(at)).map(({ person, schedule }) =>
    schedule === undefined ? person : `${person} by ${schedule}`,
  );
}

describe("who is on call for a service", () => {
  it.each([
    [
      "until the hand-off, who serves before it",
      "wiki",
      "2026-01-12T07:59:59.999Z",
      ["ana by primary"],
    ],
    ["from the hand-off on, who serves after it", "wiki", handoff, ["bo by primary"]],
    ["by the policy default, where no service is meant", undefined, handoff, ["bo by primary"]],
    ["by it, too, where nobody knows the service", "unheard-of", handoff, ["bo by primary"]],
    ["nobody, where a schedule has a hole and the rest is a room", "batch", byDay, []],
    ["who serves in the hours of a layer", "batch", byNight, ["cem by night"]],
    ["each once, by what is written first", "shop", byNight, ["bo", "cem by night"]],
    ["nobody who has left or is not in people.yaml", "vault", byDay, []],
    ["all who stand in a layer or handle pages", "mail", byDay, ["ana", "bo", "cem", "eve"]],
    ["nobody by a schedule that is not there", "radio", byDay, []],
    ["nobody by a policy that is not there", "stray", byDay, []],
  ])("is %s", (_reason, service, at, people) => {
    expect(firstAsked(service, at)).toEqual(people);
  });

  it("is somebody up to the day on which they leave, in their own zone", () => {
    expect(firstAsked("vault", "2026-01-12T23:59:59Z")).toEqual(["dee"]);
    expect(firstAsked("vault", "2026-01-13T00:00:00Z")).toEqual([]);
  });

  it("is whom the overlays given put in the place of another", () => {
    const covered = {
      ...noOverlays,
      overrides: [{ ref: "o1", person: "eve", insteadOf: undefined, ...span(handoff, byDay) }],
    };
    const onCall = (at: string) =>
      onCallFor(officeWith(officeOncall), () => covered, "wiki", instant(at)).map(
        ({ person }) => person,
      );
    expect(onCall(handoff)).toEqual(["eve"]);
    expect(onCall(byDay)).toEqual(["bo"]);
  });

  it("is nobody where nothing is written", () => {
    expect(onCallFor(officeWith(""), () => noOverlays, "wiki", instant(byDay))).toEqual([]);
  });
});

describe("the people on call for several services", () => {
  const people = (
    services: readonly string[],
    at: string,
    oncall: Oncall = officeWith(officeOncall),
  ) =>
    createPeopleOnCall({ roster: () => rosterOf(oncall, []), now: () => instant(at) })(
      services,
    )?.map(({ id }) => id);

  it("are each named once, in the order of the services", () => {
    expect(people(["batch", "wiki", "shop"], byNight)).toEqual(["cem", "bo"]);
    expect(people([], byNight)).toEqual(["bo"]);
  });

  it.each([
    ["a schedule has a hole", ["batch"], officeWith(officeOncall), []],
    ["all have left", ["vault"], officeWith(officeOncall), []],
    [
      "the schedule is not there, so that nobody can say",
      ["radio"],
      officeWith(officeOncall),
      undefined,
    ],
    [
      "the policy is not there, so that nobody can say",
      ["stray"],
      officeWith(officeOncall),
      undefined,
    ],
    ["that is so for one of several", ["vault", "radio"], officeWith(officeOncall), undefined],
    [
      "the schedule is broken",
      ["wiki"],
      officeWith(officeOncall.replace("Berlin", "Berlyn")),
      undefined,
    ],
    ["the file is empty", ["wiki"], officeWith(""), undefined],
    ["there is no file", [], officeWith(undefined), undefined],
  ])("are nobody, or unknown, where %s", (_reason, services, oncall, expected) => {
    expect(people(services, byDay, oncall)).toEqual(expected);
  });

  it("are those who are known, where one of the services is unknown", () => {
    expect(people(["radio", "wiki"], byDay)).toEqual(["bo"]);
  });
});
