import type { AskingMessage } from "../answers/miss.ts";
import type { Viewer } from "../knowledge/audience.ts";
import { strangerAtConsole } from "./console-speaker.ts";
import type { World } from "./world.ts";

/**
 * A message typed at a console. Whoever is nobody in people.yaml is always the same unknown person, so that asking twice
 * makes no two of them; and each message is one of its own, since a console does not number them.
 */
export function consoleMessage(viewer: Viewer, at: Temporal.Instant, world: World): AskingMessage {
  const user = viewer.kind === "member" ? viewer.person.id : strangerAtConsole;
  return {
    asker: { platform: "console", user },
    at,
    messageKey: `console:${world.randomHex(16)}`,
  };
}
