import { describe, expect, it } from "vitest";
import { type RightsGiven, rightsOf } from "../../../src/oncall/page/page-rights.ts";
import { ana, bo, clock, guest, held, monitor, opened } from "./page-of.ts";

const nothing: RightsGiven = { roles: [], reach: [], notified: [], isInHomeRoom: false };
const otherAccount = { kind: "person", person: "ana", principal: "matrix" } as const;
const byLink = { kind: "person", person: "ana" } as const;

describe("what somebody is to a page", () => {
  it.each([
    ["a responder by their role", bo, opened, { roles: ["oncall"] }, ["responder"]],
    ["a responder whom the policy can reach", bo, opened, { reach: ["bo"] }, ["responder"]],
    ["a responder who was notified", bo, opened, { notified: ["bo"] }, ["responder"]],
    ["a responder who was added", bo, { ...opened, added: ["bo"] }, {}, ["responder"]],
    ["nothing by the role that changes shifts", bo, opened, { roles: ["oncall-admin"] }, []],
    ["nothing when others are reached", bo, opened, { reach: ["ana"], notified: ["ana"] }, []],
    ["the one who asked for it", guest, opened, {}, ["requester"]],
    [
      "one who asked for it later",
      bo,
      { ...opened, joiners: ['["slack","T","U2"]'] },
      {},
      ["requester"],
    ],
    [
      "the one who asked for it, from another account",
      otherAccount,
      { ...opened, openedBy: ana },
      {},
      ["requester"],
    ],
    ["the one who has it, and nothing else after the roster changed", ana, held, {}, ["acker"]],
    [
      "the one who has it, through a link",
      byLink,
      held,
      { notified: ["ana"] },
      ["responder", "acker"],
    ],
    [
      "somebody in its room",
      guest,
      { ...opened, requester: "x" },
      { isInHomeRoom: true },
      ["in-home-room"],
    ],
    [
      "its monitor",
      monitor,
      { ...opened, source: "prometheus" },
      { isInHomeRoom: true },
      ["source"],
    ],
    ["another monitor", monitor, { ...opened, source: "zabbix" }, {}, []],
    ["a monitor, where people asked for it", monitor, opened, {}, []],
    ["the clock", clock, opened, {}, ["clock"]],
  ] as const)("%s", (_, actor, page, given, rights) => {
    expect(rightsOf(actor, page, { ...nothing, ...given })).toEqual(rights);
  });
});
