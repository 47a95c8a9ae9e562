import type { types } from "@slack/bolt";
import { describe, expect, it } from "vitest";
import { fakeClient, startSocketApp } from "./fake-app.ts";
import { refusalOf, startOffice } from "./office.ts";

const plain = (text: string) => ({ type: "plain_text", text }) as const;
const button: types.Button = {
  type: "button",
  action_id: "ack",
  text: plain("Acknowledge"),
  value: "p1",
};
const buttons: types.ActionsBlock = { type: "actions", block_id: "offers", elements: [button] };
const modal: types.ModalView = {
  type: "modal",
  callback_id: "gap",
  title: plain("Gap"),
  submit: plain("Send"),
  blocks: [
    {
      type: "input",
      block_id: "what",
      label: plain("What is missing?"),
      element: { type: "plain_text_input", action_id: "text", min_length: 3 },
    },
  ],
};

async function buttonPosted() {
  const office = await startOffice();
  const client = fakeClient(office.slack);
  const posted = await client.chat.postMessage({
    channel: office.ops,
    text: "Page",
    blocks: [buttons],
  });
  return { ...office, client, on: { room: office.ops, ts: posted.ts ?? "" } };
}

function textOf(payload: Readonly<Record<string, unknown>>, name: string): string {
  const value = payload[name];
  if (typeof value !== "string") throw new Error(`There is no ${name}.`);
  return value;
}

const answerTo = (url: string, body: object) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

describe("people of the fake Slack", () => {
  it("press buttons, and the answer comes five times and no more", async () => {
    await using office = await buttonPosted();
    const { slack, ada, bob, ops, on } = office;
    const { payload } = slack.press(ada, on, "ack");
    expect(payload).toMatchObject({
      type: "block_actions",
      user: { id: ada },
      container: { message_ts: on.ts, channel_id: ops },
      actions: [{ action_id: "ack", block_id: "offers", value: "p1", type: "button" }],
    });
    const url = textOf(payload, "response_url");
    for (let answer = 1; answer <= 5; answer += 1) {
      expect((await answerTo(url, { text: `answer ${answer}` })).status).toBe(200);
    }
    const sixth = await answerTo(url, { text: "answer 6" });
    expect(await sixth.json()).toEqual({ ok: false, error: "used_url" });
    expect(slack.seen(ada, ops).filter((one) => one.private)).toHaveLength(5);
    expect(slack.seen(bob, ops)).toHaveLength(1);
  });

  it("see the message with the button replaced, until the address is too old", async () => {
    await using office = await buttonPosted();
    const { slack, ada, ops, on, clock } = office;
    const url = textOf(slack.press(ada, on, "ack").payload, "response_url");
    clock.advance({ minutes: 30 });
    await answerTo(url, { replace_original: true, text: "Acknowledged" });
    expect(slack.seen(ada, ops)).toMatchObject([{ text: "Acknowledged", blocks: [] }]);
    expect(slack.deliveries().at(-1)?.payload.event).toMatchObject({ subtype: "message_changed" });
    clock.advance({ milliseconds: 1 });
    const late = await answerTo(url, { delete_original: true });
    expect(await late.json()).toEqual({ ok: false, error: "expired_url" });
  });

  it("cannot press what is not there", async () => {
    await using office = await buttonPosted();
    const { slack, ada, on } = office;
    expect(() => slack.press(ada, on, "resolve")).toThrow("Nothing there offers resolve.");
    const { id: eve } = slack.addUser("eve");
    expect(() => slack.press(eve, on, "ack")).toThrow("sees no message");
  });

  it("get a modal within three seconds of a press, once", async () => {
    await using office = await buttonPosted();
    const { slack, ada, on, client, clock } = office;
    const trigger = () => textOf(slack.press(ada, on, "ack").payload, "trigger_id");
    const open = (id: string) => refusalOf(client.views.open({ trigger_id: id, view: modal }));
    const first = trigger();
    const second = trigger();
    clock.advance({ milliseconds: 3_000 });
    expect(await open(first)).toBe("taken");
    expect(await open(first)).toBe("exchanged_trigger_id");
    clock.advance({ milliseconds: 1 });
    expect(await open(second)).toBe("expired_trigger_id");
    expect(await open("made up")).toBe("invalid_trigger_id");
  });

  it("send a modal, which stays open with errors and closes without", async () => {
    await using office = await buttonPosted();
    const { slack, ada, on, client } = office;
    const problems = [{ what: "Say more." }];
    const app = await startSocketApp(slack, {
      answer(body) {
        if (body.type !== "view_submission") return {};
        const errors = problems.shift();
        return errors ? { response_action: "errors", errors } : {};
      },
    });
    const trigger = textOf(slack.press(ada, on, "ack").payload, "trigger_id");
    const { view } = await client.views.open({ trigger_id: trigger, view: modal });
    expect(() => slack.submit(ada, {})).toThrow("what is required");
    expect(() => slack.submit(ada, { what: "no" })).toThrow("too short");
    const sent = slack.submit(ada, { what: "Printers" });
    expect(sent.payload).toMatchObject({
      view: { state: { values: { what: { text: { value: "Printers" } } } } },
    });
    await sent.acked;
    const opened = slack.model.views.get(view?.id ?? "");
    expect(opened).toMatchObject({ isOpen: true, errors: { what: "Say more." } });
    await slack.submit(ada, { what: "Printers on floor 2" }).acked;
    expect(opened).toMatchObject({ isOpen: false, errors: {} });
    await app.stop();
  });

  it("see at most three modals on each other, and their newest version", async () => {
    await using office = await buttonPosted();
    const { slack, ada, on, client } = office;
    const trigger = () => textOf(slack.press(ada, on, "ack").payload, "trigger_id");
    const { view } = await client.views.open({ trigger_id: trigger(), view: modal });
    const viewId = view?.id ?? "";
    const next = { ...modal, title: plain("Loaded") };
    const stale = client.views.update({ view_id: viewId, hash: "1", view: next });
    expect(await refusalOf(stale)).toBe("hash_conflict");
    await client.views.update({ view_id: viewId, hash: view?.hash ?? "", view: next });
    expect(slack.model.views.get(viewId)?.definition.title).toEqual(plain("Loaded"));
    const push = () => refusalOf(client.views.push({ trigger_id: trigger(), view: modal }));
    expect([await push(), await push(), await push()]).toEqual([
      "taken",
      "taken",
      "push_limit_reached",
    ]);
  });

  it("have a home tab, which changes only by its newest hash", async () => {
    await using office = await startOffice();
    const { slack, ada } = office;
    const client = fakeClient(slack);
    const home: types.HomeView = { type: "home", blocks: [buttons] };
    const { view } = await client.views.publish({ user_id: ada, view: home });
    const again = { user_id: ada, view: home, hash: view?.hash ?? "" };
    await client.views.publish(again);
    expect(await refusalOf(client.views.publish(again))).toBe("hash_conflict");
    expect(slack.pressInView(ada, "home", "ack").payload).toMatchObject({
      container: { type: "view", view_id: view?.id },
      actions: [{ action_id: "ack" }],
    });
  });

  it("press in their home with what stands in its fields, which a new version keeps", async () => {
    await using office = await startOffice();
    const { slack, ada } = office;
    const client = fakeClient(slack);
    const field = (id: string): types.InputBlock => ({
      type: "input",
      block_id: id,
      optional: true,
      label: plain("Your question"),
      element: { type: "plain_text_input", action_id: id, max_length: 20 },
    });
    const publish = (id: string) =>
      client.views.publish({ user_id: ada, view: { type: "home", blocks: [field(id), buttons] } });
    const pressed = () => slack.pressInView(ada, "home", "ack").payload;
    const holding = (id: string, value: string | null) => ({
      view: { state: { values: { [id]: { [id]: { type: "plain_text_input", value } } } } },
    });
    await publish("question");
    expect(pressed()).toMatchObject(holding("question", null));
    expect(() => slack.fillIn(ada, "home", { answer: "x" })).toThrow("no field answer");
    expect(() => slack.fillIn(ada, "home", { offers: "x" })).toThrow("no field offers");
    expect(() => slack.fillIn(ada, "home", { question: "x".repeat(21) })).toThrow("too long");
    slack.fillIn(ada, "home", { question: "why?" });
    expect(pressed()).toMatchObject(holding("question", "why?"));
    await publish("question");
    expect(pressed()).toMatchObject(holding("question", "why?"));
    await publish("question-2");
    expect(pressed()).toMatchObject(holding("question-2", null));
  });

  it("type commands, and alone see what the acknowledgement says", async () => {
    await using office = await startOffice();
    const { slack, ada, bob, ops } = office;
    const app = await startSocketApp(slack, { answer: () => ({ text: "Looking." }) });
    const { payload, acked } = slack.slash(ada, ops, "/ama", "who is on call?");
    expect(payload).toMatchObject({ command: "/ama", text: "who is on call?", channel_id: ops });
    await acked;
    expect(slack.seen(ada, ops)).toMatchObject([{ text: "Looking.", private: true }]);
    expect(slack.seen(bob, ops)).toEqual([]);
    await app.stop();
  });

  it("use shortcuts, on a message or anywhere", async () => {
    await using office = await startOffice();
    const { slack, ada, bob, ops } = office;
    const on = slack.say(bob, ops, "the printer is on fire");
    expect(slack.shortcut(ada, "log_gap", on).payload).toMatchObject({
      type: "message_action",
      callback_id: "log_gap",
      message: { text: "the printer is on fire", user: bob },
    });
    expect(slack.shortcut(ada, "ask").payload).toMatchObject({ type: "shortcut" });
  });
});
