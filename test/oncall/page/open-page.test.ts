import { describe, expect, it } from "vitest";
import { joinPage, openPage } from "../../../src/oncall/page/open-page.ts";
import type { Page } from "../../../src/oncall/page/page.ts";
import {
  ana,
  asked,
  bo,
  clock,
  guest,
  held,
  inMinutes,
  monitor,
  opened,
  over,
  t0,
} from "./page-of.ts";

const more = { by: bo, text: "now search fails, too", alerts: [], at: inMinutes(3) };

describe("a page that is opened", () => {
  it("has its first turn at once, and whoever asked for it is told", () => {
    const { page, entry, effects } = openPage(asked);
    expect(page).toMatchObject({ state: "triggered", due: "turn", dueAt: t0, turn: 0, version: 1 });
    expect(entry).toMatchObject({
      event: "triggered",
      actor: guest,
      at: t0,
      data: { service: "payments", urgency: "high", text: "checkout fails" },
    });
    expect(effects).toEqual([
      { effect: "notify-turn-due-now" },
      { effect: "tell", whom: "requester", what: "line" },
      { effect: "repaint-status" },
    ]);
  });

  it.each([
    ["somebody known", ana, '["slack","T","U1"]'],
    ["somebody who is not in people.yaml", guest, '["slack","T","U9"]'],
    ["a monitor", monitor, undefined],
    ["a heartbeat that is silent", clock, undefined],
  ])("knows the account that asked for it: %s", (_, by, requester) => {
    expect(openPage({ ...asked, by }).page.requester).toBe(requester);
  });
});

describe("a page that is joined", () => {
  it.each([
    ["the people of the last turn", opened, "last-turn"],
    ["whoever has it", held, "acker"],
  ])("gives the new text to %s at once", (_, page, whom) => {
    expect(joinPage(page, more)).toEqual({
      page: { ...page, joins: 1, joiners: ['["slack","T","U2"]'], version: 2 },
      entry: {
        at: inMinutes(3),
        actor: bo,
        event: "joined",
        data: { text: "now search fails, too" },
      },
      effects: [
        { effect: "tell", whom: "actor", what: "joined" },
        { effect: "tell", whom, what: "line" },
        { effect: "repaint-status" },
      ],
    });
  });

  it("counts every time, and names everybody once", () => {
    const twice = [more, { ...more, by: guest }, more].reduce<Page>((page, joining) => {
      const decision = joinPage(page, joining);
      return "page" in decision ? decision.page : page;
    }, held);
    expect(twice).toMatchObject({ joins: 3, joiners: ['["slack","T","U2"]'], version: 4 });
  });

  it("watches the alerts that come with it", () => {
    const page = { ...opened, source: "prometheus", alerts: ["a", "b"] };
    const joining = { by: monitor, text: "c fires", alerts: ["b", "c"], at: inMinutes(1) };
    expect(joinPage(page, joining)).toMatchObject({
      page: { alerts: ["a", "b", "c"], joiners: [] },
    });
  });

  it("is never a resolved one", () => {
    expect(joinPage(over, more)).toEqual({
      refused:
        "#12 is resolved, and nothing joins it any more. Open a new page. Nothing has changed.",
    });
  });
});
