import { App, type Logger } from "@slack/bolt";
import type { Intake } from "../../../chat/chat-platform.ts";
import type { Conversation } from "../../../chat/conversation.ts";
import type { FieldProblem } from "../../../chat/form.ts";
import { type FormSubmit, type InboxItem, roomOf } from "../../../chat/inbox-item.ts";
import type { Clock } from "../../../kernel/clock.ts";
import type { Commands } from "../commands.ts";
import { ephemeral } from "../render/ephemeral.ts";
import type { Acknowledgements } from "./acknowledgements.ts";
import type { Handles } from "./handles.ts";
import type { About, Known } from "./known.ts";
import { aboutWhat, mapBody } from "./map-body.ts";
import type { Mapped } from "./mapped.ts";

export type DurableAppParts = {
  readonly intake: Intake;
  /**
   * Looks up what is to be known of some users and a room, within most of Slack's three seconds. Must not throw: whoever
   * cannot be looked up is an outsider.
   */
  readonly know: (about: About) => Promise<Known>;
  /** What is wrong with a form as it was filled in. */
  readonly check: (submitted: FormSubmit) => readonly FieldProblem[];
  /** Opens a view that says it is loading; undefined: Slack would not. */
  readonly openLoading: (triggerId: string, from: Conversation) => Promise<string | undefined>;
  /** Opens the form in which somebody asks. */
  readonly openAsking: (triggerId: string, user: string) => Promise<void>;
  readonly handles: Handles;
  readonly commands: Pick<Commands, "keep">;
  readonly acknowledgements: Pick<Acknowledgements, "wait">;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Our access was taken away. */
  readonly revoked: (reason: string) => void;
  /** Hears what could not be read or acknowledged. Must not throw. */
  readonly fault: (error: unknown) => void;
};

type ReceiverEvent = Parameters<App["processEvent"]>[0];
type Acknowledge = ReceiverEvent["ack"];
type TakenIn = Extract<Mapped, { readonly as: "item" }>;

/**
 * Writes down what Slack sends before it says that it has it, so that Slack sends again what could not be written. Bolt
 * itself acknowledges first; so nothing here listens through Bolt, whose receivers alone are used.
 */
export class DurableApp extends App {
  readonly #parts: DurableAppParts;
  readonly #underWay = new Set<Promise<void>>();
  readonly #lastIn = new Map<string, Promise<unknown>>();
  #closed = false;

  constructor(parts: DurableAppParts) {
    super({
      // Receivers come and go; each is told of this app when it is made.
      receiver: { init() {}, start: async () => {}, stop: async () => {} },
      authorize: async () => ({}),
      ignoreSelf: false,
      convoStore: false,
      logger: parts.logger,
    });
    this.#parts = parts;
  }

  /** @throws whatever kept it from being written down; then it is not acknowledged */
  override async processEvent(event: ReceiverEvent): Promise<void> {
    if (this.#closed) throw new Error("Nothing is taken in any more.");
    const work = this.#take(event);
    this.#underWay.add(work);
    try {
      await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  /** Takes in nothing more; settles when all that came is written down and acknowledged, or failed. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#underWay);
  }

  async #take({ body, ack }: ReceiverEvent): Promise<void> {
    const mapped = await this.#map(body);
    switch (mapped.as) {
      case "nothing":
        return void (await this.#acknowledge(ack));
      case "item":
        return await this.#takeItem(mapped, ack);
      case "form":
        return await this.#takeForm(mapped.item, ack);
      case "asks":
        await this.#openAsking(mapped);
        return void (await this.#acknowledge(ack));
      case "lost-form":
        return void (await this.#acknowledge(ack, errors([mapped])));
      case "revoked":
        this.#parts.revoked(mapped.reason);
        return void (await this.#acknowledge(ack));
    }
  }
  /** What is not as documented would not be at the next delivery either. */
  async #map(body: unknown): Promise<Mapped> {
    const known = await this.#know(aboutWhat(body));
    try {
      return mapBody(body, known, this.#parts.clock.now());
    } catch (error) {
      this.#parts.fault(error);
      return { as: "nothing" };
    }
  }
  /** Nothing overtakes what came earlier in its room: whoever asked first may take longer to look up. */
  async #know(about: About): Promise<Known> {
    const looking = this.#parts.know(about);
    const { room } = about;
    if (room === undefined) return await looking;
    const turn = Promise.all([looking, this.#lastIn.get(room)]);
    this.#lastIn.set(room, turn);
    const [known] = await turn;
    if (this.#lastIn.get(room) === turn) this.#lastIn.delete(room);
    return known;
  }
  async #takeItem(mapped: TakenIn, ack: Acknowledge): Promise<void> {
    const { item, given, saying } = mapped;
    const { commands, intake } = this.#parts;
    this.#keepHandle(mapped);
    if (given) await commands.keep(given.command, given.user, given.responseUrl);
    const stored = await intake(item);
    if (saying === undefined || stored === "duplicate") await this.#acknowledge(ack);
    else await this.#answer(item.dedupKey, saying, ack);
  }
  /** An answer that comes in time needs no other way. */
  async #answer(command: string, saying: string, ack: Acknowledge): Promise<void> {
    const answer = await this.#parts.acknowledgements.wait(command);
    const isThrough = await this.#acknowledge(ack, ephemeral(answer?.message ?? { text: saying }));
    answer?.done(isThrough);
  }
  /** A trigger may have run out once the form is known: so the view opens now, and the form is put into it. */
  #keepHandle({ item, handle, opensForm }: TakenIn): void {
    const { handles } = this.#parts;
    if (!handle || handles.has(item.dedupKey)) return;
    const { triggerId } = handle;
    const view =
      opensForm && triggerId !== undefined ? this.#openLoading(triggerId, item) : undefined;
    handles.keep(item.dedupKey, handle, view);
  }
  async #openLoading(triggerId: string, item: InboxItem): Promise<string | undefined> {
    try {
      return await this.#parts.openLoading(triggerId, roomOf(item));
    } catch (error) {
      this.#parts.fault(error);
      return undefined;
    }
  }
  async #openAsking({ triggerId, user }: Extract<Mapped, { readonly as: "asks" }>): Promise<void> {
    try {
      await this.#parts.openAsking(triggerId, user);
    } catch (error) {
      this.#parts.fault(error);
    }
  }
  async #takeForm(item: FormSubmit, ack: Acknowledge): Promise<void> {
    const problems = this.#parts.check(item);
    if (problems.length === 0) await this.#parts.intake(item);
    await this.#acknowledge(ack, problems.length === 0 ? undefined : errors(problems));
  }
  /** It is written down: an answer that does not get through costs a second delivery, which is known then. */
  async #acknowledge(ack: Acknowledge, payload?: object): Promise<boolean> {
    try {
      await (payload === undefined ? ack() : ack(payload));
      return true;
    } catch (error) {
      if (!isClosing(error)) this.#parts.fault(error);
      return false;
    }
  }
}

/** A socket that is replaced takes no answer any more. */
function isClosing(error: unknown): boolean {
  return Error.isError(error) && "code" in error && closing.has(error.code);
}

const closing: ReadonlySet<unknown> = new Set([
  "slack_socket_mode_send_while_not_ready_error",
  "slack_socket_mode_send_while_disconnected_error",
]);

/** Shown at the fields, which are named by their blocks. */
function errors(problems: readonly FieldProblem[]): object {
  const byField = problems.map(({ field, problem }) => [field, problem] as const);
  return { response_action: "errors", errors: Object.fromEntries(byField) };
}
