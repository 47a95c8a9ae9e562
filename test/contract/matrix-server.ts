import type { Later } from "../../src/chat/working-sign.ts";
import {
  createMiniHomeserver,
  type MiniHomeserver,
} from "../support/mini-homeserver/mini-homeserver.ts";
import type { StoppedClock } from "../support/stopped-clock.ts";

/** How the contract's people use a call of the in-process homeserver: of another one it may take its time. */
type InTime<Act> = Act extends (...given: infer Given) => infer Done
  ? (...given: Given) => Done | Promise<Done>
  : never;

/** A started homeserver with a network that can fail; what everybody does there is known as it stands. */
export type MatrixServer = Pick<
  MiniHomeserver,
  | ("name" | "url" | "model" | "seen" | "calls" | "caughtUp" | "keyConflicts" | "faultsAtEnd")
  | ("failNext" | "failAlways" | "holdNext" | "cutOff" | "restore" | "stop")
> & {
  readonly [Act in "invite" | "join" | "leave" | "kick"]: InTime<MiniHomeserver[Act]>;
} & {
  addUser(name: string): Id | Promise<Id>;
  /** Has somebody ask to be invited nowhere. */
  seclude(user: string): Promise<void>;
  openRoom(...given: Parameters<MiniHomeserver["openRoom"]>): Id | Promise<Id>;
  openDirectRoom(...given: Parameters<MiniHomeserver["openDirectRoom"]>): Id | Promise<Id>;
  react(...given: Parameters<MiniHomeserver["react"]>): Id | Promise<Id>;
  upgrade(...given: Parameters<MiniHomeserver["upgrade"]>): Id | Promise<Id>;
  redact(...given: Parameters<MiniHomeserver["redact"]>): Id | Promise<Id>;
  /** Makes every token of a user worth nothing. @returns what makes them good again, where anything does */
  revoke(user: string): Promise<(() => void) | undefined>;
};

type Id = { readonly id: string };

export type OpenMatrixServer = (given: {
  readonly clock: StoppedClock;
  /** Ends a sync in which nothing happens. */
  readonly later: Later;
}) => Promise<MatrixServer>;

let opened = 0;

/** Starts one in this process. */
export const openMiniServer: OpenMatrixServer = async (given) => {
  opened += 1;
  const server = createMiniHomeserver({ ...given, name: `town-${opened}` });
  await server.start();
  return {
    ...server,
    url: server.url,
    async seclude(user) {
      const value = { default_action: "block" };
      server.model.accounts
        .get(user)
        ?.data.set("m.invite_permission_config", { value, position: 0 });
    },
    revoke: async (user) => server.revoke(user),
  };
};
