import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Notifier, troubleOf } from "../../../src/oncall/notify/notifier.ts";
import { notificationFor } from "./notifications.ts";

/** What a channel's server does with what it gets. */
export type Behaviour = "accept" | "busy" | "broken" | "gone" | "hang";

export type NotifierPeer = {
  /** Its calls end when the server hangs. */
  readonly notifier: Notifier;
  readonly address: string;
  /** An address at which the channel cannot even begin. */
  readonly wrongAddress: string;
  /** What no outcome may hold. */
  readonly secrets: readonly string[];
  /** What the busy server asks for. */
  readonly busyMs: number | undefined;
  behave(how: Behaviour): void;
  /** What came, in order: the text as a person reads it, and the nonce as the receiver sees it. */
  arrived(): readonly { readonly text: string; readonly nonce: string }[];
  close(): Promise<void>;
};

/** What every notifier keeps to, whatever its channel. */
export function notifierContract(name: string, open: () => Promise<NotifierPeer>): void {
  describe(`${name}, as every notifier`, () => {
    let peer: NotifierPeer;
    beforeEach(async () => {
      peer = await open();
    });
    afterEach(() => peer.close());
    const send = (text?: string, nonce = "nonce-1") =>
      peer.notifier.send(notificationFor(peer.address, text === undefined ? {} : { text }), nonce);
    const texts = () => peer.arrived().map(({ text }) => text);

    it("says that a notification was accepted once it is there", async () => {
      expect(await send()).toEqual({ accepted: expect.stringContaining("nonce-1") });
      expect(texts()).toHaveLength(1);
    });

    it("says in the first line who wants what, where, and of which page", async () => {
      await send();
      expect(texts()[0]?.split("\n")[0]).toBe("#12 payments: checkout is down (Ana, #ops)");
      expect(texts()[0]).toContain("since 03:12, all regions");
    });

    it("gives the receiver the same nonce on every try", async () => {
      await send();
      await send();
      await send("another", "nonce-2");
      const nonces = peer.arrived().map(({ nonce }) => nonce);
      expect(nonces).toEqual(["nonce-1", "nonce-1", "nonce-2"]);
    });

    it("carries every script, and no sign that is not seen", async () => {
      await send("Überlauf 支付 ‮gnihtemos‬ 👩‍👩‍👧\u0007 \"'<b>&*_`\r\n= 50 %");
      expect(texts()[0]).toContain("Überlauf 支付 gnihtemos 👩‍👩‍👧 \"'<b>&*_` (Ana, #ops)");
      expect(texts()[0]).toContain("\n= 50 %");
    });

    it.each([
      ["of letters", "x"],
      ["of quotation marks, which grow on the way", '"'],
      ["of signs of four bytes", "🔥"],
      ["of backslashes and line breaks", "\\\n"],
    ])("cuts a text that is too long, %s, and says where the rest is", async (_, sign) => {
      expect(await send(sign.repeat(100_000))).toEqual({ accepted: expect.any(String) });
      expect(texts()[0]).toMatch(/… All of it: https:\/\/ama\.example\.org\/pages\/12/);
      expect(texts()[0]?.isWellFormed()).toBe(true);
    });

    it("asks for another try when the server is busy, after the time the server named", async () => {
      peer.behave("busy");
      expect(await send()).toEqual({ retryInMs: peer.busyMs, reason: expect.any(String) });
    });

    it("asks for another try when the server is broken", async () => {
      peer.behave("broken");
      expect(await send()).toEqual({ retryInMs: undefined, reason: expect.any(String) });
      peer.behave("accept");
      expect(await send()).toHaveProperty("accepted");
    });

    it("says at once that it was refused for good, with what the server said", async () => {
      peer.behave("gone");
      expect(await send()).toEqual({ refused: expect.stringMatching(/404|550/) });
    });

    it("does not know what became of it when the server gives no answer", async () => {
      peer.behave("hang");
      expect(await send()).toHaveProperty("unknown");
    });

    it("asks for another try when nobody listens", async () => {
      await peer.close();
      expect(await send()).toEqual({
        retryInMs: undefined,
        reason: expect.stringContaining("ECONNREFUSED"),
      });
    });

    it("refuses a wrong address without a try", async () => {
      const wrong = notificationFor(peer.wrongAddress);
      expect(await peer.notifier.send(wrong, "nonce-1")).toEqual({ refused: expect.any(String) });
      expect(await peer.notifier.check(peer.wrongAddress)).toEqual(expect.any(String));
      expect(texts()).toEqual([]);
    });

    it("takes a nonce that no channel could carry for a bug", async () => {
      await expect(send("text", "a nonce\r\nX: y")).rejects.toThrow("A nonce");
    });

    it.each(["busy", "broken", "gone", "hang"] as const)(
      "keeps its secrets when the server is or says %s",
      async (how) => {
        peer.behave(how);
        const told = troubleOf(await send());
        expect(told).toMatch(/\.$|\d|\w/);
        for (const secret of peer.secrets) expect(told).not.toContain(secret);
      },
    );

    it("finds nothing in the way of a good address, and notifies nobody by looking", async () => {
      expect(await peer.notifier.check(peer.address)).toBeUndefined();
      expect(texts()).toEqual([]);
    });
  });
}
