import { describe, expect, it } from "vitest";
import type { Form } from "../../../../src/chat/form.ts";
import { pressable, saying } from "../../../contract/core-bench.ts";
import { openModals } from "../../../support/fake-slack/view-methods.ts";
import { openSlackBench } from "./slack-bench.ts";

const form: Form = {
  id: "gap",
  title: "What is missing?",
  submit: "Send",
  instance: "7",
  fields: ["title", "owner"].map((id) => ({
    ...{ id, label: id, kind: "text", required: true, max: 20, options: [] },
  })),
};

async function pressed(opens: boolean) {
  const bench = await openSlackBench();
  const { slack, platform, ops, ada, items, quiet } = bench;
  const actions = [pressable("fill", opens ? { opens: "form" } : {})];
  const outcome = await platform.send(saying(ops, "?", { actions }), "n1");
  if (!("sent" in outcome)) throw new Error("It was not sent.");
  const opening = slack.holdNext("views.open", "after");
  slack.press(ada, { room: ops.room, ts: outcome.sent.message }, opens ? "fill:form" : "fill");
  await quiet();
  if (opens) await opening.arrived;
  opening.release();
  const [by] = items;
  if (by?.kind !== "interaction") throw new Error("No press came.");
  const modals = () => openModals(slack.model, ada).map(({ definition }) => definition);
  return { ...bench, by, modals };
}

describe("a form in Slack", () => {
  it("opens at once and empty at a button that says so, and is put into what has opened", async () => {
    const { platform, by, modals, clock } = await pressed(true);
    expect(modals()).toMatchObject([{ title: { text: "One moment" } }]);
    clock.advance("PT10S");
    await platform.openForm(form, by);
    expect(modals()).toMatchObject([{ title: { text: "What is missing?" }, callback_id: "gap" }]);
  });

  it("opens by what was just done, and not later than Slack allows", async () => {
    const { platform, by, modals, clock } = await pressed(false);
    await platform.openForm(form, by);
    expect(modals()).toHaveLength(1);
    clock.advance("PT3S");
    await expect(platform.openForm(form, by)).rejects.toThrow("within 3 seconds");
  });

  it("is no fault of anybody when it was closed before it came", async () => {
    const { slack, platform, by, ada, modals } = await pressed(true);
    slack.closeView(ada);
    await platform.openForm(form, by);
    expect(modals()).toEqual([]);
  });

  it("keeps what is wrong with it to itself, and hands over what is right", async () => {
    const { slack, platform, by, ada, ops, items, modals, quiet } = await pressed(true);
    await platform.openForm(form, by);
    slack.submit(ada, { title: "a", owner: " " });
    await quiet();
    expect(items).toHaveLength(1);
    expect(openModals(slack.model, ada)[0]?.errors).toEqual({ owner: "This must be filled in." });
    slack.submit(ada, { title: "a", owner: "b" });
    await quiet();
    expect(items[1]).toMatchObject({
      ...{ kind: "form", form: "gap", instance: "7", values: { title: "a", owner: "b" } },
      from: ops,
    });
    expect(modals()).toEqual([]);
  });
});
