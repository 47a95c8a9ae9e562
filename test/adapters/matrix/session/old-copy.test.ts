import { createClient } from "matrix-js-sdk";
import { describe, expect, it } from "vitest";
import { createStoreAge } from "../../../../src/adapters/matrix/session/old-copy.ts";
import { createQuietLogger } from "../../../../src/adapters/matrix/sync/quiet-logger.ts";
import { useMatrixOffices } from "../matrix-office.ts";

const openOffice = useMatrixOffices();
const logger = createQuietLogger(() => {});

async function world() {
  const { server, ama } = await openOffice();
  const stranger = createClient({ baseUrl: server.url, logger });
  const identifier = { type: "m.id.user", user: ama } as const;
  const { access_token: accessToken } = await stranger.loginRequest({
    ...{ type: "m.login.password", identifier, password: "open sesame" },
  });
  const client = createClient({ baseUrl: server.url, accessToken, userId: ama, logger });
  return {
    server,
    /** The file of a device at a start, so many commits old. */
    start(commits: number, device = "AMAONE") {
      const file = { commits };
      const session = { homeserver: server.url, user: ama, device, accessToken };
      const age = createStoreAge(client, session, { commits: () => file.commits }, async () => {});
      return { file, ...age };
    },
  };
}

describe("a file of keys", () => {
  it("is taken at its first start, and wherever it is as far as was told, or further", async () => {
    const { start } = await world();
    const first = start(3);
    await first.refuseOldCopy();
    await first.tell();
    await start(3).refuseOldCopy();
    await start(4).refuseOldCopy();
  });

  it("is refused one commit behind what was told", async () => {
    const { start } = await world();
    const first = start(3);
    await first.refuseOldCopy();
    await first.tell();
    await expect(start(2).refuseOldCopy()).rejects.toThrow(
      /^The file of keys is an old copy, 1 commits behind what device "AMAONE" has done/,
    );
  });

  it("is taken after a kill at any point between its commits and what it told of them", async () => {
    const { start } = await world();
    const one = start(0);
    await one.refuseOldCopy();
    for (let commits = 1; commits <= 5; commits += 1) {
      one.file.commits = commits;
      await start(commits).refuseOldCopy();
      await one.tell();
      await start(commits).refuseOldCopy();
    }
  });

  it("stays refused after another device has taken its place", async () => {
    const { start } = await world();
    const old = start(9);
    await old.refuseOldCopy();
    await old.tell();
    const next = start(1, "AMATWO");
    await next.refuseOldCopy();
    await next.tell();
    await expect(start(8).refuseOldCopy()).rejects.toThrow("old copy");
    await start(1, "AMATWO").refuseOldCopy();
  });

  it("tells nothing that is told already", async () => {
    const { start, server } = await world();
    const one = start(3);
    await one.refuseOldCopy();
    for (const commits of [3, 3, 4, 4]) {
      one.file.commits = commits;
      await one.tell();
    }
    expect(server.calls("put account_data")).toHaveLength(2);
  });
});
