import { App, HTTPReceiver, LogLevel, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import type { FakeSlack } from "./fake-slack.ts";
import type { Json } from "./slack-refusal.ts";

type ReceiverEvent = Parameters<App["processEvent"]>[0];

/** What the app answers to a body; undefined: it does not acknowledge. */
type Answer = (body: Json) => Json | undefined;

/** An app made of the real receivers, which keeps what it got. */
export type FakeApp = {
  /** Bodies in the order in which they came. */
  readonly taken: readonly Json[];
  /** Settles once so many bodies came. */
  took(count: number): Promise<void>;
  stop(): Promise<void>;
};

const quietLogger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => LogLevel.ERROR,
};

/** A client of the fake that never tries again. */
export function fakeClient(slack: FakeSlack, token = slack.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quietLogger,
  });
}

/** Connects over as many sockets. */
export async function startSocketApp(
  slack: FakeSlack,
  { sockets = 1, answer = () => ({}) }: { sockets?: number; answer?: Answer } = {},
): Promise<FakeApp> {
  const receivers = Array.from(
    { length: sockets },
    () =>
      new SocketModeReceiver({
        appToken: slack.appToken,
        logger: quietLogger,
        clientPingTimeout: 300,
        installerOptions: { clientOptions: { slackApiUrl: slack.url } },
      }),
  );
  const app = new RecordingApp(answer);
  for (const receiver of receivers) receiver.init(app);
  await Promise.all(receivers.map((receiver) => receiver.start()));
  const stop = async () => {
    await Promise.all(receivers.map(({ client }) => client.disconnect()));
  };
  return { taken: app.taken, took: (count) => app.took(count), stop };
}

/** Listens for signed requests, which the fake sends from now on. */
export async function startHttpApp(
  slack: FakeSlack,
  port: number,
  answer: Answer = () => ({}),
): Promise<FakeApp> {
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret,
    logger: quietLogger,
    unhandledRequestTimeoutMillis: 200,
  });
  const app = new RecordingApp(answer);
  receiver.init(app);
  await receiver.start({ port, host: "127.0.0.1" });
  const stop = async () => {
    await receiver.stop();
  };
  return { taken: app.taken, took: (count) => app.took(count), stop };
}

class RecordingApp extends App {
  readonly taken: Json[] = [];
  readonly #answer: Answer;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  constructor(answer: Answer) {
    const none: Receiver = { init() {}, start: async () => {}, stop: async () => {} };
    super({ receiver: none, authorize: async () => ({}), logger: quietLogger, convoStore: false });
    this.#answer = answer;
  }

  override async processEvent({ body, ack }: ReceiverEvent): Promise<void> {
    this.taken.push(body);
    const answer = this.#answer(body);
    if (answer !== undefined) await ack(Object.keys(answer).length > 0 ? answer : undefined);
    for (const { count, resolve } of this.#waiting) if (this.taken.length >= count) resolve();
    this.#waiting = this.#waiting.filter(({ count }) => this.taken.length < count);
  }

  took(count: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.taken.length >= count) resolve();
    else this.#waiting.push({ count, resolve });
    return promise;
  }
}
