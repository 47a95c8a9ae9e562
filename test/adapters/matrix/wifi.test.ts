import { afterEach, describe, expect, it } from "vitest";
import type { Principal } from "../../../src/chat/conversation.ts";
import { parsePayload } from "../../../src/wifi/payload.ts";
import { picturesOf } from "../../contract/matrix-pictures.ts";
import { closeTownAtEnd } from "../../contract/matrix-world.ts";
import { botLines, threadOn } from "../../contract/story.ts";
import { pngBitmap, readWithJsqr } from "../../wifi/read-picture.ts";
import { wifiYaml } from "../../wifi/wifi-yaml.ts";
import { openMatrixOffice } from "./bot-office.ts";

const key = 'semi;colon \\quote" and \\';
const text = wifiYaml({
  ...{ id: "guest", name: "Guest WiFi", ssid: "Acme Guest", security: "wpa" },
  ...{ password: "env:WIFI_GUEST", audience: "everyone" },
});

closeTownAtEnd();

let office: Awaited<ReturnType<typeof openMatrixOffice>>;
afterEach(async () => {
  expect([office.bot.faults, office.faults]).toEqual([[], []]);
  await office.close();
});

async function open() {
  office = await openMatrixOffice({
    encrypted: false,
    wifi: {
      ...{ text, kept: { folder: "/nowhere", env: { WIFI_GUEST: key } }, lacking: () => {} },
      messageTtl: Temporal.Duration.from({ minutes: 15 }),
    },
  });
  return office;
}

/** What shows the network, in the direct room that the bot has chosen for it. */
function shownTo(by: Principal) {
  const lines = office.lines.seen(by, office.dm);
  const shown = lines.findLast(({ actions }) => actions.includes("wifi-key"));
  if (!shown) throw new Error("No network is shown.");
  return shown.message;
}

async function showKey(by: Principal) {
  await office.press(by, shownTo(by), "wifi-key");
  await office.settle();
}

const ssidsOf = async (by: Principal, room: string) =>
  (await picturesOf(office, by, room)).map(
    (png) => parsePayload(readWithJsqr(pngBitmap(png)) ?? "")?.ssid,
  );

/** What anybody could read who has no keys. */
const inClear = () =>
  JSON.stringify(
    [...office.server.model.rooms.values()].map((room) =>
      room.events.map(({ content }) => content),
    ),
  );

describe("a network that is asked for in Matrix", () => {
  it.each([
    ["a room", "here"],
    ["a direct room that is not encrypted", "dm"],
  ] as const)(
    "comes into the encrypted direct room alone, asked for in %s",
    async (_where, place) => {
      const { ana, cy, lines, settle } = await open();
      const where = office[place];
      const asked = await office.mention(ana, where, "guest wifi");
      await settle();
      const direct = shownTo(ana).room;
      expect(direct).not.toBe(where.room);
      expect(await ssidsOf(ana, direct)).toEqual(["Acme Guest"]);
      await showKey(ana);
      expect(
        lines
          .seen(ana, office.dm)
          .map((line) => line.text)
          .join("\n"),
      ).toContain(key);
      expect(await picturesOf(office, ana, where.room)).toEqual([]);
      expect(inClear()).not.toContain("semi");
      expect(botLines({ seen: lines.seen }, cy, threadOn(asked)).map((line) => line.text)).toEqual(
        place === "here" ? ["Sent to you."] : [],
      );
    },
  );

  it.each([
    ["the same process", async () => {}],
    ["another process", () => office.restart()],
  ])("goes after its time, by %s", async (_which, between) => {
    const { ana, here, dm, lines, settle, clock } = await open();
    await office.mention(ana, here, "guest wifi");
    await settle();
    await showKey(ana);
    const direct = shownTo(ana).room;
    await between();
    clock.advance({ minutes: 15 });
    await settle();
    expect(lines.seen(ana, { ...dm, room: direct }).filter(({ fromBot }) => fromBot)).toEqual([]);
  });
});
