import { createReadStream, existsSync } from "node:fs";
import type { Miss } from "../answers/miss.ts";
import { createBot } from "../bot.ts";
import { withChoices } from "../chat/choice.ts";
import { docText } from "../chat/doc-text.ts";
import { type Config, parseConfig } from "../config.ts";
import { BotError } from "../kernel/bot-error.ts";
import type { KnowledgeBase } from "../knowledge/index-knowledge.ts";
import { noTopic, type Topic } from "../knowledge/topic.ts";
import { askJson } from "./ask-json.ts";
import { createWifiReplies, type WifiReply } from "./ask-wifi.ts";
import { consoleMessage } from "./console-message.ts";
import { onCallByFile } from "./on-call-by-file.ts";
import { dayOf, openBase, viewerNamed } from "./open-base.ts";
import type { OpenGaps } from "./open-gaps.ts";
import type { AskOptions } from "./options.ts";
import { linesOf, type Question, readBatchLine } from "./question-lines.ts";
import { taughtBase, voiceOfViewer } from "./taught-base.ts";
import { type ExitCode, type World, writeLine } from "./world.ts";

/**
 * Answers the question, or each line of stdin, or each JSON line of a batch. Nothing is written anywhere, unless what has
 * no answer is to be recorded.
 */
export async function ask(
  text: string | undefined,
  options: AskOptions,
  world: World,
): Promise<ExitCode> {
  if (text !== undefined && options.batch !== undefined) {
    throw new BotError(
      "USAGE_INVALID",
      "ama ask got both a question and --batch: expected one of them. Leave one out.",
    );
  }
  if (text === undefined && options.batch === undefined && world.stdin.isTTY) {
    throw new BotError(
      "USAGE_INVALID",
      'ama ask got no question: expected one in quotes, or lines from a pipe. Try: ama ask "who is on call?"',
    );
  }
  const config = parseConfig(world.env);
  const plain = await openBase(options, config, world);
  if (!options.record) {
    // To ask must not fail for want of a database that the next question may make.
    const isThere = options.db !== undefined && existsSync(options.db);
    const base = isThere ? await taughtBase(plain, options, world) : plain;
    return await answerAll(text, options, { world, config, base });
  }
  // Here, since a database takes as long to load as all the rest.
  const { openGaps } = await import("./open-gaps.ts");
  const gaps = await openGaps(options, config, world);
  try {
    const base = await taughtBase(plain, options, world);
    return await answerAll(text, options, { world, config, base, gaps });
  } finally {
    await gaps.close();
  }
}

type Asked = {
  readonly world: World;
  readonly config: Config;
  readonly base: KnowledgeBase;
  readonly gaps?: OpenGaps;
};

async function answerAll(
  text: string | undefined,
  options: AskOptions,
  { world, config, base, gaps }: Asked,
): Promise<ExitCode> {
  const bot = createBot({
    knowledge: () => base,
    recordMiss: gaps && recordMiss,
    onCall: onCallByFile(base, options.at, world),
  });
  const wifi = createWifiReplies(base.corpus, options, config, world);
  const today = dayOf(options.at, config, world);
  const asJson = options.json === true || options.batch !== undefined;
  /** Questions of one thread, in their order, are one conversation. */
  const threads = new Map<string | number, Topic>();
  const viewers = new Map<string | undefined, Awaited<ReturnType<typeof viewerNamed>>>();
  let code: ExitCode = 0;

  async function recordMiss(miss: Miss) {
    const notice = await gaps?.feature.recordMiss(miss);
    if (notice === undefined) code = 1; // it was to be recorded, and is lost
    return notice;
  }

  async function reply({ id, text, as, thread }: Question, first: boolean): Promise<void> {
    const viewer = viewers.get(as) ?? (await viewerNamed(as, base.corpus, today, world));
    viewers.set(as, viewer);
    const begun = world.elapsedMs();
    const message = consoleMessage(viewer, options.at ?? world.clock.now(), world);
    const topic = thread === undefined ? noTopic : (threads.get(thread) ?? noTopic);
    const asker = { viewer, today, message, voice: voiceOfViewer(viewer) };
    const replied: WifiReply = (await wifi(text, viewer, today, topic)) ?? {
      answered: await bot.answer(text, asker, topic),
    };
    const { answered } = replied;
    if (thread !== undefined) threads.set(thread, answered.topic);
    const tookMs = world.elapsedMs() - begun;
    if (options.failOnAbstain && answered.outcome === "abstain" && code === 0) code = 1;
    if (asJson)
      await writeLine(world.stdout, JSON.stringify(askJson(id, answered, tookMs, base.learned)));
    else await writeLine(world.stdout, plainReply(replied, first));
  }

  if (text !== undefined) {
    await reply({ id: null, text, as: options.as, thread: undefined }, true);
    return code;
  }
  const source = options.batch ?? "stdin";
  const input =
    options.batch && options.batch !== "-" ? createReadStream(options.batch) : world.stdin;
  let number = 0;
  let first = true;
  for await (const line of linesOf(input, source)) {
    number += 1;
    if (line.trim() === "") continue;
    const read =
      options.batch === undefined
        ? { id: null, text: line, as: options.as, thread: undefined }
        : readBatchLine(line, options.as);
    if (typeof read !== "string") {
      await reply(read, first);
      first = false;
    } else {
      await writeLine(world.stderr, `${source}:${number} is passed over: ${read}`);
      code = 2;
    }
  }
  return code;
}

/** Replies to several questions are set apart by an empty line. */
function plainReply({ answered: { doc, choices }, code }: WifiReply, first: boolean): string {
  const said = docText(withChoices(doc, choices));
  const text = code === undefined ? said : `${said}\n\n${code}`;
  return first ? text : `\n${text}`;
}
