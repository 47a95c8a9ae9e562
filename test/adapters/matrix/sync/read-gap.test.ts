import { createClient, type MatrixClient, Method } from "matrix-js-sdk";
import { describe, expect, it } from "vitest";
import { createQuietLogger } from "../../../../src/adapters/matrix/sync/quiet-logger.ts";
import { readGap } from "../../../../src/adapters/matrix/sync/read-gap.ts";
import { useMatrixOffices } from "../matrix-office.ts";

const openOffice = useMatrixOffices();

async function world() {
  const office = await openOffice();
  const { server, ada, ama, room } = office;
  const logger = createQuietLogger(() => {});
  const identifier = { type: "m.id.user", user: ama } as const;
  const login = { type: "m.login.password", identifier, password: "open sesame" } as const;
  const stranger = createClient({ baseUrl: server.url, logger });
  const { access_token: accessToken } = await stranger.loginRequest(login);
  const client = createClient({ baseUrl: server.url, accessToken, userId: ama, logger });
  const say = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => server.say(ada, room, `${from + at}`));
  const read = async (until: string | undefined, oldest: Temporal.Instant, of = client) => {
    const from = await newest(client, room);
    const found = await readGap(of, { room, from, until }, oldest, async () => {});
    return found.map(({ type, content }) => (type === "m.room.message" ? content.body : type));
  };
  return { ...office, say, read, long: office.clock.now().subtract({ hours: 2 }) };
}

/** The position behind the newest event. */
async function newest(client: MatrixClient, room: string): Promise<string> {
  const path = "/sync";
  const told = await client.http.authedRequest<{
    rooms: { join: Record<string, { timeline: { prev_batch: string } }> };
    next_batch: string;
  }>(Method.Get, path);
  return told.rooms.join[room] ? told.next_batch : "";
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => `${from + at}`);

describe("what is missing of a room", () => {
  it("is read over several pages, back to what we have, oldest first", async () => {
    const { say, read, long } = await world();
    const [had] = say(0, 250).slice(9, 10);
    expect(await read(had?.id, long)).toEqual(numbers(10, 250));
  });

  it("ends where we came in, when we have nothing of it", async () => {
    const { server, ama, ada, room, say, read, long } = await world();
    server.leave(ama, room);
    say(0, 5);
    server.invite(ada, room, ama);
    server.join(ama, room);
    server.rename(ama, "Ama");
    say(5, 8);
    expect(await read(undefined, long)).toEqual([
      "m.room.member",
      "m.room.member",
      ...numbers(5, 8),
    ]);
  });

  it("ends where all is too old, and not where one says that it is", async () => {
    const { say, read, clock } = await world();
    say(0, 250);
    clock.advance({ hours: 3 });
    const late = clock.now();
    say(250, 300);
    const found = await read(undefined, late.subtract({ hours: 1 }));
    expect(found).toEqual(numbers(100, 300));
  });
});
