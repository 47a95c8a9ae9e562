import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Conversation, MessageRef } from "../../src/chat/conversation.ts";
import { type Doc, paragraph } from "../../src/chat/doc.ts";
import type { Inbound, InboxItem } from "../../src/chat/inbox-item.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { encodePayload } from "../../src/wifi/payload.ts";
import { qrCodeOf } from "../../src/wifi/qr-code.ts";
import { qrPng } from "../../src/wifi/qr-png.ts";
import { openSetUpPlatform } from "../adapters/matrix/set-up-platform.ts";
import { useEmptyFolders } from "../support/empty-folder.ts";
import { useStops } from "../support/use-stops.ts";
import { comeAs, inRoom } from "./matrix-person.ts";
import { startNio } from "./nio-peer.ts";
import { describeWith, peers } from "./peer.ts";
import { startSynapse } from "./synapse.ts";
import { until } from "./until.ts";

const slow = 120_000;
const emptyFolder = useEmptyFolders();
const atEnd = useStops();

const user = "@ama:ama.test";
const joining = { ssid: "Acme Guest", key: "correct horse battery", hidden: false };
const code = qrPng(qrCodeOf(encodePayload({ ...joining, wpa3Only: false, asSae: false })));

/** The bot at a homeserver of its own, and all that it takes in. */
async function openOffice(program: string) {
  const synapse = await startSynapse(program);
  atEnd(() => synapse.stop());
  await synapse.register("ama", "open sesame");
  const items: InboxItem[] = [];
  const opened = await openSetUpPlatform({
    ...{ homeserver: synapse.url, user, password: "open sesame" },
    file: join(emptyFolder(), "keys.sqlite"),
    clock: systemClock,
    pictures: async () => ({ png: code, name: "wifi-guest.png" }),
  });
  const { platform: bot, faults } = opened;
  atEnd(() => opened.close(Temporal.Duration.from({ seconds: 5 })));
  await bot.start(async (item) => {
    items.push(item);
    return "stored";
  });
  await until(
    () => bot.health().state === "up",
    () => JSON.stringify(bot.health()),
  );

  let said = 0;
  const replyOf = (to: Conversation, doc: Doc): Reply => ({
    ...{ key: `reply-${said++}`, to, doc, actions: [], audience: "everyone" },
    ...{ importance: "answer", broadcast: false },
  });
  const sentOf = (outcome: object): MessageRef => {
    if (!("sent" in outcome)) throw new Error(`It is not out: ${JSON.stringify(outcome)}`);
    return outcome.sent as MessageRef;
  };
  return {
    ...{ synapse, bot, faults },
    messages: () => items.filter((item) => item.kind === "message"),
    async heard(text: string): Promise<Inbound> {
      const fits = (item: InboxItem) => item.kind === "message" && item.text === text;
      await until(
        () => items.some(fits),
        () => JSON.stringify(items),
      );
      const found = items.find(fits);
      if (found?.kind !== "message") throw new Error("It is gone.");
      return found;
    },
    say: async (to: Conversation, doc: Doc) => sentOf(await bot.send(replyOf(to, doc), `n${said}`)),
    edit: async (of: MessageRef, doc: Doc) =>
      sentOf(await bot.edit(of, replyOf(of, doc), `n${said}`)),
  };
}

function placeOf({ message: { message: _message, ...where } }: Inbound): Conversation {
  return where;
}

const picture = { image: { recipe: "wifi", of: "guest" }, alt: "WiFi code for Acme Guest" };

describeWith(peers.synapse, "the bot in an encrypted room", (program) => {
  const readers = [
    { name: "matrix-nio by vodozemac", peer: peers.nio, python: undefined },
    { name: "matrix-nio by libolm", peer: peers.nioLibolm, python: "/usr/bin/python3" },
  ];
  for (const { name, peer, python } of readers) {
    describeWith(peer, name, (found) => {
      it(
        "reads text, edit, thread and picture, and is read",
        async () => {
          const office = await openOffice(program);
          const { synapse, heard, say, edit } = office;
          await synapse.register("alice", "secret");
          const alice = await startNio(python ?? found, synapse.url, "@alice:ama.test", "secret");
          atEnd(alice.stop);
          alice.tell({ do: "room", invite: [user] });
          const { room } = await alice.hears((line) => line.room !== undefined);
          const tell = (content: object) => alice.tell({ do: "send", room, content });
          const text = (body: string) => ({ msgtype: "m.text", body });

          tell(text("how do I get on the WiFi?"));
          const asked = await heard("how do I get on the WiFi?");
          expect(asked).toMatchObject({ encrypted: true, addressed: "dm" });
          const event = asked.message.message;
          const replacing = { rel_type: "m.replace", event_id: event };
          const anew = text("how do guests get on the WiFi?");
          tell({ ...text("* …"), "m.new_content": anew, "m.relates_to": replacing });
          expect(await heard(anew.body)).toMatchObject({ edit: { of: { message: event } } });
          const threaded = { rel_type: "m.thread", event_id: event };
          tell({ ...text("in the lobby"), "m.relates_to": threaded });
          const inThread = await heard("in the lobby");
          expect(inThread.message.thread).toBe(event);
          const path = join(emptyFolder(), "floor.png");
          writeFileSync(path, code);
          alice.tell({ do: "image", room, path });
          await heard(""); // the picture, which has no caption

          const answer = await say(placeOf(inThread), [paragraph("Scan this.")]);
          const hears = (id: string) => alice.hears((line) => line.message === id);
          const body = expect.stringContaining("Scan this.");
          const relation = { rel_type: "m.thread", event_id: event };
          expect(await hears(answer.message)).toMatchObject({
            decrypted: true,
            content: { body, "m.relates_to": relation },
          });
          await edit(answer, [paragraph("Scan that.")]);
          const isEdit = (content: Record<string, unknown> | undefined) =>
            JSON.stringify(content?.["m.new_content"] ?? "").includes("Scan that.");
          const edited = await alice.hears((line) => isEdit(line.content));
          expect(edited).toMatchObject({
            decrypted: true,
            content: { "m.relates_to": { rel_type: "m.replace", event_id: answer.message } },
          });
          const shown = await say(placeOf(inThread), [picture]);
          const { content } = await hears(shown.message);
          expect(content).toMatchObject({ msgtype: "m.image", filename: "wifi-guest.png" });
          alice.tell({ do: "fetch", file: content?.file });
          const { sha256 } = await alice.hears((line) => line.sha256 !== undefined);
          expect(sha256).toBe(createHash("sha256").update(code).digest("hex"));

          expect(alice.heard.filter((line) => line.unreadable !== undefined)).toEqual([]);
          expect(office.messages().filter((item) => item.unreadable !== undefined)).toEqual([]);
          expect(office.faults).toEqual([]);
        },
        slow,
      );
    });
  }

  describe("with somebody who has nothing to do with unsigned devices", () => {
    it(
      "reads them and is read",
      async () => {
        const { synapse, heard, say, messages } = await openOffice(program);
        const strict = await comeAs(synapse, "strict", { isStrict: true });
        atEnd(strict.leave);
        const room = await strict.openRoom([user]);
        await inRoom(strict, room, user);
        await strict.say(room, "is it you?");
        const asked = await heard("is it you?");
        const answer = await say(placeOf(asked), [paragraph("It is me.")]);
        await until(() => strict.heard().some(({ id }) => id === answer.message));
        expect(strict.heard().map(({ body }) => body)).toEqual(["It is me."]);
        expect(strict.unreadable()).toEqual([]);
        expect(messages().filter((item) => item.unreadable !== undefined)).toEqual([]);
      },
      slow,
    );
  });
});
