import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { indexedDB } from "fake-indexeddb";
import { afterEach, describe, expect, it } from "vitest";
import { completionOf, resultOf } from "../../../../src/adapters/matrix/store/indexed-db.ts";
import {
  type CryptoStore,
  openCryptoStore,
} from "../../../../src/adapters/matrix/store/open-crypto-store.ts";
import { useEmptyFolders } from "../../../support/empty-folder.ts";
import { type LoopbackServer, startLoopbackServer } from "../../../support/loopback-server.ts";
import { notesIn, openNotes, writeNote } from "./databases.ts";

const emptyFolder = useEmptyFolders();
const newFile = () => join(emptyFolder(), "keys.db");

const stores: CryptoStore[] = [];
const servers: LoopbackServer[] = [];

/** Keeps what begins with "kept:"; what a test leaves open is abandoned after it. */
async function open(file: string, prefix = "kept:"): Promise<CryptoStore> {
  const store = await openCryptoStore(file, { keeps: (name) => name.startsWith(prefix) });
  stores.push(store);
  return store;
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.abandon();
  for (const server of servers.splice(0)) await server.close();
});

/** @returns the file as a kill at this instant would leave it; this process would drop its locks if it read it itself */
function killedCopy(file: string): string {
  const folder = emptyFolder();
  execFileSync("cp", ["-r", `${dirname(file)}/.`, folder]);
  return join(folder, basename(file));
}

/** Opens a copy of the file of a store that is closed by then. */
async function notesOf(copy: string): Promise<unknown> {
  const store = await open(copy);
  const notes = await notesIn("kept:notes");
  await store.close();
  return notes;
}

/** Starts a homeserver that keeps a copy of the file as it is whenever a call comes in. */
async function homeserver(file: string) {
  const copies: string[] = [];
  const server = await startLoopbackServer(() => {
    copies.push(killedCopy(file));
    return { status: 200 };
  });
  servers.push(server);
  return { url: `http://127.0.0.1:${server.port}`, copies };
}

/** Makes each statement fail that matches, as a full disk would. */
function failOn(file: string, statement: string): void {
  const engine = new Database(file);
  engine.exec(
    `create trigger full before ${statement} begin select raise(abort, 'disk is full'); end`,
  );
  engine.close();
}

function mend(file: string): void {
  const engine = new Database(file);
  engine.exec("drop trigger full");
  engine.close();
}

describe("what is written", () => {
  it("is on disk before the next call goes out", async () => {
    const file = newFile();
    const store = await open(file);
    const { url, copies } = await homeserver(file);
    const notes = await openNotes("kept:notes");
    await writeNote(notes, "a", "first");
    await store.fetch(url);
    await writeNote(notes, "a", "second");
    await store.fetch(url, { method: "POST" });
    await writeNote(notes, "a", "third");
    await store.abandon();
    expect([await notesOf(copies[0] ?? ""), await notesOf(copies[1] ?? "")]).toEqual([
      { a: "first" },
      { a: "second" },
    ]);
  });

  it("reaches the disk in one piece while it is held, and calls wait for that", async () => {
    const file = newFile();
    const store = await open(file);
    const { url, copies } = await homeserver(file);
    const notes = await openNotes("kept:notes");
    const release = store.hold();
    await writeNote(notes, "session", "new");
    const call = store.fetch(url);
    await writeNote(notes, "key", "that came with it");
    expect(copies).toEqual([]);
    release();
    await call;
    await store.abandon();
    expect(await notesOf(copies[0] ?? "")).toEqual({ session: "new", key: "that came with it" });
  });

  it("is lost as a whole by a kill between two transactions of a held group", async () => {
    const file = newFile();
    const store = await open(file);
    const notes = await openNotes("kept:notes");
    await writeNote(notes, "session", "old");
    store.flush();
    store.hold();
    await writeNote(notes, "session", "new");
    store.flush();
    const copy = killedCopy(file);
    await writeNote(notes, "key", "that came with it");
    await store.abandon();
    expect(await notesOf(copy)).toEqual({ session: "old" });
  });

  it("is held until the last hold is released, however often one is", async () => {
    const store = await open(newFile());
    const notes = await openNotes("kept:notes");
    store.flush();
    const first = store.hold();
    const second = store.hold();
    await writeNote(notes, "a", "text");
    const before = store.commits();
    first();
    first();
    store.flush();
    expect(store.commits()).toBe(before);
    second();
    store.flush();
    expect(store.commits()).toBe(before + 1);
  });

  it("is committed by closing, which waits while it is held", async () => {
    const file = newFile();
    const store = await open(file);
    const notes = await openNotes("kept:notes");
    const release = store.hold();
    const closed = store.close();
    await writeNote(notes, "a", "text");
    release();
    await closed;
    expect(readdirSync(dirname(file))).toEqual(["keys.db"]);
    expect(await notesOf(file)).toEqual({ a: "text" });
  });

  it("includes by closing what somebody is still writing", async () => {
    const file = newFile();
    const store = await open(file);
    const notes = await openNotes("kept:notes");
    const written = writeNote(notes, "a", "text");
    await store.close();
    await written;
    expect(await notesOf(file)).toEqual({ a: "text" });
  });

  it("is counted by commits over the life of the file, of which an old copy has fewer", async () => {
    const file = newFile();
    const store = await open(file);
    expect(store.commits()).toBe(0);
    const notes = await openNotes("kept:notes");
    store.flush();
    store.flush(); // nothing new
    expect(store.commits()).toBe(1);
    const copy = killedCopy(file);
    await writeNote(notes, "a", "text");
    await store.close();
    const again = await open(file);
    expect(again.commits()).toBe(2);
    await again.close();
    expect((await open(copy)).commits()).toBe(1);
  });

  it("is never given a key again that a record had which is gone", async () => {
    const file = newFile();
    const store = await open(file);
    const request = indexedDB.open("kept:numbered", 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore("line", { autoIncrement: true });
    const lines = await resultOf<typeof indexedDB>(request);
    const transaction = lines.transaction("line", "readwrite");
    for (const line of ["one", "two", "three"]) transaction.objectStore("line").add(line);
    transaction.objectStore("line").delete(3);
    await completionOf(transaction);
    await store.close();
    await open(file);
    const again = await resultOf<typeof indexedDB>(indexedDB.open("kept:numbered"));
    const added = again.transaction("line", "readwrite").objectStore("line").add("four");
    expect(await resultOf(added)).toBe(4);
  });
});

describe("names of databases", () => {
  it("tell what belongs to the file: others stay in memory, and are not in it", async () => {
    const file = newFile();
    const store = await open(file);
    await writeNote(await openNotes("foreign:notes"), "a", "text");
    await writeNote(await openNotes("kept:notes"), "a", "text");
    await store.close();
    const engine = new Database(file);
    expect(engine.prepare("select name from database").all()).toEqual([{ name: "kept:notes" }]);
    engine.close();
    expect([await notesIn("foreign:notes"), await notesIn("kept:notes")]).toEqual([
      { a: "text" },
      undefined,
    ]);
  });

  it("let several files be open at once", async () => {
    const [one, other] = [newFile(), newFile()];
    const [first, second] = [await open(one, "one:"), await open(other, "other:")];
    await writeNote(await openNotes("one:notes"), "a", "of one");
    await writeNote(await openNotes("other:notes"), "a", "of the other");
    await first.close();
    await second.close();
    await open(one, "one:");
    await open(other, "other:");
    expect([await notesIn("one:notes"), await notesIn("other:notes")]).toEqual([
      { a: "of one" },
      { a: "of the other" },
    ]);
  });

  it("may not belong to two files", async () => {
    await open(newFile());
    await openNotes("kept:notes");
    await expect(open(newFile())).rejects.toThrow("kept:notes is kept in two files");
  });

  it("are cleared of what stood in memory before the file was opened", async () => {
    await (await open(newFile())).close();
    await writeNote(await openNotes("kept:notes"), "a", "of a client that was given up");
    await open(newFile());
    expect(await notesIn("kept:notes")).toBeUndefined();
  });
});

describe("an abandoned store", () => {
  it("leaves what was committed, and the same file can be opened again at once", async () => {
    const file = newFile();
    const store = await open(file);
    const notes = await openNotes("kept:notes");
    await writeNote(notes, "a", "committed");
    store.flush();
    await writeNote(notes, "a", "in memory only");
    await store.abandon();
    await open(file);
    expect(await notesIn("kept:notes")).toEqual({ a: "committed" });
  });

  it("lets nobody go on with what was in memory, neither by a handle nor by a write under way", async () => {
    const file = newFile();
    const store = await open(file);
    const notes = await openNotes("kept:notes");
    store.flush();
    const writing = writeNote(notes, "a", "late");
    await store.abandon();
    const again = await open(file);
    await writing;
    expect(() => notes.transaction("note", "readwrite")).toThrow(
      expect.objectContaining({ name: "InvalidStateError" }),
    );
    expect(await notesIn("kept:notes")).toEqual({});
    expect(again.commits()).toBe(1);
  });

  it("leaves alone what was opened since, however often it is given up", async () => {
    const file = newFile();
    const store = await open(file);
    await store.abandon();
    const again = await open(file);
    await writeNote(await openNotes("kept:notes"), "a", "text");
    await store.abandon();
    await store.close();
    await again.close();
    expect(await notesOf(file)).toEqual({ a: "text" });
  });

  it("makes no calls any more, those that waited included", async () => {
    const file = newFile();
    const store = await open(file);
    const { url, copies } = await homeserver(file);
    store.hold();
    const waiting = store.fetch(url);
    await store.abandon();
    await expect(waiting).rejects.toThrow(`${file} is closed`);
    await expect(store.fetch(url)).rejects.toThrow(`${file} is closed`);
    expect(copies).toEqual([]);
  });
});

describe("a disk that fails", () => {
  const unwritable = (file: string) => ({
    code: "STORE_UNWRITABLE",
    message: expect.stringMatching(
      new RegExp(`^${file} cannot be written \\("disk is full"\\): .*Make room`),
    ),
  });

  it.each([
    ["at a write", "insert on record when new.key = '\"b\"'"],
    ["at a commit", "update on life"],
  ])("%s stops everything with the reason, and the group is not in the file", async (_, fault) => {
    const file = newFile();
    const first = await open(file);
    await writeNote(await openNotes("kept:notes"), "a", "committed");
    await first.close();
    failOn(file, fault);

    const store = await open(file);
    const { url, copies } = await homeserver(file);
    const notes = await openNotes("kept:notes");
    const broken = once(store.broken, "abort");
    const release = store.hold();
    const waiting = expect(store.fetch(url)).rejects.toMatchObject(unwritable(file));
    await writeNote(notes, "a", "not to be committed");
    await writeNote(notes, "b", "too much");
    await writeNote(notes, "c", "after the fault");
    release();
    await Promise.all([waiting, broken]);
    expect(store.broken.reason).toMatchObject(unwritable(file));
    await writeNote(notes, "a", "nor this");
    await expect(store.fetch(url)).rejects.toBe(store.broken.reason);
    expect(() => store.flush()).toThrow(store.broken.reason);
    expect(copies).toEqual([]);
    await expect(store.close()).rejects.toBe(store.broken.reason);

    mend(file);
    expect(await notesOf(file)).toEqual({ a: "committed" });
  });

  it("lets a call that waits know at once, however long it is held", async () => {
    const file = newFile();
    await (await open(file)).close();
    failOn(file, "insert on database");
    const store = await open(file);
    store.hold();
    const waiting = expect(store.fetch("http://127.0.0.1:9")).rejects.toMatchObject(
      unwritable(file),
    );
    await openNotes("kept:notes");
    await waiting;
  });

  it("may take a while: a store that was abandoned over it goes on once there is room", async () => {
    const file = newFile();
    await (await open(file)).close();
    failOn(file, "insert on record");
    const store = await open(file);
    await writeNote(await openNotes("kept:notes"), "a", "too much");
    await store.abandon();
    mend(file);
    const again = await open(file);
    await writeNote(await openNotes("kept:notes"), "a", "with room");
    again.flush();
    expect(again.broken.aborted).toBe(false);
    expect(await notesIn("kept:notes")).toEqual({ a: "with room" });
  });
});

describe("a session", () => {
  const session = {
    homeserver: "https://matrix.example",
    user: "@ama:example",
    device: "AMA",
    accessToken: "syt_secret",
  };

  it("is on disk when it is saved, and the last one counts", async () => {
    const file = newFile();
    const store = await open(file);
    expect(store.session()).toBeUndefined();
    store.saveSession(session);
    store.saveSession({ ...session, accessToken: "syt_newer" });
    const copy = killedCopy(file);
    await store.abandon();
    expect((await open(copy)).session()).toEqual({ ...session, accessToken: "syt_newer" });
  });

  it("is not saved while commits are held back, as half of a group would be committed with it", async () => {
    const store = await open(newFile());
    store.hold();
    expect(() => store.saveSession(session)).toThrow("held back");
    expect(store.session()).toBeUndefined();
  });
});

describe("the file", () => {
  const permissionsOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

  it("and its folder are made where they are missing, and only their owner may read any of it", async () => {
    const folder = join(emptyFolder(), "var");
    const file = join(folder, "keys.db");
    const store = await open(file);
    await openNotes("kept:notes");
    store.flush();
    expect([folder, file, `${file}-wal`].map(permissionsOf)).toEqual(["700", "600", "600"]);
  });

  it("is used once: whoever opens it as well is told to stop the other one", async () => {
    const file = newFile();
    const store = await open(file);
    const refused = {
      code: "STORE_LOCKED",
      message: expect.stringMatching(new RegExp(`^${file} is in use: .* Stop the other one`)),
    };
    await expect(open(file)).rejects.toMatchObject(refused);
    expect(codeElsewhere(file)).toBe("STORE_LOCKED");
    await openNotes("kept:notes");
    store.flush();
    await store.close();
    expect(codeElsewhere(file)).toBe("opened");
  });

  it.each([
    ["a text", "STORE_UNREADABLE", (file: string) => writeFile(file, "Dear diary, ".repeat(99))],
    ["the database of something else", "STORE_UNREADABLE", makeForeign],
    [
      "one of a newer version",
      "STORE_NEWER",
      (file: string) => makeNotes(file, "pragma user_version = 2"),
    ],
    ["one with damaged pages", "STORE_UNREADABLE", makeDamaged],
    [
      "one with a damaged record",
      "STORE_UNREADABLE",
      (file: string) => makeNotes(file, "update record set value = x'ff0f22'"),
    ],
  ])("is refused and left as it is when it is %s", async (_, code, make) => {
    const file = newFile();
    await make(file);
    const before = readFileSync(file);
    await expect(open(file)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(
        new RegExp(`^${file} .*Nothing in it was changed\\. (Set|Start|Move) `),
      ),
    });
    expect(readFileSync(file)).toEqual(before);
    expect(await notesIn("kept:notes")).toBeUndefined();
  });

  it("is refused when it is a folder", async () => {
    await expect(open(emptyFolder())).rejects.toMatchObject({ code: "STORE_UNREADABLE" });
  });
});

/** What another process is told when it opens the file. */
function codeElsewhere(file: string): string {
  const url = new URL("../../../../src/adapters/matrix/store/open-crypto-file.ts", import.meta.url);
  const script = `
    const { openCryptoFile } = await import(${JSON.stringify(url)});
    try { openCryptoFile(${JSON.stringify(file)}); console.log("opened"); }
    catch (error) { console.log(error.code); }`;
  return execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  }).trim();
}

async function makeNotes(file: string, change: string): Promise<void> {
  const store = await open(file);
  const notes = await openNotes("kept:notes");
  for (const key of ["a", "b", "c", "d"]) await writeNote(notes, key, key.repeat(5_000));
  await store.close();
  const engine = new Database(file);
  engine.exec(change);
  engine.close();
}

async function makeForeign(file: string): Promise<void> {
  const engine = new Database(file);
  engine.exec("create table diary (text text)");
  engine.close();
}

async function makeDamaged(file: string): Promise<void> {
  await makeNotes(file, "");
  const bytes = readFileSync(file);
  bytes.fill(0xff, 4096, 3 * 4096);
  await writeFile(file, bytes);
}
