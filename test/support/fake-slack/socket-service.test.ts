import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { fakeClient, startSocketApp } from "./fake-app.ts";
import type { FakeSlack } from "./fake-slack.ts";
import { startOffice } from "./office.ts";

/** A connection without a client's habits. */
async function connectPlainly(slack: FakeSlack) {
  const { url = "" } = await fakeClient(slack, slack.appToken).apps.connections.open();
  const socket = new WebSocket(url);
  const frames: unknown[] = [];
  socket.on("message", (frame) => frames.push(JSON.parse(String(frame))));
  await once(socket, "open");
  return {
    async frames(count: number) {
      while (frames.length < count) await once(socket, "message");
      return frames;
    },
    send: (frame: string) => socket.send(frame),
    close: () => socket.close(),
  };
}

describe("Socket Mode of the fake Slack", () => {
  it("tells a mention twice, under two event ids, and hears each acknowledged once", async () => {
    await using office = await startOffice();
    const { slack, ada, ops } = office;
    const app = await startSocketApp(slack);
    const said = slack.mention(ada, ops, "how do I deploy?");
    await Promise.all(said.deliveries.map(({ acked }) => acked));
    const events = app.taken.map(({ event }) => event);
    expect(events).toMatchObject([
      { type: "app_mention", ts: said.ts, channel: ops, user: ada },
      { type: "message", ts: said.ts, channel: ops, channel_type: "channel" },
    ]);
    expect(new Set(app.taken.map(({ event_id: id }) => id)).size).toBe(2);
    await app.stop();
    await slack.socketMode.allClosed();
    expect(slack.faultsAtEnd()).toEqual([]);
  });

  it("tells only what the app subscribed to and may hear", async () => {
    await using office = await startOffice({ scopes: ["app_mentions:read", "im:history"] });
    const { slack, ada, ops } = office;
    expect(slack.say(ada, ops, "not for you").deliveries).toHaveLength(0);
    expect(slack.mention(ada, ops, "for you").deliveries).toHaveLength(1);
    expect(slack.tell(ada, "for you alone").deliveries).toMatchObject([
      { payload: { event: { type: "message", channel_type: "im" } } },
    ]);
  });

  it("keeps what happens before the app connects", async () => {
    await using office = await startOffice();
    const { slack, ada } = office;
    const { deliveries } = slack.tell(ada, "are you there?");
    const app = await startSocketApp(slack);
    await Promise.all(deliveries.map(({ acked }) => acked));
    expect(app.taken).toHaveLength(1);
    await app.stop();
  });

  it("sends each envelope to one socket of several, whichever is picked", async () => {
    let asked = 0;
    await using office = await startOffice({ pick: (count) => asked++ % count });
    const { slack, ada } = office;
    const app = await startSocketApp(slack, { sockets: 2 });
    expect(slack.socketMode.sockets()).toHaveLength(2);
    slack.tell(ada, "one");
    slack.tell(ada, "two");
    await app.took(2);
    const texts = app.taken.map(({ event }) => event).sort();
    expect(texts).toHaveLength(2);
    await app.stop();
  });

  it("delivers again: the same event in a new envelope, or the same envelope", async () => {
    await using office = await startOffice();
    const { slack, ada } = office;
    const app = await startSocketApp(slack);
    const [delivery] = slack.tell(ada, "once").deliveries;
    if (!delivery) throw new Error("Nothing was delivered.");
    await delivery.acked;
    slack.deliverAgain(delivery);
    await app.took(2);
    slack.deliverAgain(delivery, "same-envelope");
    await app.took(3);
    expect(new Set(app.taken.map(({ event_id: id }) => id)).size).toBe(1);
    expect(delivery.envelopes.map(({ sent }) => sent)).toEqual([1, 2]);
    await app.stop();
  });

  it("sees what is never acknowledged", async () => {
    await using office = await startOffice();
    const { slack, ada } = office;
    const app = await startSocketApp(slack, { answer: () => undefined });
    const { deliveries } = slack.tell(ada, "lost");
    await app.took(1);
    expect(slack.oddAcks()).toEqual(deliveries);
    expect(slack.faultsAtEnd()).toHaveLength(2);
    await app.stop();
  });

  it.each(["warning", "refresh_requested"] as const)(
    "asks for another connection with a %s",
    async (reason) => {
      await using office = await startOffice();
      const { slack, ada } = office;
      const app = await startSocketApp(slack);
      slack.socketMode.sockets()[0]?.disconnect(reason);
      await slack.socketMode.allClosed();
      slack.tell(ada, "while it was away");
      await slack.socketMode.connected();
      await app.took(1);
      await app.stop();
    },
  );

  it("breaks a connection below the protocol", async () => {
    await using office = await startOffice();
    const { slack, ada } = office;
    const app = await startSocketApp(slack);
    slack.socketMode.sockets()[0]?.reset();
    await slack.socketMode.allClosed();
    slack.tell(ada, "while it was away");
    await app.took(1);
    await app.stop();
  });

  it("goes half-open, and the client finds out by its own pings", async () => {
    await using office = await startOffice({ pick: (count) => count - 1 });
    const { slack, ada } = office;
    const app = await startSocketApp(slack);
    const [first] = slack.socketMode.sockets();
    first?.freeze();
    await slack.socketMode.connected(2);
    slack.tell(ada, "on the newer one");
    await app.took(1);
    expect(slack.calls("apps.connections.open")).toHaveLength(2);
    first?.close();
    await app.stop();
    await slack.socketMode.allClosed();
  });

  it("sends frames that are no envelopes, which the client lives through", async () => {
    await using office = await startOffice();
    const { slack, ada } = office;
    const app = await startSocketApp(slack);
    const [socket] = slack.socketMode.sockets();
    socket?.sendGarbage("{not json");
    socket?.sendGarbage(Buffer.from([1, 2, 3]));
    slack.tell(ada, "still there?");
    await app.took(1);
    await app.stop();
  });

  it("leaves pings unanswered, and the client connects anew", async () => {
    await using office = await startOffice({ pick: (count) => count - 1 });
    const { slack, ada } = office;
    slack.socketMode.scriptNext({ pong: false });
    const app = await startSocketApp(slack);
    await slack.socketMode.allClosed();
    slack.tell(ada, "on the newer one");
    await app.took(1);
    await app.stop();
  });

  it("says when it drops events, and when Socket Mode is off", async () => {
    await using office = await startOffice();
    const { slack } = office;
    const socket = await connectPlainly(slack);
    slack.socketMode.rateLimit();
    slack.socketMode.sockets()[0]?.disconnect("link_disabled");
    expect(await socket.frames(3)).toMatchObject([
      { type: "hello", num_connections: 1 },
      { type: "events_api", payload: { type: "app_rate_limited" } },
      { type: "disconnect", reason: "link_disabled" },
    ]);
  });

  it("writes down frames that are no acknowledgement of anything", async () => {
    await using office = await startOffice();
    const { slack } = office;
    const socket = await connectPlainly(slack);
    socket.send("hello?");
    socket.send(JSON.stringify({ envelope_id: "made up" }));
    socket.close();
    await slack.socketMode.allClosed();
    expect(slack.breaches()).toHaveLength(2);
  });

  it("takes each address for one connection only", async () => {
    await using office = await startOffice();
    const { slack } = office;
    const { url = "" } = await fakeClient(slack, slack.appToken).apps.connections.open();
    await once(new WebSocket(url), "open");
    const [error] = await once(new WebSocket(url), "error");
    expect(error).toBeInstanceOf(Error);
    expect(slack.socketMode.openCount()).toBe(1);
  });

  it("keeps silent where it should greet", async () => {
    await using office = await startOffice();
    const { slack } = office;
    slack.socketMode.scriptNext({ hello: false });
    const started = startSocketApp(slack);
    await slack.socketMode.opened();
    expect(slack.socketMode.sockets()).toHaveLength(0);
    await slack.stop();
    await slack.start();
    await slack.socketMode.connected();
    await (await started).stop();
  });

  it("has people who edit, delete, react, move and open the home tab", async () => {
    await using office = await startOffice();
    const { slack, ada, bob, ops } = office;
    const { ts, room } = slack.say(ada, ops, "first");
    const message = { ts, room };
    const [edited] = slack.edit(ada, message, "second").deliveries;
    expect(edited?.payload.event).toMatchObject({
      subtype: "message_changed",
      message: { text: "second", edited: { user: ada } },
      previous_message: { text: "first" },
    });
    slack.say(bob, ops, "a reply", { thread: ts });
    const [buried] = slack.remove(message).deliveries;
    expect(buried?.payload.event).toMatchObject({
      subtype: "message_changed",
      message: { subtype: "tombstone", ts, user: "USLACKBOT" },
    });
    const alone = slack.say(ada, ops, "alone");
    expect(slack.react(bob, alone, "eyes").deliveries[0]?.payload.event).toMatchObject({
      type: "reaction_added",
      item: { channel: ops, ts: alone.ts },
      item_user: ada,
    });
    const [deleted] = slack.remove(alone).deliveries;
    expect(deleted?.payload.event).toMatchObject({
      subtype: "message_deleted",
      deleted_ts: alone.ts,
    });
    const dev = slack.addRoom("dev", [ada], { hasBot: false });
    expect(slack.invite(ada, dev.id)[0]?.payload.event).toMatchObject({
      type: "member_joined_channel",
      user: slack.model.app.botUser,
      inviter: ada,
    });
    const [opened] = slack.openHome(bob);
    expect(opened?.payload.event).toMatchObject({ type: "app_home_opened", tab: "home" });
  });
});
