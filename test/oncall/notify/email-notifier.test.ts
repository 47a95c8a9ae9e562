import { describe, expect, it } from "vitest";
import { createEmailNotifier } from "../../../src/oncall/notify/email-notifier.ts";
import { type SmtpPeerOptions, startSmtpPeer } from "../../support/smtp-peer.ts";
import { notificationFor } from "./notifications.ts";
import { type Behaviour, notifierContract } from "./notifier-contract.ts";

const user = "ama@mail.example.org";
const password = "correct-horse";
const from = { name: "AMA", address: "ama@example.org" };
const bo = notificationFor("bo@example.org");

const answers = {
  busy: { code: 451, words: "4.7.1 Greylisted, try again" },
  broken: { code: 421, words: "4.3.0 Shutting down" },
  gone: { code: 550, words: `5.1.1 <bo@example.org> unknown, said ${password} at https://x/y?z` },
};

type Opening = Partial<SmtpPeerOptions> & { readonly host?: string; readonly pass?: string };

async function openMail({ host = "127.0.0.1", pass = password, ...options }: Opening = {}) {
  let how: Behaviour = "accept";
  const limit = new AbortController();
  const peer = await startSmtpPeer({
    user,
    password,
    instead: () => {
      if (how === "hang") limit.abort();
      if (how === "accept" || how === "hang") return how === "hang" ? how : undefined;
      return answers[how];
    },
    ...options,
  });
  const login = options.disabledCommands?.includes("AUTH") ? undefined : { user, pass };
  return {
    peer,
    notifier: createEmailNotifier({
      smtp: { host, port: peer.port, beginsWithTls: false, login },
      from,
      callLimit: () => limit.signal,
    }),
    behave(next: Behaviour) {
      how = next;
    },
  };
}

notifierContract("the email notifier", async () => {
  const { peer, notifier, behave } = await openMail();
  return {
    notifier,
    address: "bo@example.org",
    wrongAddress: "bo@example.org, everybody@example.org",
    secrets: [password, user, "https://x/y"],
    busyMs: undefined,
    behave,
    arrived: () =>
      peer.received().map(({ text, headers }) => ({
        text,
        nonce: headers["message-id"]?.replace(/^<|@example\.org>$/g, "") ?? "",
      })),
    close: peer.close,
  };
});

describe("the email notifier", () => {
  const opened = async <T>(
    act: (mail: Awaited<ReturnType<typeof openMail>>) => Promise<T>,
    opening?: Opening,
  ) => {
    const mail = await openMail(opening);
    try {
      return await act(mail);
    } finally {
      await mail.peer.close();
    }
  };

  it("makes one thread of a page, and says that no person wrote it", async () => {
    await opened(async ({ notifier, peer }) => {
      await notifier.send(bo, "n1");
      expect(peer.received()[0]).toMatchObject({
        from: "ama@example.org",
        to: ["bo@example.org"],
        isSecure: true,
        user,
        headers: {
          from: "AMA <ama@example.org>",
          to: "bo@example.org",
          subject: "#12 payments: checkout is down (Ana, #ops)",
          "message-id": "<n1@example.org>",
          references: "<page-12@example.org>",
          "in-reply-to": "<page-12@example.org>",
          "auto-submitted": "auto-generated",
        },
      });
    });
  });

  it("gives each link a line of its own", async () => {
    await opened(async ({ notifier, peer }) => {
      await notifier.send(bo, "n1");
      expect(peer.received()[0]?.text.trim().split("\n").slice(-3)).toEqual([
        `I have it: ${bo.actions[0]?.url}`,
        `Escalate: ${bo.actions[1]?.url}`,
        "The page: https://ama.example.org/pages/12",
      ]);
    });
  });

  it("says how to take the page in chat where there are no links", async () => {
    await opened(async ({ notifier, peer }) => {
      await notifier.send({ ...bo, actions: [], link: undefined }, "n1");
      expect(peer.received()[0]?.text.trim().split("\n").at(-1)).toBe("In chat: ack #12");
    });
  });

  it("lets nobody's text add a header or a recipient", async () => {
    await opened(async ({ notifier, peer }) => {
      const about = "payments\r\nBcc: eve@example.org";
      await notifier.send({ ...bo, about, from: "Ana\nX-Evil: 1" }, "n1");
      const [mail] = peer.received();
      expect(mail?.to).toEqual(["bo@example.org"]);
      expect(Object.keys(mail?.headers ?? {})).not.toContain("bcc");
      expect(Object.keys(mail?.headers ?? {})).not.toContain("x-evil");
    });
  });

  it("reaches a mailbox in any script", async () => {
    await opened(async ({ notifier, peer }) => {
      const to = { person: "bo", address: "bö@example.org" };
      expect(await notifier.send({ ...bo, to }, "n1")).toHaveProperty("accepted");
      expect(peer.received()[0]).toMatchObject({ to: ["bö@example.org"], utf8: true });
    });
  });

  it("tells the server's words without what they repeat of ours", async () => {
    await opened(async ({ notifier, behave }) => {
      behave("gone");
      expect(await notifier.send(bo, "n1")).toEqual({
        refused: "The mail server said: 550 5.1.1 <[mail]> unknown, said [secret] at [link]",
      });
    });
  });

  it("is refused with a wrong password, which nobody gets to read", async () => {
    await opened(
      async ({ notifier }) => {
        const refusal = expect.stringMatching(/^The mail server said: 535 .*\[secret\]/);
        expect(await notifier.send(bo, "n1")).toEqual({ refused: refusal });
        expect(await notifier.check("bo@example.org")).toEqual(refusal);
      },
      { pass: "wrong-horse" },
    );
  });

  // 0.0.0.0 leads to this machine as well, and is not a name for it.
  it("sends nothing without TLS to another machine", async () => {
    await opened(
      async ({ notifier, peer }) => {
        expect(await notifier.send(bo, "n1")).toEqual({
          refused: expect.stringMatching(/^The mail server said: 5/),
        });
        expect(peer.received()).toEqual([]);
      },
      { host: "0.0.0.0", disabledCommands: ["STARTTLS", "AUTH"] },
    );
  });

  it("sends nothing to another machine whose certificate nobody vouches for", async () => {
    await opened(
      async ({ notifier, peer }) => {
        expect(await notifier.send(bo, "n1")).toEqual({
          refused: "The certificate of the mail server is not to be trusted.",
        });
        expect(peer.received()).toEqual([]);
      },
      { host: "0.0.0.0" },
    );
  });

  it("needs neither TLS nor a login on this machine", async () => {
    await opened(
      async ({ notifier, peer }) => {
        expect(await notifier.send(bo, "n1")).toEqual({ accepted: "<n1@example.org>" });
        expect(peer.received()[0]).toMatchObject({ isSecure: false, user: undefined });
      },
      { disabledCommands: ["STARTTLS", "AUTH"] },
    );
  });
});
