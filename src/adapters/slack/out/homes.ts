import type { WebClient } from "@slack/web-api";
import type { Home } from "../../../chat/home.ts";
import { createRecentMap } from "../../../kernel/recent-map.ts";
import { writeViewMetadata } from "../in/view-metadata.ts";
import { homeView } from "../render/home-view.ts";
import type { DirectRooms } from "./direct-rooms.ts";
import { refusalCode } from "./failure.ts";

/** So many homes are remembered by what Slack called their last version. */
const most = 2_000;

/**
 * Creates what shows people their homes. Two versions of one may be drawn at once: the one that was drawn from what was
 * so before does not take the place of the newer one.
 */
export function createHomes(
  client: Pick<WebClient, "views">,
  directRooms: DirectRooms,
): (home: Home) => Promise<void> {
  const versions = createRecentMap<string>(most);

  function keep(user: string, version: string | undefined): void {
    if (version === undefined) versions.delete(user);
    else versions.set(user, version);
  }
  /** @returns whether another version was there by then */
  async function draw(home: Home, metadata: string): Promise<{ readonly isLate: boolean }> {
    const { user, workspace } = home.for;
    const hash = versions.get(user);
    const view = homeView(await home.sections(), workspace, metadata);
    try {
      const shown = { user_id: user, view, ...(hash === undefined ? {} : { hash }) };
      const published = await client.views.publish(shown);
      keep(user, published.view?.hash);
      return { isLate: false };
    } catch (error) {
      if (refusalCode(error) !== "hash_conflict") throw error;
      // What we take for the last version is not: whatever stands there gives way.
      if (versions.get(user) === hash) versions.delete(user);
      return { isLate: true };
    }
  }

  /** What is pressed in it is answered where its reader talks to us; while nobody can tell that room, by its reader. */
  return async (home) => {
    const { user } = home.for;
    const room = await directRooms(user).catch(() => user);
    const metadata = writeViewMetadata({ instance: "home", from: { room } });
    const { isLate } = await draw(home, metadata);
    if (isLate) await draw(home, metadata);
  };
}
