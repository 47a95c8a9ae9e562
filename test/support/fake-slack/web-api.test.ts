import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { fakeClient } from "./fake-app.ts";
import { refusalOf, startOffice } from "./office.ts";

const hello = { text: "hello" };

describe("the fake Slack's methods", () => {
  it("tell the app who it is and what it may do", async () => {
    await using office = await startOffice({ scopes: ["chat:write", "commands"] });
    const { slack } = office;
    const answer = await fakeClient(slack).auth.test();
    expect(answer).toMatchObject({ team_id: slack.model.team.id, bot_id: slack.model.app.botId });
    expect(answer.response_metadata?.scopes).toEqual(["chat:write", "commands"]);
  });

  it("post, thread, update and delete a message, and show it to the room", async () => {
    await using office = await startOffice();
    const { slack, ada, ops } = office;
    const client = fakeClient(slack);
    const { ts = "" } = await client.chat.postMessage({ channel: ops, ...hello });
    await client.chat.postMessage({ channel: ops, text: "more", thread_ts: ts });
    const updated = await client.chat.update({ channel: ops, ts, text: "hello again" });
    expect(updated.message).toEqual({ text: "hello again", user: slack.model.app.botUser });
    expect(slack.seen(ada, ops)).toMatchObject([{ text: "hello again", edited: true }]);
    expect(slack.seen(ada, ops, ts).map(({ text }) => text)).toEqual(["hello again", "more"]);

    await client.chat.delete({ channel: ops, ts });
    expect(slack.seen(ada, ops)).toMatchObject([{ text: "This message was deleted." }]);
    expect(slack.breaches()).toEqual([]);
  });

  it("link to a message, and to a reply in its thread", async () => {
    await using office = await startOffice();
    const { slack, ops } = office;
    const client = fakeClient(slack);
    const { ts = "" } = await client.chat.postMessage({ channel: ops, ...hello });
    const reply = await client.chat.postMessage({ channel: ops, ...hello, thread_ts: ts });
    const linkTo = async (message: string) =>
      (await client.chat.getPermalink({ channel: ops, message_ts: message })).permalink;
    const address = (stamp = "") =>
      `https://fake.slack.com/archives/${ops}/p${stamp.replace(".", "")}`;
    expect(await linkTo(ts)).toBe(address(ts));
    expect(await linkTo(reply.ts ?? "")).toBe(`${address(reply.ts)}?thread_ts=${ts}&cid=${ops}`);
  });

  it("show a private message and keep it out of the history", async () => {
    await using office = await startOffice();
    const { slack, ada, bob, ops } = office;
    const client = fakeClient(slack);
    await client.chat.postEphemeral({ channel: ops, user: ada, text: "psst" });
    expect(slack.seen(ada, ops)).toMatchObject([{ text: "psst", private: true }]);
    expect(slack.seen(bob, ops)).toEqual([]);
    expect((await client.conversations.history({ channel: ops })).messages).toEqual([]);
  });

  it("cut text of more than 40,000 characters, and warn of it", async () => {
    await using office = await startOffice();
    const { slack, ada, ops } = office;
    const client = fakeClient(slack);
    const post = (text: string) => client.chat.postMessage({ channel: ops, text });
    expect(await post("x".repeat(40_000))).not.toHaveProperty("response_metadata.warnings");
    expect(slack.breaches()).toEqual([]);
    const warned = { response_metadata: { warnings: ["message_truncated"] } };
    expect(await post("x".repeat(40_001))).toMatchObject(warned);
    expect(slack.seen(ada, ops).map(({ text }) => text.length)).toEqual([40_000, 40_000]);
    expect(slack.breaches()).toEqual(["chat.postMessage: message_truncated"]);
  });

  it("find a message by its metadata, newest first, in pages", async () => {
    await using office = await startOffice();
    const { slack, ops } = office;
    const client = fakeClient(slack);
    for (const nonce of ["n1", "n2", "n3"]) {
      const metadata = { event_type: "ama_outbox", event_payload: { nonce } };
      await client.chat.postMessage({ channel: ops, ...hello, metadata });
    }
    const asked = { channel: ops, limit: 2, include_all_metadata: true };
    const first = await client.conversations.history(asked);
    const nonces = first.messages?.map(({ metadata }) => metadata?.event_payload);
    expect(nonces).toEqual([{ nonce: "n3" }, { nonce: "n2" }]);
    const cursor = first.response_metadata?.next_cursor ?? "";
    const second = await client.conversations.history({ ...asked, cursor });
    expect(second).toMatchObject({ has_more: false, messages: [{ text: "hello" }] });
    const plain = await client.conversations.history({ channel: ops });
    expect(plain.messages?.[0]).not.toHaveProperty("metadata");
  });

  it("keep a file byte by byte, with its alternative text", async () => {
    await using office = await startOffice();
    const { slack, ada } = office;
    const client = fakeClient(slack);
    const room = (await client.conversations.open({ users: ada })).channel?.id ?? "";
    const file = Buffer.from([0, 255, 13, 10, 45, 45]);
    const picture = { file, filename: "qr.png", alt_text: "A code to scan" };
    await client.filesUploadV2({ channel_id: room, initial_comment: "Scan it", ...picture });
    const [seen] = slack.seen(ada, room);
    expect(seen).toMatchObject({ text: "Scan it", files: [{ altText: "A code to scan" }] });
    expect(seen?.files[0]?.bytes).toEqual(file);
    const [{ id = "" } = {}] = slack.model.files.values();
    const again = client.files.completeUploadExternal({ files: [{ id }] });
    expect(await refusalOf(again)).toBe("file_not_found");
  });

  it("react, set a topic, a status, and the people of a group", async () => {
    await using office = await startOffice();
    const { slack, ada, bob, ops } = office;
    const client = fakeClient(slack);
    const group = slack.addUserGroup("oncall", [ada]);
    const { ts } = slack.say(ada, ops, "anybody?");
    await client.reactions.add({ channel: ops, timestamp: ts, name: "eyes" });
    expect(slack.seen(bob, ops)[0]?.reactions).toEqual({ eyes: [slack.model.app.botUser] });
    await client.reactions.remove({ channel: ops, timestamp: ts, name: "eyes" });
    await client.conversations.setTopic({ channel: ops, topic: "On call: bob" });
    await client.usergroups.users.update({ usergroup: group.id, users: bob });
    const status = { channel_id: ops, thread_ts: ts, status: "is looking" };
    await client.assistant.threads.setStatus(status);
    expect(slack.seen(bob, ops)[0]?.reactions).toEqual({});
    expect(slack.model.rooms.get(ops)?.topic).toBe("On call: bob");
    expect((await client.usergroups.users.list({ usergroup: group.id })).users).toEqual([bob]);
    expect(slack.model.statuses.get(`${ops}/${ts}`)).toBe("is looking");
  });

  it("write a message piece by piece", async () => {
    await using office = await startOffice();
    const { slack, ada, ops } = office;
    const { ts: question } = slack.say(ada, ops, "how?");
    const to = { recipient_user_id: ada, recipient_team_id: slack.model.team.id };
    const stream = fakeClient(slack).chatStream({ channel: ops, thread_ts: question, ...to });
    await stream.append({ markdown_text: "First, " });
    await stream.stop({ markdown_text: "then." });
    expect(slack.seen(ada, ops, question).at(-1)?.text).toBe("First, then.");
  });
});

describe("the fake Slack refuses", () => {
  it("a wrong token, and one of the other kind", async () => {
    await using office = await startOffice();
    const { slack } = office;
    expect(await refusalOf(fakeClient(slack, "xoxb-no").auth.test())).toBe("invalid_auth");
    const mixed = fakeClient(slack, slack.appToken).auth.test();
    expect(await refusalOf(mixed)).toBe("not_allowed_token_type");
    const wrong = fakeClient(slack).apps.connections.open();
    expect(await refusalOf(wrong)).toBe("not_allowed_token_type");
  });

  it("a missing scope, by its name", async () => {
    await using office = await startOffice({ scopes: ["im:history"] });
    const { slack, ops } = office;
    const posted = fakeClient(slack).chat.postMessage({ channel: ops, ...hello });
    await expect(posted).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "chat:write", provided: "im:history" },
    });
  });

  it("what it does not know: rooms, people, methods, fields", async () => {
    await using office = await startOffice();
    const { slack, ada, ops } = office;
    const client = fakeClient(slack);
    const post = (channel: string, more = {}) =>
      refusalOf(client.chat.postMessage({ channel, ...hello, ...more }));
    const hidden = slack.addRoom("hidden", [ada], { kind: "private", hasBot: false });
    const open = slack.addRoom("open", [ada], { hasBot: false });
    const old = slack.addRoom("old", [ada], { archived: true });
    expect(await post("C404")).toBe("channel_not_found");
    expect(await post(hidden.id)).toBe("channel_not_found");
    expect(await post(open.id)).toBe("not_in_channel");
    expect(await post(old.id)).toBe("is_archived");
    expect(await post(ops, { thread_ts: "1700000000.000001" })).toBe("thread_not_found");
    expect(await refusalOf(client.users.info({ user: "U404" }))).toBe("user_not_found");
    expect(slack.breaches()).toEqual([]);

    expect(await post(ops, { colour: "red" })).toBe("invalid_arguments");
    expect(await refusalOf(client.apiCall("chat.shout", {}))).toBe("unknown_method");
    expect(slack.breaches()).toHaveLength(2);
  });

  it("a private message to somebody who is not there", async () => {
    await using office = await startOffice();
    const { slack, ops } = office;
    const { id: eve } = slack.addUser("eve");
    const whisper = fakeClient(slack).chat.postEphemeral({ channel: ops, user: eve, ...hello });
    expect(await refusalOf(whisper)).toBe("user_not_in_channel");
  });

  it("no text, and words that would ping somebody", async () => {
    await using office = await startOffice();
    const { slack, ops } = office;
    const client = fakeClient(slack);
    const post = (text: string) => refusalOf(client.chat.postMessage({ channel: ops, text }));
    expect(await post("")).toBe("no_text");
    expect(await post("&lt;!channel&gt; 1 < 2")).toBe("taken");
    for (const ping of ["<!channel>", "hi <@U1>", "<#C1|ops>"]) {
      expect(await post(ping)).toBe("invalid_arguments");
    }
    expect(slack.breaches()).toHaveLength(4);
  });

  it("to change what somebody else wrote, or what is gone", async () => {
    await using office = await startOffice();
    const { slack, ada, ops } = office;
    const client = fakeClient(slack);
    const { ts } = slack.say(ada, ops, "mine");
    const at = { channel: ops, ts };
    expect(await refusalOf(client.chat.update({ ...at, ...hello }))).toBe("cant_update_message");
    expect(await refusalOf(client.chat.delete(at))).toBe("cant_delete_message");
    slack.remove({ room: ops, ts });
    expect(await refusalOf(client.chat.delete(at))).toBe("message_not_found");
  });

  it("more than 4,000 bytes in place of what was said, which a post may have", async () => {
    await using office = await startOffice();
    const { slack, ops } = office;
    const client = fakeClient(slack);
    const { ts = "" } = await client.chat.postMessage({ channel: ops, text: "é".repeat(2_001) });
    const update = (text: string) => refusalOf(client.chat.update({ channel: ops, ts, text }));
    expect(await update("é".repeat(2_000))).toBe("taken");
    expect(await update("é".repeat(2_001))).toBe("msg_too_long");
  });

  it("to change what was said in a room that is archived now", async () => {
    await using office = await startOffice();
    const { slack, ops } = office;
    const client = fakeClient(slack);
    const { ts = "" } = await client.chat.postMessage({ channel: ops, ...hello });
    const room = slack.model.rooms.get(ops);
    if (room) room.archived = true;
    const update = client.chat.update({ channel: ops, ts, text: "hello again" });
    expect(await refusalOf(update)).toBe("is_inactive");
  });

  it("a reaction given twice or never", async () => {
    await using office = await startOffice();
    const { slack, ada, ops } = office;
    const client = fakeClient(slack);
    const eyes = { channel: ops, timestamp: slack.say(ada, ops, "hm").ts, name: "eyes" };
    expect(await refusalOf(client.reactions.remove(eyes))).toBe("no_reaction");
    await client.reactions.add(eyes);
    expect(await refusalOf(client.reactions.add(eyes))).toBe("already_reacted");
  });
});

describe("the fake Slack fails as it is told", () => {
  it("with a limit on one room, and not on another", async () => {
    await using office = await startOffice();
    const { slack, ada, ops } = office;
    const other = slack.addRoom("dev", [ada]).id;
    slack.failNext("chat.postMessage", { kind: "rate-limited", retryAfterSeconds: 7 }, ops);
    const client = fakeClient(slack);
    await client.chat.postMessage({ channel: other, ...hello });
    const limited = client.chat.postMessage({ channel: ops, ...hello });
    await expect(limited).rejects.toThrow(WebAPIRateLimitedError);
    await expect(limited).rejects.toMatchObject({ retryAfter: 7 });
    await client.chat.postMessage({ channel: ops, ...hello });
    expect(slack.seen(ada, ops)).toHaveLength(1);
  });

  it.each([
    { when: "before", stored: 0 },
    { when: "after", stored: 1 },
  ] as const)("with an answer lost $when the message was stored", async ({ when, stored }) => {
    await using office = await startOffice();
    const { slack, ada, ops } = office;
    const client = fakeClient(slack);
    slack.failNext("chat.postMessage", { kind: "broken", when });
    const broken = client.chat.postMessage({ channel: ops, ...hello });
    await expect(broken).rejects.toThrow(WebAPIRequestError);
    expect(slack.seen(ada, ops)).toHaveLength(stored);
    slack.failNext("chat.postMessage", { kind: "server-error", when });
    const failed = client.chat.postMessage({ channel: ops, ...hello });
    await expect(failed).rejects.toThrow(WebAPIHTTPError);
    expect(slack.seen(ada, ops)).toHaveLength(2 * stored);
  });

  it("with any refusal, for as long as it is told", async () => {
    await using office = await startOffice();
    const { slack, ops } = office;
    const client = fakeClient(slack);
    const post = () => refusalOf(client.chat.postMessage({ channel: ops, ...hello }));
    const end = slack.failAlways("chat.postMessage", { kind: "refused", error: "fatal_error" });
    expect([await post(), await post()]).toEqual(["fatal_error", "fatal_error"]);
    end();
    expect(await post()).toBe("taken");
  });

  it("with an answer that waits, before or after the message is stored", async () => {
    await using office = await startOffice();
    const { slack, ada, ops } = office;
    const client = fakeClient(slack);
    for (const [index, when] of (["before", "after"] as const).entries()) {
      const held = slack.holdNext("chat.postMessage", when);
      const posted = client.chat.postMessage({ channel: ops, ...hello });
      await held.arrived;
      expect(slack.seen(ada, ops)).toHaveLength(when === "before" ? index : index + 1);
      held.release();
      await posted;
    }
  });

  it("and tells which posts crowd a room", async () => {
    await using office = await startOffice();
    const { slack, ops, clock } = office;
    const client = fakeClient(slack);
    const post = () => client.chat.postMessage({ channel: ops, ...hello });
    await post();
    clock.advance({ milliseconds: 1_000 });
    await post();
    expect(slack.crowdedPosts()).toHaveLength(0);
    clock.advance({ milliseconds: 999 });
    await post();
    expect(slack.crowdedPosts()).toHaveLength(1);
  });
});
