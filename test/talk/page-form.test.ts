import { describe, expect, it } from "vitest";
import { validateForm } from "../../src/chat/form.ts";
import { serviceOf, serviceSchema } from "../../src/knowledge/service.ts";
import { type Oncall, oncallOf } from "../../src/oncall/oncall.ts";
import { pageForm, readPageForm } from "../../src/talk/page-form.ts";

const oncallFile = `
schedules:
  primary: {timezone: Europe/Berlin, layers: []}
policies:
  default: {steps: [{notify: [schedule:primary], wait: 5m}]}
  money: {steps: [{notify: [person:bo], wait: 5m}]}
`;

function oncallWith(services: number): Oncall {
  const all = Array.from({ length: services }, (_, index) =>
    serviceOf(serviceSchema.parse({ id: `s${index}`, name: `Service ${index}`, owner: "team" })),
  );
  return oncallOf(oncallFile, { services: all, people: [{ id: "bo", roles: [] }] });
}
const nothing = { target: undefined, text: "" };
const whomOf = (oncall: Oncall, filled: Parameters<typeof pageForm>[1] = nothing) =>
  pageForm(oncall, filled, "1").fields[0];

describe("the form of a page", () => {
  it("lets services, schedules and policies be chosen, and the default policy once", () => {
    expect(whomOf(oncallWith(1))?.options).toEqual([
      { value: "default", label: "Not sure: the default policy" },
      { value: "service:s0", label: "Service 0 (service)" },
      { value: "schedule:primary", label: "primary (schedule)" },
      { value: "policy:money", label: "money (policy)" },
    ]);
  });

  it("has whom typed where there is too much to choose from", () => {
    expect(whomOf(oncallWith(97))?.kind).toBe("choice");
    expect(whomOf(oncallWith(98))).toMatchObject({ kind: "text", options: [] });
    const target = { kind: "service", id: "s3" } as const;
    expect(whomOf(oncallWith(98), { target, text: "" })?.value).toBe("s3");
  });

  it("is filled in with what is known, a person among what can be chosen", () => {
    const target = { kind: "person", id: "bo" } as const;
    const form = pageForm(oncallWith(1), { target, text: "x".repeat(3_000) }, "1");
    const values = Object.fromEntries(form.fields.map(({ id, value = "" }) => [id, value]));
    expect(validateForm(form, values)).toEqual([]);
    expect(readPageForm(values)).toEqual({
      whom: target,
      urgency: "high",
      text: "x".repeat(2_000),
    });
  });

  it("asks for all three, and for one of the options", () => {
    const form = pageForm(oncallWith(1), nothing, "1");
    expect(validateForm(form, { whom: "service:gone", urgency: "high", text: " " })).toMatchObject([
      { field: "whom" },
      { field: "text" },
    ]);
  });

  it.each([
    ["default", { kind: "default" }],
    ["service:s0", { kind: "service", id: "s0" }],
    ["payments api", { typed: "payments api" }],
    ["room:ops", { typed: "room:ops" }],
  ])("reads whom: %s", (whom, meant) => {
    expect(readPageForm({ whom, urgency: "low", text: " down " })).toEqual({
      whom: meant,
      urgency: "low",
      text: "down",
    });
  });
});
