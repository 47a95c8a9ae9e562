import type { ServerResponse } from "node:http";

/** People whose calls do not come through. */
export type CutOff = {
  /** Breaks the connections of somebody's calls, and of every new one. */
  begin(user: string): void;
  end(): void;
  /** Takes note of a call. @returns whether it was broken off */
  meets(user: string | undefined, response: ServerResponse): boolean;
};

export function createCutOff(): CutOff {
  const users = new Set<string>();
  const open = new Map<ServerResponse, string>();
  return {
    begin(user) {
      users.add(user);
      for (const [response, by] of open) if (by === user) response.socket?.destroy();
    },
    end: () => users.clear(),
    meets(user, response) {
      if (user === undefined) return false;
      open.set(response, user);
      response.on("close", () => open.delete(response));
      if (users.has(user)) response.socket?.destroy();
      return users.has(user);
    },
  };
}
