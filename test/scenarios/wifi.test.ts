import { sql } from "kysely";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Conversation } from "../../src/chat/conversation.ts";
import { parsePayload } from "../../src/wifi/payload.ts";
import type { WifiSettings } from "../../src/wifi/wifi-feature.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { type BotTalk, openBotTalk } from "../support/bot-talk.ts";
import { smallOffice } from "../support/small-office.ts";
import { pngBitmap, readWithJsqr } from "../wifi/read-picture.ts";
import { wifiYaml } from "../wifi/wifi-yaml.ts";

/** Escaped in a code, in JSON and in SQL, so that each way to write it down is looked for. */
const guestKey = 'semi;colon \\quote" and \\';
const officeKey = "for members only";
/** What no other text holds, however the rest is escaped. */
const traces = ["semi", "colon", officeKey];

const guest = {
  ...{ id: "guest", name: "Guest WiFi", ssid: "Acme Guest", security: "wpa" },
  ...{ password: "env:WIFI_GUEST", audience: "everyone", aliases: ["visitors"] },
  ...{ owner: "team-platform", note: "Accept the terms on the first page." },
  ...{ captive_portal: "https://welcome.example.org/", expires: "2026-12-31" },
};
const office = {
  ...{ id: "office", name: "Office WiFi", ssid: "Acme Office", security: "wpa" },
  ...{ password: "env:WIFI_OFFICE", locations: ["berlin"] },
};
const lab = { ...office, id: "lab", name: "Lab", ssid: "Acme Lab", audience: ["team-lab"] };
const kept = { folder: "/nowhere", env: { WIFI_GUEST: guestKey, WIFI_OFFICE: officeKey } };

let talk: BotTalk;
let lacking: string[];

type Given = Partial<WifiSettings> & {
  readonly networks?: readonly Readonly<Record<string, unknown>>[];
};

function baseOf(networks: readonly Readonly<Record<string, unknown>>[]) {
  return knowledgeOf({ ...smallOffice, "wifi.yaml": wifiYaml(...networks) });
}

async function open({
  networks = [guest, office, lab],
  ...settings
}: Given = {}): Promise<BotTalk> {
  let base = baseOf(networks);
  lacking = [];
  talk = await openBotTalk(() => base, {
    kept,
    messageTtl: Temporal.Duration.from({ minutes: 15 }),
    lacking: (network, { rule }) => lacking.push(`${network} ${rule}`),
    ...settings,
  });
  change = (...more) => {
    base = baseOf(more);
  };
  return talk;
}
/** Puts other networks into wifi.yaml. */
let change: (...networks: readonly Readonly<Record<string, unknown>>[]) => void;

/** All rows of all tables, as one text. */
async function database(): Promise<string> {
  const tables = z
    .array(z.object({ name: z.string() }))
    .parse((await sql`select name from sqlite_schema where type = 'table'`.execute(talk.db)).rows);
  const rows = await Promise.all(
    tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(talk.db)),
  );
  return JSON.stringify(rows.map((one) => one.rows));
}

afterEach(async () => {
  expect(talk.faults).toEqual([]);
  const written = await database();
  expect(traces.filter((trace) => written.includes(trace))).toEqual([]);
  await talk.close();
});

/** What the codes say that somebody sees there. */
function codes(by: string, where: Conversation): readonly (string | undefined)[] {
  return talk.memory
    .seen(by, where)
    .flatMap(({ pictures }) => pictures.map(({ png }) => readWithJsqr(pngBitmap(png))));
}

/** The names of rooms in which somebody sees a picture or one of the keys. */
function secretsSeen(by: string): readonly string[] {
  const lines = talk.memory.seenAnywhere(by);
  const secret = lines.filter(
    ({ text, pictures }) =>
      pictures.length > 0 || text.includes(guestKey) || text.includes(officeKey),
  );
  return [...new Set(secret.map(({ message }) => message.room))];
}

describe("a network that is asked for", () => {
  it("is sent to the asker alone, with a code that a phone reads, and the room is told so", async () => {
    const { memory, say, heard } = await open();
    const room = memory.room("lobby", ["bo", "visitor"], { encrypted: true });
    const thread = await say("bo", room, "@ama what's the guest wifi password?");
    expect(heard("visitor", thread)).toEqual(["Sent to you."]);
    const dm = memory.dm("bo");
    expect(heard("bo", dm)).toEqual([
      [
        "[picture: WiFi code for Acme Guest]",
        "`Acme Guest` (Guest WiFi): scan the code.",
        "Accept the terms on the first page.",
        "It first opens https://welcome.example.org/",
        "Valid until 31 December 2026.",
        "This message goes away after 15 min.",
      ].join("\n\n"),
    ]);
    expect(codes("bo", dm).map((code) => parsePayload(code ?? ""))).toEqual([
      expect.objectContaining({ ssid: "Acme Guest", key: guestKey, security: "wpa" }),
    ]);
    expect(memory.seen("bo", dm).flatMap(({ pictures }) => pictures)).toEqual([
      expect.objectContaining({ alt: "WiFi code for Acme Guest", name: "wifi-guest.png" }),
    ]);
    expect(secretsSeen("visitor")).toEqual([]);
  });

  it("shows its key where it is pressed for, and to nobody else", async () => {
    const { memory, say, press, heard } = await open();
    const dm = memory.dm("bo");
    await say("bo", memory.room("lobby", ["bo", "ana"]), "@ama guest wifi");
    await press("bo", dm, "Show key");
    expect(heard("bo", dm).at(-1)).toBe(
      [
        "`Acme Guest` (Guest WiFi) has this key:",
        `    ${guestKey}`,
        "This message goes away after 15 min.",
      ].join("\n\n"),
    );
    expect([secretsSeen("bo"), secretsSeen("ana")]).toEqual([["dm-bo"], []]);
  });

  it("is asked for by a button where there are several", async () => {
    const { memory, say, offered, press, heard } = await open();
    const dm = memory.dm("bo");
    await say("bo", dm, "wifi");
    expect(heard("bo", dm)).toEqual([
      "Which WiFi?\n\n- `Acme Guest` (Guest WiFi)\n- `Acme Office` (Office WiFi): berlin",
    ]);
    expect(offered("bo", dm)).toEqual(["Guest WiFi", "Office WiFi"]);
    await press("bo", dm, "Office WiFi");
    expect(codes("bo", dm).map((code) => parsePayload(code ?? "")?.key)).toEqual([officeKey]);
  });

  it("is named to a room by no button, where it is not for everybody", async () => {
    const { memory, say, heard, offered } = await open();
    const room = memory.room("lobby", ["bo", "visitor"]);
    const thread = await say("bo", room, "@ama wifi");
    expect([heard("visitor", thread), heard("bo", thread)]).toEqual([
      [],
      [expect.stringContaining("Acme Office")],
    ]);
    expect(offered("bo", thread)).toEqual(["Guest WiFi", "Office WiFi"]);
  });

  it.each([
    ["a stranger, of what is for members", "visitor", "wifi berlin"],
    ["a stranger, of what is not there", "visitor", "moon wifi"],
    ["a member, of what is for a team", "bo", "wifi lab"],
    ["a member, of what is not there", "bo", "wifi paris"],
  ])("is nobody's, in the same words for %s", async (_who, by, text) => {
    const { memory, say, heard } = await open();
    const dm = memory.dm(by);
    await say(by, dm, text);
    expect(heard(by, dm)).toEqual([expect.stringMatching(/^I have no such WiFi for you\. Ask /)]);
  });

  it("gives a stranger what is for everyone, at once", async () => {
    const { memory, say } = await open();
    const dm = memory.dm("visitor");
    await say("visitor", dm, "wifi please");
    expect(codes("visitor", dm)).toHaveLength(1);
  });

  it.each([
    ["before its first day", { valid_from: "2026-11-26" }],
    ["after its last day", { expires: "2026-11-24" }],
  ])("is not there %s", async (_when, dates) => {
    const { memory, say, heard } = await open({ networks: [{ ...guest, ...dates }] });
    await say("bo", memory.dm("bo"), "guest wifi");
    expect(heard("bo", memory.dm("bo"))).toEqual([
      expect.stringMatching(/^I have no such WiFi for you\./),
    ]);
  });

  it("is not shown to who may have it no more when they press", async () => {
    const { memory, say, press, heard } = await open();
    const dm = memory.dm("bo");
    await say("bo", dm, "wifi berlin");
    change(guest, { ...office, audience: ["team-lab"] });
    await press("bo", dm, "Show key");
    expect(heard("bo", dm).at(-1)).toMatch(/^I have no such WiFi for you\./);
  });

  it("leaves other questions on WiFi to the answers", async () => {
    const { memory, say, heard } = await open();
    const dm = memory.dm("bo");
    await say("bo", dm, "why is the wifi so slow");
    expect(heard("bo", dm)).toEqual([expect.stringMatching(/^I don't know/)]);
  });

  it("is a question like any other where there is no wifi.yaml", async () => {
    const { memory, say, heard } = await open({ networks: [] });
    await say("bo", memory.dm("bo"), "what's the guest wifi password");
    expect(heard("bo", memory.dm("bo"))).toEqual([expect.stringMatching(/^I don't know/)]);
  });

  it("of an enterprise has its note, and neither a code nor a key", async () => {
    const { memory, say, heard, offered } = await open({
      networks: [
        {
          id: "corp",
          ssid: "Corp",
          security: "enterprise",
          audience: "everyone",
          note: "Use Okta.",
        },
      ],
    });
    const dm = memory.dm("bo");
    await say("bo", dm, "wifi");
    expect(heard("bo", dm)).toEqual([
      "`Corp` (corp)\n\nEverybody logs in to corp as themselves, which no code can say. Use Okta.",
    ]);
    expect([codes("bo", dm), offered("bo", dm)]).toEqual([[], []]);
  });

  it("that is open has a code, and no key to show", async () => {
    const { memory, say, offered } = await open({
      networks: [{ id: "hall", ssid: "Hall", security: "open", audience: "everyone" }],
    });
    const dm = memory.dm("bo");
    await say("bo", dm, "wifi");
    expect([codes("bo", dm), offered("bo", dm)]).toEqual([["WIFI:T:nopass;S:Hall;;"], []]);
  });

  it("says what to set where its key is not there, and tells whoever runs the bot", async () => {
    const { memory, say, heard } = await open({ kept: { folder: "/nowhere", env: {} } });
    await say("bo", memory.dm("bo"), "guest wifi");
    expect(heard("bo", memory.dm("bo"))).toEqual([
      expect.stringMatching(
        /^I cannot show Guest WiFi now\. The key is kept in env:WIFI_GUEST, which is not set\. Set WIFI_GUEST to it\. Ask /,
      ),
    ]);
    expect(lacking).toEqual(["guest K106"]);
  });

  it("is not shown for the edit of another question", async () => {
    const { memory, say, settle, heard } = await open();
    const dm = memory.dm("bo");
    await say("bo", dm, "how do I set up the vpn on my laptop");
    const [question] = memory.seen("bo", dm);
    if (!question) throw new Error("Nothing was asked.");
    await memory.edit("bo", question.message, "guest wifi");
    await settle();
    expect(secretsSeen("bo")).toEqual([]);
    expect(heard("bo", dm).at(-1)).toMatch(/new message/);
  });

  it("is printed as a poster by a command", async () => {
    const { memory, say, heard } = await open();
    await say("bo", memory.dm("bo"), "wifi guest poster");
    expect(heard("bo", memory.dm("bo"))).toEqual([
      expect.stringContaining("ama wifi poster --network guest"),
    ]);
  });

  it("in an auto room is sent to whoever asked unasked, when nobody has answered", async () => {
    const { memory, say, heard, clock, settle } = await open();
    const room = memory.room("lobby", ["ana", "bo"]);
    await talk.db
      .insertInto("room_setting")
      .values({
        ...{ room_key: JSON.stringify(["memory", "local", "lobby"]), name: "mode", value: "auto" },
        ...{ changed_by: "ana", changed_at: 0 },
      })
      .execute();
    const thread = await say("bo", room, "what's the guest wifi password?");
    expect(heard("bo", thread)).toEqual([]);
    clock.advance("PT5M");
    await settle();
    expect(heard("bo", thread)).toEqual(["Sent to you."]);
    expect(secretsSeen("ana")).toEqual([]);
  });
});

describe("where a network is shown", () => {
  it("is the room, if it is for everyone and the asker says so", async () => {
    const { memory, say, press } = await open();
    const room = memory.room("lobby", ["bo", "visitor"], { encrypted: true });
    const thread = await say("bo", room, "@ama wifi guest here");
    expect(codes("visitor", thread)).toHaveLength(1);
    await press("visitor", thread, "Show key");
    expect([secretsSeen("visitor"), secretsSeen("bo")]).toEqual([
      ["lobby", "dm-visitor"],
      ["lobby"],
    ]);
  });

  it.each([
    ["other companies read it", { encrypted: true, shared: true }, "guest"],
    ["it is not encrypted", { encrypted: false }, "guest"],
    ["the network is for members", { encrypted: true }, "office"],
  ])("is not the room, where %s", async (_why, settings, network) => {
    const { memory, say, heard } = await open();
    const room = memory.room("lobby", ["bo", "visitor"], settings);
    const thread = await say("bo", room, `@ama wifi ${network} here`);
    expect(heard("visitor", thread)).toEqual([expect.stringContaining("Sent to you.")]);
    expect([secretsSeen("visitor"), secretsSeen("bo")]).toEqual([[], ["dm-bo"]]);
  });

  it.each([
    ["is not encrypted", { encrypted: false, shared: false }],
    ["is read by others", { encrypted: true, shared: true }],
  ])("is nowhere, if the room of the asker alone %s", async (_why, settings) => {
    const { memory, say } = await open();
    memory.room("dm-bo", ["bo"], { kind: "dm", ...settings });
    await say("bo", memory.dm("bo"), "guest wifi");
    await say("bo", memory.room("lobby", ["bo"], { encrypted: true }), "@ama wifi guest");
    expect(secretsSeen("bo")).toEqual([]);
  });

  it("is nowhere, if the room changes between the answer and its sending", async () => {
    const { memory, say } = await open();
    const dm = memory.dm("bo");
    memory.limitNext("send", { retryInMs: 60_000 });
    await say("bo", dm, "guest wifi");
    memory.room("dm-bo", ["bo"], { kind: "dm", encrypted: false });
    talk.clock.advance("PT2M");
    await talk.settle();
    expect(secretsSeen("bo")).toEqual([]);
    expect(talk.heard("bo", dm)).toEqual(["This room is not encrypted. Ask me in one that is."]);
  });

  it("is kept for thirty days, without what was shown", async () => {
    const { memory, say, press, clock, settle, db } = await open();
    const dm = memory.dm("bo");
    await say("bo", dm, "guest wifi");
    await press("bo", dm, "Show key");
    await say("visitor", memory.dm("visitor"), "wifi");
    const rows = () => db.selectFrom("wifi_reveal").select(["network", "person", "way"]).execute();
    expect(await rows()).toEqual([
      { network: "guest", person: "bo", way: "picture" },
      { network: "guest", person: "bo", way: "key" },
      {
        ...{ network: "guest", way: "picture" },
        person: JSON.stringify(["memory", "local", "visitor"]),
      },
    ]);
    clock.advance({ hours: 30 * 24 - 1 });
    await settle();
    expect(await rows()).toHaveLength(3);
    clock.advance({ hours: 2 });
    await settle();
    expect(await rows()).toEqual([]);
  });
});

describe("a message that shows a network", () => {
  it.each(["stop", "kill"] as const)("goes when its time is over, also after a %s", async (how) => {
    const { memory, say, press, restart, clock, settle } = await open();
    const dm = memory.dm("bo");
    const room = memory.room("lobby", ["bo"], { encrypted: true });
    await say("bo", dm, "guest wifi");
    await press("bo", dm, "Show key");
    await say("bo", room, "@ama wifi guest here");
    expect(secretsSeen("bo")).toEqual(["dm-bo", "lobby"]);
    await restart(how);
    clock.advance("PT14M");
    await settle();
    expect(secretsSeen("bo")).toEqual(["dm-bo", "lobby"]);
    clock.advance("PT1M");
    await restart(how);
    await settle();
    expect(secretsSeen("bo")).toEqual([]);
  });

  it("goes in the end, however often that fails", async () => {
    const { memory, say, clock, settle } = await open();
    const dm = memory.dm("bo");
    await say("bo", dm, "guest wifi");
    memory.breakConnection();
    clock.advance("PT15M");
    for (let minute = 0; minute < 60; minute += 1) {
      await settle();
      clock.advance("PT1M");
    }
    expect(talk.takeFaults().length).toBeGreaterThan(20);
    await memory.restore();
    clock.advance("PT1M");
    await settle();
    expect(secretsSeen("bo")).toEqual([]);
  });

  it("stays where no time is set", async () => {
    const { memory, say, heard, clock, settle } = await open({ messageTtl: undefined });
    const dm = memory.dm("bo");
    await say("bo", dm, "guest wifi");
    expect(heard("bo", dm)[0]).not.toContain("goes away");
    clock.advance({ hours: 24 });
    await settle();
    expect(codes("bo", dm)).toHaveLength(1);
  });

  it("is not sent any more when its time is over first", async () => {
    const { memory, say, heard, clock, settle } = await open();
    memory.limitNext("send", { retryInMs: 20 * 60_000 });
    await say("bo", memory.dm("bo"), "guest wifi");
    clock.advance("PT30M");
    await settle();
    expect(heard("bo", memory.dm("bo"))).toEqual([]);
  });
});

describe("the owner of a network", () => {
  const rotating = { ...guest, owner: "ana", rotated: "2026-11-01", rotate_every: "1m" };

  it("is told once that its key is due, by direct message", async () => {
    const { memory, heard, clock, settle, restart } = await open({ networks: [rotating] });
    const dm = memory.dm("ana");
    clock.advance({ hours: 6 * 24 });
    await settle();
    expect(heard("ana", dm)).toEqual([]);
    clock.advance({ hours: 24 });
    await settle();
    await restart("kill");
    clock.advance({ hours: 24 });
    await settle();
    expect(heard("ana", dm)).toEqual([
      'WiFi: the key of guest was to be changed by 1 December 2026. It was last changed on 1 November 2026. Change it, and set "rotated" in wifi.yaml.',
    ]);
  });

  it("is told of a change once, after the first that is seen", async () => {
    const { memory, heard, clock, settle, restart } = await open({ networks: [rotating] });
    const dm = memory.dm("ana");
    change({ ...rotating, rotated: "2026-11-25" });
    await settle();
    await restart("stop");
    clock.advance({ hours: 24 });
    await settle();
    expect(heard("ana", dm)).toEqual([
      "WiFi: guest was rotated on 25 November 2026: posters made before are void.",
    ]);
  });

  it("that is a team is every member of it who is there", async () => {
    const { memory, heard, clock, settle } = await open({
      networks: [{ ...rotating, owner: "team-platform" }],
    });
    clock.advance({ hours: 7 * 24 });
    await settle();
    expect(["ana", "bo"].map((one) => heard(one, memory.dm(one)).length)).toEqual([1, 0]);
  });
});
