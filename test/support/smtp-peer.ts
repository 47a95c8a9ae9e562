import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

type ReceivedMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly isSecure: boolean;
  readonly user: string | undefined;
  readonly utf8: boolean;
  /** Names in small letters; encoded words are read. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
};

export type SmtpPeer = {
  readonly port: number;
  received(): readonly ReceivedMail[];
  close(): Promise<void>;
};

export type SmtpPeerOptions = {
  readonly user: string;
  readonly password: string;
  readonly disabledCommands?: string[];
  /** What is said of a recipient in place of yes; `"hang"`: nothing. */
  readonly instead: () => { readonly code: number; readonly words: string } | "hang" | undefined;
};

/** Starts a real SMTP server on this machine, with STARTTLS, AUTH and SMTPUTF8, that keeps what it got. */
export async function startSmtpPeer({
  user,
  password,
  disabledCommands = [],
  instead,
}: SmtpPeerOptions): Promise<SmtpPeer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    ...testCertificate,
    disabledCommands,
    authOptional: disabledCommands.includes("AUTH"),
    disableReverseLookup: true,
    closeTimeout: 1,
    onAuth({ username, password: given }, _, done) {
      if (username === user && given === password) return done(null, { user });
      // As some servers do, with more than anybody should repeat.
      done(new Error(`Authentication failed for ${username} with ${given}`));
    },
    onRcptTo(_, __, done) {
      const given = instead();
      if (given === "hang") return;
      if (given === undefined) return done();
      done(Object.assign(new Error(given.words), { responseCode: given.code }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const parameters = mailFrom === false ? undefined : mailFrom.args;
        received.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          isSecure: session.secure,
          user: session.user === undefined ? undefined : String(session.user),
          utf8: Object.keys(parameters ?? {}).includes("SMTPUTF8"),
          ...readMail(Buffer.concat(chunks).toString("utf8")),
        });
        done(null, "queued");
      });
    },
  });
  // A client that hangs up early is not this server's fault.
  server.on("error", () => {});
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  return {
    port,
    received: () => received,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

function readMail(raw: string): Pick<ReceivedMail, "headers" | "text"> {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const headers = Object.fromEntries(
    head
      .replace(/\r\n[ \t]+/g, " ")
      .split("\r\n")
      .map((line) => {
        const [name = "", ...value] = line.split(":");
        return [name.toLowerCase(), decodeWords(value.join(":").trim())];
      }),
  );
  const body = rest.join("\r\n\r\n");
  const text = decodeBody(body, headers["content-transfer-encoding"] ?? "7bit");
  return { headers, text: text.replaceAll("\r\n", "\n") };
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  return encoding === "quoted-printable" ? quotedPrintable(body.replace(/=\r\n/g, "")) : body;
}

function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?(?<kind>[qb])\?(?<word>[^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(word, "base64").toString("utf8")
        : quotedPrintable(word.replaceAll("_", " ")),
    );
}

function quotedPrintable(text: string): string {
  const bytes = text.replace(/=(?<hex>[0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** For tests only: of `localhost` and 127.0.0.1, signed by itself, so that nobody trusts it. */
export const testCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgqRpUpQwps9XnuSr4
JQMJJw9LEEK+5x4wg99rOEMXB42hRANCAATYCi29q2YLJHLfz9xhKnqAFxlttEku
o+NE7vtF6IvXFn6ynC31T0XbhKT/LozNyjbDxyAygoP/0zuhGNvARL2i
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUYkp9PDVVruAhZLTps518KNkbvD0wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyOTExNTIzMFoYDzIxMjYxMTA1
MTE1MjMwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATYCi29q2YLJHLfz9xhKnqAFxlttEkuo+NE7vtF6IvXFn6ynC31T0Xb
hKT/LozNyjbDxyAygoP/0zuhGNvARL2io28wbTAdBgNVHQ4EFgQUa1jhpxCsZXLx
GDu4MaphPMG5ob4wHwYDVR0jBBgwFoAUa1jhpxCsZXLxGDu4MaphPMG5ob4wDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhANUPDmEbQ8OW5zx/rvANSVPCfgnxMNTHQT6WJXQ9qOIJAiBK
a6j1UPeP7CPMogf2c/kbRHCKcMmlPcgBtvd6KkkzUw==
-----END CERTIFICATE-----
`,
} as const;
