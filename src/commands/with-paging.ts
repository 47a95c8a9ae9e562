import { join } from "node:path";
import { createOutboxStore } from "../chat/outbox-store.ts";
import { createRoomSettingStore } from "../chat/room-setting-store.ts";
import { parseConfig } from "../config.ts";
import type { Person } from "../knowledge/person.ts";
import { printProblem } from "../knowledge/problem.ts";
import { loadOncall } from "../oncall/load-oncall.ts";
import { createOverlayStore } from "../oncall/overlay-store.ts";
import type { PageWords } from "../oncall/page/page-words.ts";
import { knownWays, type Via } from "../oncall/page/personal-rules.ts";
import { createMuteStore } from "../oncall/paging/mute-store.ts";
import { createNotificationStore } from "../oncall/paging/notification-store.ts";
import { createPageStore } from "../oncall/paging/page-store.ts";
import { pageWordsFor } from "../oncall/paging/page-words-for.ts";
import type { Paging } from "../oncall/paging/paging.ts";
import { createPaging } from "../oncall/paging/paging-feature.ts";
import type { PagingGiven } from "../oncall/paging/paging-given.ts";
import { spokenInstant } from "../oncall/print-time.ts";
import { type Roster, rosterOf } from "../oncall/roster.ts";
import type { Storage } from "../storage/open-storage.ts";
import type { TalkTables } from "../talk/talk-tables.ts";
import { itemOfId } from "./known-id.ts";
import { withDatabase } from "./with-database.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/** Paging for a command, beside whoever serves the database and sends what is written there. */
export type OpenPaging = {
  readonly paging: Paging;
  /** What it is made of. */
  readonly parts: PagingGiven;
  readonly storage: Storage<TalkTables>;
  readonly roster: Roster;
  /** Their times are of the company's zone, which they do not name. */
  readonly words: PageWords;
  readonly timeZone: string;
};

/** Ways to somebody that whoever serves the database may have. */
export const everyWay: readonly Via[] = ["slack", "matrix", "ntfy", "email", "webhook"];

/**
 * Lets a command look at pages and act on them, as `withDatabase` does. What is broken in people.yaml and oncall.yaml is
 * told on stderr.
 *
 * @param ways by which people may be told
 */
export async function withPaging(
  options: { readonly knowledge?: string; readonly db?: string },
  world: World,
  use: (open: OpenPaging) => Promise<ExitCode>,
  ways: readonly Via[] = everyWay,
): Promise<ExitCode> {
  const config = parseConfig(world.env);
  const folder = options.knowledge ?? config.knowledgeFolder;
  const timeZone = config.timeZone ?? world.timeZone;
  return await withDatabase(options, world, "the pages that were asked for", async (storage) => {
    const { oncall, problems } = await loadOncall(folder);
    const ofPeople = problems.filter(({ file }) => file === "people.yaml");
    for (const problem of [...ofPeople, ...oncall.file.problems]) {
      await writeLine(world.stderr, printProblem({ ...problem, file: join(folder, problem.file) }));
    }
    const roster = rosterOf(oncall, await createOverlayStore(storage.db).list());
    const { db } = storage;
    const parts: PagingGiven = {
      db,
      pages: createPageStore(db),
      notifications: createNotificationStore(db),
      mutes: createMuteStore(db),
      settings: createRoomSettingStore(db),
      outbox: createOutboxStore(db),
      roster: () => roster,
      keptSchedules: () => [],
      waysOf: (person) => knownWays(person, ways),
      timeZone,
      randomHex: world.randomHex,
      // A command opens no page that would stand in a room.
      roomOf: () => undefined,
      oncallRoom: undefined,
      otherwise: undefined,
      offerPresses: async () => undefined,
      runbookFor: () => undefined,
    };
    const words: PageWords = {
      ...pageWordsFor(roster, timeZone),
      time: (at) => spokenInstant(at, timeZone),
    };
    return await use({ paging: createPaging(parts), parts, storage, roster, words, timeZone });
  });
}

/**
 * Finds somebody of people.yaml by their id.
 *
 * @param what the option or argument that gave it
 * @throws BotError USAGE_INVALID, which names the nearest
 */
export function personOfId(id: string, { oncall }: Roster, what: string): Person {
  const known = oncall.catalogue.people.map((item) => ({
    id: item.id,
    names: item.name === undefined ? [] : [item.name],
    item,
  }));
  return itemOfId(id, known, what, "the id of somebody in people.yaml");
}
