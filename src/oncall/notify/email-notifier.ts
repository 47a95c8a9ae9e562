import { createTransport } from "nodemailer";
import { z } from "zod";
import {
  domainOf,
  isLoopback,
  isMailAddress,
  type MailAddress,
  type SmtpAddress,
} from "./mail-settings.ts";
import { actionLabels, firstLineOf, type Notification, textOf } from "./notification.ts";
import { checkedNonce, type Notifier, type NotifyOutcome, troubleOf } from "./notifier.ts";
import { isUntrusted } from "./retry.ts";
import { serverWords } from "./server-words.ts";
import { untilAborted } from "./until-aborted.ts";

export type EmailGiven = {
  readonly smtp: SmtpAddress;
  readonly from: MailAddress;
  /** Ends one call that takes too long; by default after ten seconds. */
  readonly callLimit?: (() => AbortSignal) | undefined;
};

const callMs = 10_000;
const mostText = 65_536;

/** What nodemailer throws: its own word, what Node said, and what the server said. */
const failure = z.object({
  code: z.string().optional(),
  originalCode: z.string().optional(),
  syscall: z.string().optional(),
  message: z.string(),
  response: z.string().optional(),
  /** Whether RFC 5321 calls the reply final. */
  permanent: z.boolean().optional(),
});

/** Found out before anything was said to a server. */
const ourOwnFaults = new Set(["EAUTH", "ECONFIG", "EENVELOPE", "EMESSAGE", "ENOAUTH"]);

/**
 * Notifies by mail. All mail of one page is one thread, and a repeat has the same message id. A server that is not on this
 * machine must speak TLS, with a certificate that can be trusted.
 */
export function createEmailNotifier({
  smtp,
  from,
  callLimit = () => AbortSignal.timeout(callMs),
}: EmailGiven): Notifier {
  const isInside = isLoopback(smtp.host);
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.beginsWithTls,
    requireTLS: !(smtp.beginsWithTls || isInside),
    tls: { rejectUnauthorized: !isInside },
    ...(smtp.login && { auth: smtp.login }),
    connectionTimeout: callMs,
    greetingTimeout: callMs,
    socketTimeout: callMs,
    dnsTimeout: callMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const outcomeOf = (thrown: unknown) =>
    outcomeOfFailure(thrown, [smtp.login?.pass, smtp.login?.user]);

  return {
    via: "email",
    async send(notification, nonce) {
      const { page, to } = notification;
      const { address } = to;
      const id = (local: string) => `<${local}@${domainOf(from)}>`;
      const messageId = id(checkedNonce(nonce));
      if (!isMailAddress(address)) return { refused: noMailAddress(address) };
      try {
        await transport.sendMail({
          from,
          to: { name: "", address },
          subject: firstLineOf(notification),
          text: mailText(notification),
          messageId,
          references: id(`page-${page}`),
          inReplyTo: id(`page-${page}`),
          headers: { "Auto-Submitted": "auto-generated" },
          signal: callLimit(),
        });
        return { accepted: messageId };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    async check(address) {
      if (!isMailAddress(address)) return noMailAddress(address);
      const signal = callLimit();
      try {
        await untilAborted(transport.verify(), signal);
        return undefined;
      } catch (error) {
        return signal.aborted ? noAnswer : troubleOf(outcomeOf(error));
      }
    },
  };
}

const noAnswer = "The mail server gave no answer in time.";

function noMailAddress(address: string): string {
  return `${JSON.stringify(address.slice(0, 60))} is no address for mail: mend it in people.yaml.`;
}

function mailText(notification: Notification): string {
  const { link, actions } = notification;
  const lines = [
    ...actions.map(({ action, url }) => `${actionLabels[action]}: ${url}`),
    ...(link === undefined ? [] : [`The page: ${link}`]),
  ];
  return [textOf(notification, mostText), ...(lines.length > 0 ? [lines.join("\n")] : [])].join(
    "\n\n",
  );
}

function outcomeOfFailure(
  thrown: unknown,
  secrets: readonly (string | undefined)[],
): NotifyOutcome {
  const { data } = failure.safeParse(thrown);
  if (data === undefined) throw thrown;
  const { code = "", originalCode = "", syscall, message, response, permanent } = data;
  if (response !== undefined) {
    const reason = `The mail server said: ${serverWords(response, secrets)}`;
    return permanent ? { refused: reason } : { retryInMs: undefined, reason };
  }
  if (isUntrusted(originalCode) || isUntrusted(message)) {
    return { refused: "The certificate of the mail server is not to be trusted." };
  }
  if (ourOwnFaults.has(code)) return { refused: `The mail cannot be sent (${code}).` };
  if (code === "EDNS" || code === "ETLS" || syscall === "connect") {
    const reason = `The mail server cannot be reached (${originalCode || code}).`;
    return { retryInMs: undefined, reason };
  }
  return { unknown: noAnswer };
}
