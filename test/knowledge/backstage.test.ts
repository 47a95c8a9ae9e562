import { describe, expect, it } from "vitest";
import { importCatalogue } from "../../src/knowledge/backstage.ts";

const nothing = { services: [], teams: [], people: [] };

describe("a document of another catalogue", () => {
  it.each(["Component", "API", "Resource"])("of kind %s is a service", (kind) => {
    const document = {
      kind,
      metadata: {
        name: "PaymentsApi",
        title: "Payments API",
        annotations: { "ama/aliases": "payments, pay-api,,", "other/x": "y" },
        links: [{ url: "https://a.example", title: "A" }, { url: "https://b.example" }],
      },
      spec: {
        type: "k8s-deployment",
        lifecycle: "production",
        owner: "group:default/team-payments",
      },
    };
    expect(importCatalogue(document)).toEqual({
      ...nothing,
      services: [
        {
          id: "payments-api",
          name: "Payments API",
          owner: "team-payments",
          kind: "k8s-deployment",
          lifecycle: "production",
          aliases: ["payments", "pay-api"],
          links: [
            { url: "https://a.example", title: "A" },
            { url: "https://b.example", title: "https://b.example" },
          ],
        },
      ],
    });
  });

  it.each([
    ["team-a", "team-a"],
    ["group:team-a", "team-a"],
    ["default/team-a", "team-a"],
    ["group:default/team-a", "team-a"],
    ["user:default/ana", "ana"],
  ])("names its owner in several ways: %s", (owner, id) => {
    const { services } = importCatalogue({
      kind: "API",
      metadata: { name: "a-b" },
      spec: { owner },
    });
    expect(services).toEqual([expect.objectContaining({ owner: id })]);
  });

  it("has no lifecycle that we do not know", () => {
    const { services } = importCatalogue({
      kind: "API",
      metadata: { name: "a-b" },
      spec: { owner: "a", lifecycle: "beta" },
    });
    expect(services).toEqual([expect.objectContaining({ lifecycle: undefined })]);
  });

  it("of kind Group is a team", () => {
    const spec = {
      type: "team",
      profile: { displayName: "Payments", email: "pay@example.org" },
      members: ["ana", "bo"],
    };
    expect(importCatalogue({ kind: "Group", metadata: { name: "team-payments" }, spec })).toEqual({
      ...nothing,
      teams: [{ id: "team-payments", name: "Payments", members: ["ana", "bo"] }],
    });
  });

  it("of kind User is a person", () => {
    const spec = {
      profile: { displayName: "Ana", email: "ana@example.org" },
      memberOf: ["team-payments"],
    };
    expect(importCatalogue({ kind: "User", metadata: { name: "ana" }, spec })).toEqual({
      ...nothing,
      people: [{ id: "ana", name: "Ana", email: "ana@example.org" }],
    });
  });

  it("of OpsLevel is a service", () => {
    const service = {
      name: "Payments API",
      owner: "Team Payments",
      aliases: ["pay"],
      tier: "tier_1",
    };
    expect(importCatalogue({ version: 1, service })).toEqual({
      ...nothing,
      services: [
        { id: "payments-api", name: "Payments API", owner: "team-payments", aliases: ["pay"] },
      ],
    });
  });

  it.each([
    [{ kind: "Location", metadata: { name: "root" }, spec: { targets: ["./a.yaml"] } }],
    [{ kind: "System", metadata: { name: "shop" }, spec: { owner: "ana" } }],
    [{ kind: "Component" }],
    [{ service: { name: "x" } }],
    [{ services: [] }],
    ["text"],
    [[1]],
    [null],
    [undefined],
  ])("of any other kind is nothing: %j", (document) =>
    expect(importCatalogue(document)).toEqual(nothing),
  );
});
