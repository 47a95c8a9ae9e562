import { domainToASCII } from "node:url";

/** The server that takes our mail. */
export type SmtpAddress = {
  readonly host: string;
  readonly port: number;
  /** Whether the connection begins with TLS, rather than going over to it. */
  readonly beginsWithTls: boolean;
  readonly login: { readonly user: string; readonly pass: string } | undefined;
};

export type MailAddress = { readonly name: string; readonly address: string };

type Problem = { readonly problem: string };

const ports: Readonly<Record<string, number>> = { "smtp:": 587, "smtps:": 465 };

const noSmtpAddress =
  "AMA_SMTP_URL cannot be read, and is not shown since it may hold a password: expected smtp://user:password@host:587 or smtps://user:password@host:465. Write signs such as @, : and / in the password as %40, %3A and %2F, or remove the setting to send no mail.";

/** Reads AMA_SMTP_URL. What is wrong is told without the value. */
export function parseSmtpAddress(text: string): SmtpAddress | Problem {
  const url = URL.parse(text);
  const port = url && ports[url.protocol];
  if (!url || port === undefined || port === null || url.hostname === "") {
    return { problem: noSmtpAddress };
  }
  const hasMore = !["", "/"].includes(url.pathname) || url.search !== "" || url.hash !== "";
  const user = decoded(url.username);
  const pass = decoded(url.password);
  if (hasMore || user === undefined || pass === undefined || (user === "") !== (pass === "")) {
    return { problem: noSmtpAddress };
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? port : Number(url.port),
    beginsWithTls: url.protocol === "smtps:",
    login: user === "" ? undefined : { user, pass },
  };
}

/** Whether nobody but this machine can listen in; only names that cannot mean anything else. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host);
}

/** Reads AMA_MAIL_FROM: `ama@example.org`, or `AMA <ama@example.org>`. */
export function parseMailFrom(text: string): MailAddress | Problem {
  const { name = "", long } = /^(?<name>[^<>"]*)<(?<long>[^<>]*)>$/.exec(text.trim())?.groups ?? {};
  const address = (long ?? text).trim();
  if (isMailAddress(address)) return { name: name.trim(), address };
  return {
    problem: `AMA_MAIL_FROM is ${JSON.stringify(text.slice(0, 60))}: expected an address such as ama@example.org, or AMA <ama@example.org>.`,
  };
}

/** One address and nothing else, in any script. Whether there is such a mailbox only its server knows. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s\p{C}<>()[\],;:"\\@]+@[^\s\p{C}<>()[\],;:"\\@]+$/u.test(text);
}

/** The domain of an address as a message id writes it. */
export function domainOf({ address }: MailAddress): string {
  return domainToASCII(address.slice(address.lastIndexOf("@") + 1));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
