import { Attachment, EncryptedAttachment } from "@matrix-org/matrix-sdk-crypto-wasm";
import { MsgType, RelationType } from "matrix-js-sdk";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { breachesOf } from "./event-rules.ts";
import type { Json } from "./matrix-refusal.ts";
import { say, startOffice } from "./office.ts";
import { startSdkClient } from "./sdk-client.ts";

const text = (body: string) => ({ msgtype: MsgType.Text as const, body, "m.mentions": {} });

const inThread = (root: string) => ({
  rel_type: RelationType.Thread as const,
  event_id: root,
  is_falling_back: true,
  "m.in_reply_to": { event_id: root },
});

/** An encrypted room with ada's phone and the bot in it. */
async function startVault() {
  const office = await startOffice();
  const { server, ada, ama } = office;
  const { id: room } = server.openRoom("vault", [ada, ama], { encrypted: true });
  const hers = await startSdkClient(server, ada, "PHONE");
  const its = await startSdkClient(server, ama, "SERVER");
  return {
    ...{ server, ada, ama, room, hers, its },
    async [Symbol.asyncDispose]() {
      for (const { client } of [hers, its]) client.stopClient();
      await server.stop();
    },
  };
}

const sentAs = (wire: string, content: Json) => ({ wireType: wire, content });

describe("two js-sdk clients on the mini homeserver", () => {
  beforeEach(() => {
    // Some of the js-sdk prints past the logger it is given.
    for (const method of ["debug", "log", "info", "warn"] as const) {
      vi.spyOn(console, method).mockImplementation(() => {});
    }
    return () => vi.restoreAllMocks();
  });

  it("read each other's messages, edits and threads in an encrypted room", async () => {
    await using vault = await startVault();
    const { server, room, hers, its } = vault;
    const { event_id: question } = await hers.client.sendMessage(room, text("who is on call?"));
    const asked = await its.read(question);
    expect(asked).toMatchObject(sentAs("m.room.encrypted", { body: "who is on call?" }));

    const { event_id: answer } = await its.client.sendMessage(room, {
      ...text("bob"),
      "m.relates_to": inThread(question),
    });
    expect(await hers.read(answer)).toMatchObject(sentAs("m.room.encrypted", { body: "bob" }));
    const { event_id: edit } = await its.client.sendMessage(room, {
      ...text("* cyd"),
      "m.new_content": text("cyd"),
      "m.relates_to": { rel_type: RelationType.Replace, event_id: answer },
    });
    const read = await hers.read(edit);
    expect(read.content).toMatchObject({ "m.new_content": { body: "cyd" } });
    expect(breachesOf({ type: "m.room.message", isEncrypted: false, ...read })).toEqual([]);
    expect(server.seen(vault.ada, room, question)).toMatchObject([
      { kind: "encrypted", text: "", thread: undefined },
      { kind: "encrypted", text: "", thread: question, edited: true },
    ]);
    expect(server.faultsAtEnd()).toEqual([]);
    expect(server.keyConflicts()).toBe(0);
  });

  it("send each other a picture that the server cannot see", async () => {
    await using vault = await startVault();
    const { server, room, hers, its } = vault;
    const picture = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
    const sealed = Attachment.encrypt(picture);
    const bytes = Uint8Array.from(sealed.encryptedData);
    const { content_uri: url } = await its.client.uploadContent(new Blob([bytes]), {
      type: "application/octet-stream",
      includeFilename: false,
    });
    const { event_id: id } = await its.client.sendMessage(room, {
      msgtype: MsgType.Image,
      body: "a code",
      filename: "code.png",
      "m.mentions": {},
      file: { url, ...JSON.parse(sealed.mediaEncryptionInfo ?? "") },
    });
    const { content } = await hers.read(id);
    const { file } = z.object({ file: z.looseObject({ url: z.string() }) }).parse(content);
    const address = hers.client.mxcUrlToHttp(
      file.url,
      undefined,
      undefined,
      undefined,
      false,
      true,
      true,
    );
    const token = hers.client.getAccessToken();
    const got = await fetch(address ?? "", { headers: { authorization: `Bearer ${token}` } });
    const received = new Uint8Array(await got.arrayBuffer());
    expect(received).not.toEqual(picture);
    const opened = Attachment.decrypt(new EncryptedAttachment(received, JSON.stringify(file)));
    expect(opened).toEqual(picture);
    expect(server.faultsAtEnd()).toEqual([]);
  });

  it("vouch for their devices, back their keys up, and are asked for a password to start anew", async () => {
    // The js-sdk lets so much of ten seconds pass before it backs a key up.
    vi.spyOn(Math, "random").mockReturnValue(0);
    await using vault = await startVault();
    const { server, ada, ama, room, hers, its } = vault;
    await hers.identify();
    await its.identify();
    await server.caughtUp(ada);
    await hers.crypto.userHasCrossSigningKeys(ama, true);
    const device = await hers.crypto.getDeviceVerificationStatus(ama, "SERVER");
    expect(device).toMatchObject({ signedByOwner: true });

    const kept = server.holdNext("put room_keys/keys", "after");
    const { event_id: id } = await its.client.sendMessage(room, text("kept"));
    await hers.read(id);
    await kept.arrived;
    kept.release();
    expect(server.model.accounts.get(ama)?.backups[0]?.rooms.get(room)?.size).toBe(1);
    expect(await its.crypto.isCrossSigningReady()).toBe(true);
    expect(server.identityChanges(ama)).toBe(0);
    await expect(its.identify("wrong")).rejects.toMatchObject({ errcode: "M_FORBIDDEN" });
    await its.identify("secret");
    expect(server.identityChanges(ama)).toBe(1);
    expect(server.faultsAtEnd()).toEqual([`${ama} has another identity than before`]);
  });

  it("leave no socket behind once the server is closed", async () => {
    const vault = await startVault();
    expect(vault.server.openSockets()).toBeGreaterThan(0);
    await vault[Symbol.asyncDispose]();
    expect(vault.server.openSockets()).toBe(0);
    await expect(say(vault.server, "GET", "/client/versions")).rejects.toThrow("fetch failed");
  });
});
