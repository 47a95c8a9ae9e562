import { afterEach, describe, expect, it } from "vitest";
import { roomKey } from "../../src/chat/conversation.ts";
import { createRoomSettingStore } from "../../src/chat/room-setting-store.ts";
import { knowledgeOf } from "../answers/knowledge-of.ts";
import { type BotTalk, openBotTalk } from "../support/bot-talk.ts";
import { page } from "../support/knowledge-folder.ts";

const answer = (title: string, question: string, body: string) =>
  page([`title: ${title}`, `questions: [${question}]`, "owner: team-platform"], body);

const office = knowledgeOf({
  "answers/paris/printer.md": answer(
    "Printer in Paris",
    "why does the printer eat paper",
    "Open the upper tray.",
  ),
  "answers/berlin/printer.md": answer(
    "Printer in Berlin",
    "why does the printer eat paper",
    "Open the lower tray.",
  ),
  "answers/berlin/door.md": answer("Door in Berlin", "how do I open the front door", "Ring twice."),
  "answers/vpn.md": answer(
    "Set up the VPN",
    "how do I set up the vpn on my laptop",
    "Install WireGuard.",
  ),
  "people.yaml":
    "teams: [{id: team-platform, name: Platform}]\npeople: [{id: ana, name: Ana, roles: [admin]}]\n",
});
const printer = "why does the printer eat paper";

let talk: BotTalk;
afterEach(async () => {
  expect(talk.faults).toEqual([]);
  await talk.close();
});

/** A room that is about a folder; undefined: about none. */
async function openRoom(folder?: string) {
  talk = await openBotTalk(() => office);
  const room = talk.memory.room("here", ["ana", "bo"]);
  if (folder !== undefined) {
    const settings = createRoomSettingStore(talk.db);
    const row = {
      roomKey: roomKey(room),
      name: "folder",
      text: folder,
      by: "ana",
      at: talk.clock.now(),
    } as const;
    await talk.db.transaction().execute((transaction) => settings.change(transaction, row));
  }
  const ask = async (text: string) => {
    const thread = await talk.say("ana", room, `@ama ${text}`);
    return { thread, said: talk.heard("ana", thread).at(-1), offered: talk.offered("ana", thread) };
  };
  return { room, ask };
}

describe("a room that is about a folder", () => {
  it("answers from there what would be a choice elsewhere", async () => {
    const everywhere = await openRoom();
    expect((await everywhere.ask(printer)).said).toBe("Which of these do you mean?");
    await talk.close();
    const { ask } = await openRoom("answers/berlin");
    expect((await ask(printer)).said).toContain("Open the lower tray.");
  });

  it.each(["how do I set up the vpn on my laptop", "what is the airspeed of a swallow", "hello"])(
    "hears of %s what any other room hears",
    async (question) => {
      const everywhere = await openRoom();
      const { said, offered } = await everywhere.ask(question);
      await talk.close();
      const { ask } = await openRoom("answers/berlin");
      expect(await ask(question)).toMatchObject({ said, offered });
    },
  );

  it("opens what is pressed, wherever it lies", async () => {
    const { room, ask } = await openRoom();
    const { thread } = await ask(printer);
    const settings = createRoomSettingStore(talk.db);
    const row = {
      roomKey: roomKey(room),
      name: "folder",
      text: "answers/berlin",
      by: "ana",
      at: talk.clock.now(),
    } as const;
    await talk.db.transaction().execute((transaction) => settings.change(transaction, row));
    await talk.press("ana", thread, "Printer in Paris");
    expect(talk.heard("ana", thread).at(-1)).toContain("Open the upper tray.");
  });

  it("tells whoever asks why that the folder decided", async () => {
    const { ask } = await openRoom("answers/berlin");
    const { thread } = await ask(printer);
    await talk.say("ana", thread, "@ama why");
    const why = talk.heard("ana", thread).at(-1);
    expect(why).toContain('This room looks into "answers/berlin" first, and that decided.');
    expect(why).toContain('"Printer in Berlin" is the answer');
  });

  it("is set by an admin, and a folder that is not there is refused with the nearest", async () => {
    const { ask } = await openRoom();
    expect((await ask("settings set folder answers/berlni")).said).toBe(
      'There is no folder "answers/berlni" in the knowledge base. Did you mean answers/berlin?',
    );
    expect((await ask("settings set folder answers/berlin/")).said).toContain(
      "it is answers/berlin.",
    );
    expect((await ask(printer)).said).toContain("Open the lower tray.");
  });

  it("loses nothing when its folder is gone from the knowledge base", async () => {
    const { ask } = await openRoom("answers/rome");
    expect((await ask("how do I open the front door")).said).toContain("Ring twice.");
  });
});
