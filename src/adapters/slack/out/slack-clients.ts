import { type Logger, WebClient, type WebClientOptions } from "@slack/web-api";

export type SlackClients = {
  /** Calls once, and says how it went: the outbox alone tries again. */
  readonly once: WebClient;
  /** For what may be asked or done again without harm: it does so, and waits where Slack wants it. */
  readonly patient: WebClient;
};

/** Longer than this Slack takes for nothing that we ask. */
const timeoutMs = 10_000;

export function createSlackClients(given: {
  readonly botToken: string;
  /** Left out: Slack's own. */
  readonly slackApiUrl?: string | undefined;
  readonly logger: Logger;
}): SlackClients {
  const { botToken, slackApiUrl, logger } = given;
  // The client writes into its options: each gets its own.
  const options = (): WebClientOptions => ({
    logger,
    timeout: timeoutMs,
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
  });
  return {
    once: new WebClient(botToken, {
      ...options(),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    }),
    patient: new WebClient(botToken, {
      ...options(),
      retryConfig: { retries: 2, minTimeout: 200, factor: 2 },
    }),
  };
}
