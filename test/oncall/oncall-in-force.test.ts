import { describe, expect, it } from "vitest";
import type { Corpus } from "../../src/knowledge/corpus.ts";
import { createOncallInForce } from "../../src/oncall/oncall-in-force.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { officeOncall } from "./on-call-office.ts";

const corpusWith = (
  text: string | undefined,
  people = "people: [{id: ana, name: Ana}]\n",
): Corpus =>
  knowledgeOf({ "people.yaml": people, ...(text === undefined ? {} : { "oncall.yaml": text }) })
    .corpus;

/** On-call over a corpus that can be swapped. */
function followed(text: string | undefined) {
  let corpus = corpusWith(text);
  const inForce = createOncallInForce(() => corpus);
  inForce.now();
  return {
    ...inForce,
    swap(...next: Parameters<typeof corpusWith>) {
      corpus = corpusWith(...next);
      return inForce.now();
    },
    schedule(id: string) {
      return inForce.now().file.schedules.find(({ schedule }) => schedule.id === id);
    },
    zones: () =>
      inForce.now().file.schedules.map(({ schedule }) => `${schedule.id} ${schedule.timeZone}`),
    policies: () => inForce.now().file.policies.map(({ id }) => id),
  };
}

const primaryBroken = officeOncall.replace("Europe/Berlin", "Europe/Berlyn");
const lisbon = officeOncall.replace("Europe/Berlin", "Europe/Lisbon");

describe("on-call in force", () => {
  it("is read once for each corpus", () => {
    const office = followed(officeOncall);
    expect(office.now()).toBe(office.now());
    const before = office.now();
    expect(office.swap(officeOncall)).not.toBe(before);
  });

  it("is nobody's without the file, and once it is removed", () => {
    const office = followed(undefined);
    expect(office.now()).toMatchObject({ isWritten: false, file: { schedules: [], policies: [] } });
    office.swap(officeOncall);
    expect(office.now().isWritten).toBe(true);
    office.swap(undefined);
    expect([office.now().isWritten, office.zones(), office.kept()]).toEqual([false, [], []]);
  });

  it("knows the people of the corpus in force", () => {
    const office = followed(officeOncall);
    office.swap(officeOncall, "people: [{id: eve}]\n");
    expect(office.now().catalogue.people.map(({ id }) => id)).toEqual(["eve"]);
  });

  it("leaves a schedule that breaks as it was last good, until it can be read again", () => {
    const office = followed(officeOncall);
    office.swap(lisbon);
    office.swap(primaryBroken.replace("nights:", "evenings:"));
    expect(office.kept()).toEqual(["primary"]);
    expect(office.zones()).toEqual(["night Europe/Berlin", "primary Europe/Lisbon"]);
    expect(office.now().file.broken.schedules).toEqual([]);
    expect(office.policies()).toContain("evenings");
    office.swap(primaryBroken);
    expect([office.kept(), office.policies().includes("evenings")]).toEqual([["primary"], false]);
    office.swap(officeOncall);
    expect([office.kept(), office.zones()]).toEqual([
      [],
      ["primary Europe/Berlin", "night Europe/Berlin"],
    ]);
  });

  it("leaves a policy that breaks as it was last good", () => {
    const office = followed(officeOncall);
    office.swap(officeOncall.replace("nights: {steps:", "nights: {stairs:"));
    expect([office.kept(), office.policies().at(-1)]).toEqual([["nights"], "nights"]);
  });

  it("says with the fault that the last good version stands, and only of what is kept", () => {
    const told = (text: string, before: string | undefined) =>
      followed(before)
        .swap(text)
        .file.problems.map(({ message }) => message);
    expect(told(primaryBroken, officeOncall)).toEqual([
      expect.stringMatching(/Europe\/Berlyn.* Until then the last good version stays in force\.$/),
    ]);
    expect(told(primaryBroken, undefined)).not.toContainEqual(expect.stringContaining("last good"));
    expect(told("schedules: [", officeOncall)).toEqual([
      expect.stringContaining("last good version"),
    ]);
  });

  it("has nothing to keep of what was never good", () => {
    const office = followed(primaryBroken);
    expect([office.kept(), office.zones()]).toEqual([[], ["night Europe/Berlin"]]);
    expect(office.now().file.broken.schedules).toEqual(["primary"]);
  });

  it.each([
    ["no YAML", "schedules: [\n"],
    ["no map", "- schedules\n"],
    ["a list in the place of its sections", "schedules: []\npolicies: 7\n"],
  ])("stays whole when the file becomes %s", (_what, text) => {
    const office = followed(officeOncall);
    const before = [office.zones(), office.policies()];
    office.swap(text);
    expect([office.zones(), office.policies()]).toEqual(before);
    expect(office.kept()).toEqual([
      "primary",
      "night",
      "default",
      "nights",
      "both",
      "gone",
      "all",
      "lost",
    ]);
    expect(office.now().file.isUnreadable).toBe(false);
  });

  it.each([
    ["a section that is empty", "schedules:\npolicies: {}\n"],
    ["a section that is left out", "policies: {}\n"],
  ])("loses what has gone from the file: %s", (_what, text) => {
    const office = followed(officeOncall);
    office.swap(text);
    expect([office.zones(), office.policies(), office.kept()]).toEqual([[], [], []]);
  });

  it("keeps a schedule the same object while nothing in it changes, whatever changes beside it", () => {
    const office = followed(officeOncall);
    const [primary, night] = [office.schedule("primary"), office.schedule("night")];
    office.swap(`# a remark\n${lisbon}`);
    expect(office.schedule("night")?.schedule).toBe(night?.schedule);
    expect(office.schedule("night")?.overlays).toBe(night?.overlays);
    expect(office.schedule("primary")?.schedule).not.toBe(primary?.schedule);
  });

  it("keeps it, too, when something is laid over it", () => {
    const office = followed(officeOncall);
    const before = office.schedule("primary");
    const overrides =
      '    overrides: [{person: ana, from: "2026-01-13T00:00", to: "2026-01-14T00:00"}]\n  night:';
    office.swap(officeOncall.replace("  night:", overrides));
    expect(office.schedule("primary")?.schedule).toBe(before?.schedule);
    expect(office.schedule("primary")?.overlays.overrides).toHaveLength(1);
  });
});
