import { useEmptyFolders } from "../../support/empty-folder.ts";
import { createMiniHomeserver } from "../../support/mini-homeserver/mini-homeserver.ts";
import { createStoppedClock } from "../../support/stopped-clock.ts";
import { useStops } from "../../support/use-stops.ts";
import { createStoppedTimers } from "../slack/in/stopped-timers.ts";
import { botLine } from "./bot-line.ts";

/** Homeservers on which a bot and Ada have a room; clock and timers stand, and all is stopped after each test. */
export function useMatrixOffices() {
  const emptyFolder = useEmptyFolders();
  const atEnd = useStops();

  return async () => {
    const timers = createStoppedTimers();
    const clock = createStoppedClock("2026-03-02T09:00:00Z");
    const server = createMiniHomeserver({ clock, later: timers.later });
    const { id: ada } = server.addUser("ada");
    const { id: ama } = server.addUser("ama", { password: "open sesame" });
    const { id: room } = server.openRoom("ops", [ada, ama]);
    await server.start();
    atEnd(() => server.stop());
    const folder = emptyFolder();
    const given = {
      ...{ folder, clock },
      homeserver: server.url,
      user: ama,
      password: "open sesame",
      later: timers.later,
    };
    return {
      ...{ server, clock, timers, ada, ama, room, given, emptyFolder },
      /** A line of the bot, not started. */
      line(more: Partial<Parameters<typeof botLine>[0]> = {}) {
        const line = botLine({ ...given, ...more });
        atEnd(() => line.stop(1_000));
        return line;
      },
      /** Lets time pass for clock and timers. */
      pass(duration: Temporal.DurationLike) {
        clock.advance(duration);
        timers.pass(Temporal.Duration.from(duration).total("milliseconds"));
      },
    };
  };
}
