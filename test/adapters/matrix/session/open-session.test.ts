import { describe, expect, it } from "vitest";
import { matrixFault } from "../../../../src/adapters/matrix/session/matrix-fault.ts";
import { openSession } from "../../../../src/adapters/matrix/session/open-session.ts";
import type { MatrixSession } from "../../../../src/adapters/matrix/store/session-row.ts";
import { createQuietLogger } from "../../../../src/adapters/matrix/sync/quiet-logger.ts";
import { useMatrixOffices } from "../matrix-office.ts";

const openOffice = useMatrixOffices();

async function world() {
  const office = await openOffice();
  const { server } = office;
  let row: MatrixSession | undefined;
  const lines: string[] = [];
  const waitedMs: number[] = [];
  const store = {
    session: () => row,
    saveSession(session: MatrixSession) {
      row = session;
    },
  };
  const open = (more: Partial<Parameters<typeof openSession>[0]> = {}) =>
    openSession({
      ...{ homeserver: server.url, user: "ama", password: "open sesame", deviceName: "AMA" },
      ...{ store, fetch: globalThis.fetch },
      logger: createQuietLogger((line) => lines.push(line)),
      pause: async (ms) => void waitedMs.push(ms),
      ...more,
    });
  const reasonOf = async (opening: Promise<unknown>) =>
    matrixFault(await opening.catch((error: unknown) => error))?.reason;
  return { ...office, store, lines, waitedMs, open, reasonOf };
}

describe("the bot's session", () => {
  it("is made by the password once, and kept", async () => {
    const { open, store, server, ama, lines } = await world();
    const session = await open();
    expect(session).toEqual({
      homeserver: server.url,
      user: ama,
      device: expect.stringMatching(/^AMA[A-Z]{9}$/),
      accessToken: expect.stringMatching(/^syt_/),
    });
    expect(store.session()).toEqual(session);
    expect(await open({ password: undefined })).toEqual(session);
    expect(await open({ user: ama })).toEqual(session);
    expect(server.calls("login")).toHaveLength(1);
    expect(lines).toEqual([]);
  });

  it("has the same device after an answer that was lost", async () => {
    const { open, store, server, reasonOf } = await world();
    server.failNext("login", { kind: "broken", when: "after" });
    expect(await reasonOf(open())).toContain("cannot be reached");
    const device = store.session()?.device;
    expect((await open()).device).toBe(device);
  });

  it("waits where the homeserver limits log-ins", async () => {
    const { open, server, waitedMs } = await world();
    server.failNext("login", { kind: "rate-limited", retryAfterMs: 4_000 });
    expect((await open()).accessToken).toMatch(/^syt_/);
    expect(waitedMs).toEqual([4_000]);
  });

  it("logs the same device in again where the homeserver asks for that", async () => {
    const { open, server } = await world();
    const { device, accessToken } = await open();
    const softly: typeof globalThis.fetch = async (input, init) =>
      String(input).endsWith("/account/whoami")
        ? Response.json(
            { errcode: "M_UNKNOWN_TOKEN", error: "", soft_logout: true },
            { status: 401 },
          )
        : await fetch(input, init);
    const again = await open({ fetch: softly });
    expect(again.device).toBe(device);
    expect(again.accessToken).not.toBe(accessToken);
    expect(server.calls("login")).toHaveLength(2);
  });

  it("moves with its homeserver", async () => {
    const { open, server, store } = await world();
    const { accessToken } = await open();
    const moved = server.url.replace("127.0.0.1", "localhost");
    expect(await open({ homeserver: moved })).toMatchObject({ homeserver: moved, accessToken });
    expect(store.session()?.homeserver).toBe(moved);
  });

  it("is that of a token, where one is given, and no other account's", async () => {
    const { open, server, ama, reasonOf } = await world();
    const { device, accessToken } = await open();
    const fresh = { session: () => undefined, saveSession() {} };
    expect(await open({ store: fresh, accessToken })).toEqual({
      ...{ homeserver: server.url, user: ama },
      ...{ device, accessToken },
    });
    const eves = open({ store: fresh, accessToken, user: "@eve:mini.test" });
    expect(await reasonOf(eves)).toBe(
      'MATRIX_ACCESS_TOKEN is not that of a device of "@eve:mini.test": copy it from there, or remove it and set MATRIX_PASSWORD.',
    );
    expect(server.calls("login")).toHaveLength(1);
  });

  it("says what to set when there is none, and what it has not", async () => {
    const { open, reasonOf, server, ama } = await world();
    expect(await reasonOf(open({ password: undefined }))).toBe(
      `The bot is not logged in as "ama" at ${server.url}: set MATRIX_PASSWORD, and run "ama matrix setup" once.`,
    );
    const wrong = "swordfish";
    const refusal = await reasonOf(open({ password: wrong }));
    expect(refusal).toBe(
      'The homeserver refuses the password of "ama": set MATRIX_USER and MATRIX_PASSWORD anew.',
    );
    await open();
    expect(await reasonOf(open({ user: "@eve:mini.test" }))).toBe(
      `The file of keys belongs to "${ama}", and MATRIX_USER is "@eve:mini.test": set it to that account, or move the file away.`,
    );
    server.revoke(ama);
    expect(await reasonOf(open())).toMatch(
      /^The homeserver no longer knows the device of the bot: move the file of its keys away/,
    );
  });
});
