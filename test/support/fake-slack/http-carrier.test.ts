import { describe, expect, it } from "vitest";
import { freePort } from "../free-port.ts";
import { startHttpApp } from "./fake-app.ts";
import { signed } from "./http-carrier.ts";
import { startOffice } from "./office.ts";

describe("HTTP delivery of the fake Slack", () => {
  it("signs what it posts, and takes the answer for the acknowledgement", async () => {
    await using office = await startOffice();
    const { slack, ada, ops } = office;
    const port = await freePort();
    const app = await startHttpApp(slack, port, ({ command }) => (command ? { text: "Yes." } : {}));
    const { statusesOf } = slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
    const [told] = slack.tell(ada, "hello").deliveries;
    const asked = slack.slash(ada, ops, "/ama", "are you there?");
    const pressed = slack.shortcut(ada, "ask");
    await Promise.all([told?.acked, asked.acked, pressed.acked]);
    expect(await statusesOf(asked)).toEqual([200]);
    expect(slack.seen(ada, ops)).toMatchObject([{ text: "Yes.", private: true }]);
    expect(app.taken).toHaveLength(3);
    expect(slack.faultsAtEnd()).toEqual([]);
    await app.stop();
  });

  it("hears that nothing was acknowledged, and delivers again", async () => {
    await using office = await startOffice();
    const { slack, ada } = office;
    const port = await freePort();
    let failures = 1;
    const app = await startHttpApp(slack, port, () => (failures-- > 0 ? undefined : {}));
    const { statusesOf } = slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
    const [told] = slack.tell(ada, "hello").deliveries;
    if (!told) throw new Error("Nothing was delivered.");
    await app.took(1);
    expect(await statusesOf(told)).toEqual([404]);
    slack.deliverAgain(told);
    await told.acked;
    expect(await statusesOf(told)).toEqual([404, 200]);
    await app.stop();
  });

  it("is refused with a signature of another secret", async () => {
    await using office = await startOffice();
    const { slack } = office;
    const port = await freePort();
    const app = await startHttpApp(slack, port);
    const body = "{}";
    const headers = { "content-type": "application/json", ...signed("another secret", body) };
    const url = `http://127.0.0.1:${port}/slack/events`;
    expect((await fetch(url, { method: "POST", headers, body })).status).toBe(401);
    expect(app.taken).toEqual([]);
    await app.stop();
  });
});
