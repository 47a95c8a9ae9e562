import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { ChatPlatform } from "../../src/chat/chat-platform.ts";
import { type Conversation, conversationKey } from "../../src/chat/conversation.ts";
import { docText } from "../../src/chat/doc-text.ts";
import { createChatBot } from "../../src/chat-bot.ts";
import { createGapStore } from "../../src/gaps/gap-store.ts";
import { createGapsFeature } from "../../src/gaps/gaps-feature.ts";
import { createLog } from "../../src/kernel/log.ts";
import { indexKnowledge } from "../../src/knowledge/index-knowledge.ts";
import { loadKnowledge } from "../../src/knowledge/load-knowledge.ts";
import { migrateStorage } from "../../src/storage/migrate.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import type { TalkTables } from "../../src/talk/talk-tables.ts";
import { page, writeFiles } from "../support/knowledge-folder.ts";
import { createMemoryPlatform } from "../support/memory-platform.ts";
import { createStoppedClock } from "../support/stopped-clock.ts";
import { memoryMb, quantile, type Report } from "./report.ts";

const rooms = 50;
const threadsOfARoom = 4;
const rounds = 25;
/** Questions that wait at a time in a thread. */
const atATime = 2;
const perRound = rooms * threadsOfARoom * atATime;
const pages = 100;

/** What a thread was asked and not told yet, oldest first. */
type Waiting = { readonly expects: string; readonly askedMs: number };

/**
 * Has the whole bot, on a database file, answer ten thousand questions that come in bursts from all threads at once. The
 * clock goes on by five minutes between bursts, so that nobody is told to ask more slowly.
 */
export async function measureChat(report: Report): Promise<void> {
  // In memory where there is such a folder: the bot is measured, and not how soon a disk says that it has written.
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "ama-chat-"));
  try {
    await measureIn(folder, report);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureIn(folder: string, report: Report): Promise<void> {
  const knowledge = join(folder, "knowledge");
  writeFiles(knowledge, lampPages());
  const base = indexKnowledge(await loadKnowledge(knowledge));
  const storage = await openStorage<TalkTables>(join(folder, "ama.sqlite"));
  await migrateStorage(storage);
  const clock = createStoppedClock("2026-11-25T09:00:00Z");
  const memory = createMemoryPlatform({ clock });
  const waiting = new Map<string, Waiting[]>();
  const took: number[] = [];
  let misplaced = 0;
  let faults = 0;
  let out = 0;
  let allOut = () => {};

  /** Keeps nothing of what was said: what is measured is the bot. */
  const platform: ChatPlatform = {
    ...memory.platform,
    async send(reply, nonce) {
      await setImmediate(); // as a network would: else nothing is ever collected
      const outcome = await memory.platform.send(reply, nonce);
      if (!("sent" in outcome)) return outcome;
      await memory.platform.remove(outcome.sent);
      const next = waiting.get(conversationKey(reply.to))?.shift();
      if (!next || !docText(reply.doc).includes(next.expects)) misplaced += 1;
      if (next) took.push(performance.now() - next.askedMs);
      out += 1;
      if (out % perRound === 0) allOut();
      return outcome;
    },
  };
  const log = createLog("silent");
  const secret = await createGapStore(storage.db).installationKey("ab".repeat(32));
  const core = createChatBot({
    knowledge: () => base,
    db: storage.db,
    gaps: createGapsFeature({ store: createGapStore(storage.db), secret, timeZone: "UTC", log }),
    platforms: [platform],
    clock,
    timeZone: "UTC",
    report: {
      fault: () => (faults += 1),
      itemFailed: () => (faults += 1),
      replyFailed: () => (faults += 1),
      replyCancelled: () => (faults += 1),
      replyPlain: () => (faults += 1),
    },
    randomHex: (bytes) => randomBytes(bytes).toString("hex"),
  });
  const threads = Array.from({ length: rooms * threadsOfARoom }, (_, number) => {
    const room = memory.room(`room-${Math.floor(number / threadsOfARoom)}`, [`user-${number}`]);
    return { ...room, thread: `thread-${number}` };
  });

  async function ask(where: Conversation, number: number, round: number, nth: number) {
    const { text, expects } = questionOf(number, round * atATime + nth);
    const key = conversationKey(where);
    waiting.set(key, [...(waiting.get(key) ?? []), { expects, askedMs: performance.now() }]);
    const { message } = await memory.say(`user-${number}`, where, `@ama ${text}`);
    await platform.remove(message);
  }

  await platform.start(core.intake);
  await core.start();
  const begun = performance.now();
  let early = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { promise, resolve } = Promise.withResolvers<void>();
    allOut = resolve;
    for (let nth = 0; nth < atATime; nth += 1) {
      await Promise.all(threads.map((where, number) => ask(where, number, round, nth)));
    }
    await promise;
    clock.advance("PT5M");
    if (round + 1 === rounds / 5) early = memoryMb().rss;
  }
  const seconds = (performance.now() - begun) / 1_000;
  const late = memoryMb().rss;
  await core.stop();
  await platform.stop(Temporal.Duration.from("PT1S"));
  await storage.close();

  const name = `chat: ${(rounds * perRound).toLocaleString("en")} messages in ${rooms} rooms`;
  report.row(`${name}, out of order`, misplaced, 0, "");
  report.row(`${name}, faults`, faults, 0, "");
  report.rate(`${name}, throughput`, out / seconds, 40, "/s");
  report.row(`${name}, taken in to sent, p99`, quantile(took, 0.99), 20_000, "ms");
  report.row(`${name}, RSS from 2,000 on`, late - early, 100, "MB");
}

/** Each of its own word, so that there is one answer to a question. */
function lampPages(): Record<string, string> {
  const answers = Array.from({ length: pages }, (_, lamp): [string, string] => [
    `answers/lamp-${lamp}.md`,
    page(
      [
        `title: Reset the ${wordOf(lamp)} lamp`,
        "owner: team-light",
        `questions: [how do I reset the ${wordOf(lamp)} lamp]`,
      ],
      `Press the ${wordOf(lamp)} button until it blinks.`,
    ),
  ]);
  return {
    ...Object.fromEntries(answers),
    "people.yaml": "teams: [{id: team-light, name: Light}]\npeople: []\n",
    "services.yaml": "services: []\n",
  };
}

/** The question of a thread in its turn, and what must be in the reply. Of ten one has no answer. */
function questionOf(thread: number, turn: number): { text: string; expects: string } {
  const word = wordOf((thread * 7 + turn) % pages);
  if ((thread + turn) % 10 === 0) {
    const unknown = `${word}qux`;
    return { text: `who feeds the ${unknown}`, expects: unknown };
  }
  return { text: `how do I reset the ${word} lamp`, expects: `Press the ${word} button` };
}

function wordOf(number: number): string {
  const syllables = ["ba", "ke", "li", "mo", "nu", "pra", "sto", "tri", "vel", "zon"];
  return `${syllables[Math.floor(number / 10)]}${syllables[number % 10]}dorf`;
}
