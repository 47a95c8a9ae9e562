import { type Later, laterByTimer } from "../../../src/chat/working-sign.ts";
import { type Clock, systemClock } from "../../../src/kernel/clock.ts";
import { createAssertions, type MatrixAssertions } from "./assertions.ts";
import type { CallLog } from "./call-log.ts";
import { callerOf, createClientApi } from "./client-api.ts";
import { createHomeserver, type Homeserver } from "./homeserver.ts";
import { createNetwork, type Network } from "./network.ts";
import { createPeopleWhoMove, type PeopleWhoMove } from "./people-who-move.ts";
import { createPeopleWhoWrite, type PeopleWhoWrite } from "./people-who-write.ts";
import { createPolls, type Polls } from "./polls.ts";
import { type Opened, type SeenMessage, seenMessages } from "./seen-messages.ts";

export type MiniHomeserverOptions = {
  /** Time stamps go by it. */
  readonly clock?: Clock;
  /** Ends a sync in which nothing happens. */
  readonly later?: Later;
  /** What stands behind the colon of its users. */
  readonly name?: string;
};

/** A homeserver on this machine with the people on it, and a network that can fail. */
export type MiniHomeserver = Pick<Homeserver, "name" | "model" | "addUser"> &
  PeopleWhoWrite &
  PeopleWhoMove &
  Omit<Network, "log"> &
  Pick<CallLog, "calls"> &
  Pick<Polls, "caughtUp"> &
  MatrixAssertions & {
    /** Makes every token of a user worth nothing. @returns what makes them good again */
    revoke(user: string): () => void;
    /** What somebody sees in a room's main line, or in one of its threads. @param opened what their clients have keys for */
    seen(user: string, room: string, thread?: string, opened?: Opened): readonly SeenMessage[];
  };

/** Creates a homeserver with nobody on it; nothing listens before it is started. */
export function createMiniHomeserver(options: MiniHomeserverOptions = {}): MiniHomeserver {
  const { clock = systemClock, later = laterByTimer, name = "mini.test" } = options;
  const homeserver = createHomeserver(clock, name);
  const { model, addUser } = homeserver;
  const polls = createPolls(homeserver.stream, later);
  const network: Network = createNetwork({
    clock,
    userOf: (token) => callerOf(homeserver, token)?.account.id,
    answer: createClientApi({ homeserver, polls, origin: () => network.url }),
  });
  const { log } = network;
  const devicesOf = (user: string) => [...(model.accounts.get(user)?.devices.values() ?? [])];

  return {
    ...createPeopleWhoWrite(homeserver),
    ...createPeopleWhoMove(homeserver),
    ...createAssertions(log, model),
    ...network,
    ...{ name, model, addUser, calls: log.calls, caughtUp: polls.caughtUp },
    get url() {
      return network.url;
    },
    revoke(user) {
      const lost = devicesOf(user).map(({ tokens }) => [tokens, [...tokens]] as const);
      for (const [tokens] of lost) tokens.clear();
      polls.endAll();
      return () => {
        for (const [tokens, were] of lost) for (const token of were) tokens.add(token);
      };
    },
    seen: (user, room, thread, opened) => seenMessages(model, user, room, thread, opened),
  };
}
