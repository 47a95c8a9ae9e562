import { afterEach, describe, expect, it } from "vitest";
import { parsePayload } from "../../../src/wifi/payload.ts";
import { pngBitmap, readWithJsqr } from "../../wifi/read-picture.ts";
import { wifiYaml } from "../../wifi/wifi-yaml.ts";
import { openSlackOffice } from "./slack-office.ts";

const key = 'semi;colon \\quote" and \\';
const text = wifiYaml({
  ...{ id: "guest", name: "Guest WiFi", ssid: "Acme Guest", security: "wpa" },
  ...{ password: "env:WIFI_GUEST", audience: "everyone" },
});

let office: Awaited<ReturnType<typeof openSlackOffice>>;
afterEach(async () => {
  expect([office.faults, office.slack.breaches()]).toEqual([[], []]);
  expect(office.logged.filter((line) => line.includes("semi"))).toEqual([]);
  await office.close();
});

async function open() {
  office = await openSlackOffice({
    wifi: {
      ...{ text, kept: { folder: "/nowhere", env: { WIFI_GUEST: key } }, lacking: () => {} },
      messageTtl: Temporal.Duration.from({ minutes: 15 }),
    },
  });
  const { slack, bob, ops } = office;
  return { ...office, slack, bob, ops, dm: slack.directRoom(bob).id };
}

/** What the bot says that somebody sees there. */
function heard(user: string, room: string, thread?: string) {
  const { slack } = office;
  return slack.seen(user, room, thread).filter(({ by }) => by === slack.model.app.botUser);
}

const ssidsIn = (user: string, room: string) =>
  heard(user, room).flatMap(({ files }) =>
    files.map(
      ({ bytes }) => parsePayload(readWithJsqr(pngBitmap(bytes ?? Buffer.of())) ?? "")?.ssid,
    ),
  );

async function ask(where: string, words: string) {
  const { slack, bob } = office;
  const { ts } = slack.mention(bob, where, words);
  await office.settle();
  return ts;
}

describe("a network that is asked for in Slack", () => {
  it("comes as a picture with its text into the direct message, and the thread is told so", async () => {
    const { slack, bob, cleo, ops, dm } = await open();
    const thread = await ask(ops, "what's the guest wifi password?");
    expect(heard(cleo, ops, thread).map((one) => one.text)).toEqual(["Sent to you."]);
    expect(ssidsIn(bob, dm)).toEqual(["Acme Guest"]);
    expect(heard(bob, dm).flatMap(({ files }) => files)).toEqual([
      expect.objectContaining({ altText: "WiFi code for Acme Guest", name: "wifi-guest.png" }),
    ]);
    await showKey();
    const preformatted = {
      type: "rich_text_preformatted",
      elements: [{ type: "text", text: key }],
    };
    const shown = heard(bob, dm).at(-1);
    expect(shown?.private).toBe(false);
    expect(JSON.stringify(shown?.blocks)).toContain(JSON.stringify(preformatted));
    expect(
      slack.model.messages.filter((one) => one.text.includes(key)).map((one) => one.room),
    ).toEqual([dm]);
  });

  it.each([
    ["the same process", async () => {}],
    ["another process", () => office.restart()],
  ])("goes after its time, with its file, by %s", async (_which, between) => {
    const { slack, bob, ops, dm, clock } = await open();
    await ask(ops, "guest wifi");
    await showKey();
    await ask(ops, "wifi guest here");
    expect(slack.model.files.size).toBe(2);
    await between();
    clock.advance({ minutes: 15 });
    await office.settle();
    expect([slack.model.files.size, heard(bob, dm)]).toEqual([0, []]);
    expect(JSON.stringify(slack.model.messages)).not.toContain("slack_file");
  });

  it("is said to nobody else where it is asked for by a command", async () => {
    const { slack, bob, cleo, dm } = await open();
    const room = slack.addRoom("room", [bob, cleo]).id;
    slack.slash(bob, room, "/ama", "wifi guest here");
    await office.settle();
    expect(heard(bob, room).at(-1)).toMatchObject({ text: "Sent to you.", private: true });
    expect([heard(cleo, room), ssidsIn(bob, dm)]).toEqual([[], ["Acme Guest"]]);
  });

  it("leaves no picture behind whose message Slack refuses", async () => {
    const { slack, bob, dm } = await open();
    const heal = slack.failAlways("chat.postMessage", {
      kind: "refused",
      error: "restricted_action",
    });
    slack.tell(bob, "guest wifi");
    await office.settle();
    heal();
    expect([slack.model.files.size, heard(bob, dm)]).toEqual([0, []]);
    office.faults.splice(0);
  });
});

/** Presses the button under the last message in Bob's direct room. */
async function showKey() {
  const { slack, bob } = office;
  const room = slack.directRoom(bob).id;
  const ts = heard(bob, room).at(-1)?.ts ?? "";
  slack.press(bob, { room, ts }, "wifi-key");
  await office.settle();
}
