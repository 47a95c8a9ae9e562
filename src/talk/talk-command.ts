import { whyAnswered } from "../answers/why-answered.ts";
import { withoutAddress } from "../chat/command-text.ts";
import type { Command } from "../chat/command-words.ts";
import { roomKey } from "../chat/conversation.ts";
import { paragraph } from "../chat/doc.ts";
import { renderHelp, renderHelpOn } from "../chat/help.ts";
import { announceSetting, mayNotSet, maySet } from "../chat/manners/setting-rights.ts";
import { renderSettings } from "../chat/render-settings.ts";
import { printSetting, settingChange } from "../chat/room-settings.ts";
import { afterStop } from "../chat/thread-state.ts";
import { isServed } from "../knowledge/availability.ts";
import { isUnder, nearestFolder } from "../knowledge/folder.ts";
import type { LastAnswer } from "./memory.ts";
import { askerIn, type Scene } from "./scene.ts";
import { talkGap } from "./talk-gap.ts";
import { talkOncall } from "./talk-oncall.ts";
import { talkOwnGaps } from "./talk-own-gaps.ts";
import { kept, talkQuestion } from "./talk-question.ts";
import { talkVote } from "./talk-vote.ts";
import { talkWalkStart } from "./talk-walk.ts";
import { talkWho } from "./talk-who.ts";
import { saying, type Turn } from "./turn.ts";

/** Runs a command that is none of a walk's. */
export async function talkCommand(
  command: Command,
  words: readonly string[],
  text: string,
  scene: Scene,
): Promise<Turn> {
  const { state, settings, given } = scene;
  const { last, topic } = kept(state);
  switch (command) {
    case "help":
      return {
        ...saying("command", words[0] ? renderHelpOn(words.join(" ")) : renderHelp(), state),
        holds: "help",
      };
    case "why":
      return await talkWhy(last, scene);
    case "stop":
      return saying(
        "command",
        [paragraph("I am quiet here until you mention me.")],
        afterStop(state),
      );
    case "status": {
      const { entries, problems } = given.knowledge().corpus;
      const faults = problems.length === 0 ? "" : `, with ${problems.length} problems in its files`;
      return saying(
        "command",
        [paragraph(`I am here, and know ${entries.length} entries${faults}.`)],
        state,
      );
    }
    case "who":
      return talkWho(words.join(" "), scene) ?? (await talkQuestion(withoutAddress(text), scene));
    case "override":
    case "cover":
    case "swap":
      return (
        talkOncall(command, words.join(" "), scene) ??
        (await talkQuestion(withoutAddress(text), scene))
      );
    case "gap":
      return talkGap(words.join(" "), scene);
    case "own-gaps":
      return await talkOwnGaps(scene);
    case "settings":
      return saying("command", renderSettings(settings), state);
    case "set":
      return talkSetting(words[0] ?? "", words.slice(1).join(" "), scene);
    case "mode":
      return talkSetting("mode", words.join(" "), scene);
    case "walk":
      return talkWalkStart(topic.entry, topic, last?.confirmed, scene);
    case "helpful":
    case "not-helpful":
      return await talkVote(command === "helpful", last, scene);
    case "out-of-date":
      return talkOutOfDate(last, scene);
    case "still-right":
      return saying("command", [paragraph(thanksForReview)], state);
    case "me-too":
    case "tell-me":
      return talkMeToo(last, scene);
    default:
      return saying(
        "command",
        [paragraph("Nothing is going on here that this could be said to.")],
        state,
      );
  }
}

const thanksForReview =
  'Thank you. To have it stand under the entry, set its "reviewed" to today by a pull request.';

async function talkWhy(last: LastAnswer | undefined, scene: Scene): Promise<Turn> {
  const { state, given, speaker, today } = scene;
  if (!last) return saying("command", [paragraph("I have not answered anything here yet.")], state);
  const entry = last.entry && given.knowledge().corpus.entryById.get(last.entry.id);
  if (last.holds === "narrow" && !(entry && isServed(entry, speaker.viewer, today))) {
    const text = "What I answered last here is not for everybody to read.";
    return { ...saying("refuse", [paragraph(text)], state), holds: "narrow" };
  }
  // Asked once more, as it is kept: nothing of a question is stored only to explain it.
  const again = await given.answers.answer(last.question, askerIn(scene), last.before);
  const { corpus, learned } = given.knowledge();
  const why = whyAnswered(again, (id) => corpus.entryById.get(id)?.title ?? id, learned);
  const says = [
    paragraph(`You asked: "${last.question}"`),
    { list: why.map((line) => [paragraph(line)]), ordered: false },
  ];
  return { ...saying("command", says, state), holds: last.holds ?? "open" };
}

function talkSetting(name: string, value: string, scene: Scene): Turn {
  const { speaker, settings, given, conversation, state, at } = scene;
  const change = settingChange(name, value);
  if ("problem" in change) return saying("command", [paragraph(change.problem)], state);
  if (!maySet(speaker.person?.roles ?? [])) {
    return { ...saying("refuse", mayNotSet(change.name), state), holds: "narrow" };
  }
  const { catalogue, entries } = given.knowledge().corpus;
  const isThere = {
    service: (text: string) => catalogue.services.some(({ id }) => id === text),
    environment: (text: string) => Object.hasOwn(catalogue.environments, text),
    folder: (text: string) => entries.some((entry) => isUnder(text, entry)),
  };
  const { text, name: setting } = change;
  const check = Object.entries(isThere).find(([known]) => known === setting)?.[1];
  if (text !== undefined && check && !check(text)) {
    const near = setting === "folder" ? nearestFolder(text, entries) : undefined;
    const offer = near === undefined ? "" : ` Did you mean ${near}?`;
    return saying(
      "command",
      [paragraph(`There is no ${setting} "${text}" in the knowledge base.${offer}`)],
      state,
    );
  }
  const says = announceSetting(setting, {
    from: printSetting(settings[setting]),
    to: text ?? "the default",
    by: speaker.name,
  });
  return {
    ...saying("command", says, state),
    effects: [
      async ({ transaction }) => {
        const row = { roomKey: roomKey(conversation), name: setting, text, by: speaker.key, at };
        await given.settings.change(transaction, row);
        return undefined;
      },
    ],
  };
}

function talkOutOfDate(last: LastAnswer | undefined, { state }: Scene): Turn {
  const entry = last?.entry;
  if (!entry)
    return saying(
      "command",
      [paragraph("There is no answer here that could be out of date.")],
      state,
    );
  const question = last.question;
  return {
    ...saying("command", [paragraph("Thank you: its owner will hear of it.")], state),
    effects: [
      async ({ recordMiss }) => {
        const notice = await recordMiss({
          question,
          kind: "wrong_or_stale",
          key: `entry|${entry.id}`,
        });
        return [paragraph(notice.text)];
      },
    ],
  };
}

/** Counts whoever says so for the gap that the last question became. */
function talkMeToo(last: LastAnswer | undefined, { state }: Scene): Turn {
  const gap = last?.gap;
  if (!gap) return saying("command", [paragraph("There is no open question here to join.")], state);
  const { question } = last;
  return {
    ...saying(
      "command",
      [paragraph("You are counted, and hear of the answer when there is one.")],
      state,
    ),
    effects: [
      async ({ recordMiss }) => {
        const notice = await recordMiss({ question, kind: gap.kind, key: gap.key });
        return [paragraph(notice.text)];
      },
    ],
  };
}
