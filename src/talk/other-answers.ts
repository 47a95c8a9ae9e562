import { actionLabel } from "../chat/action.ts";
import { isNear } from "../knowledge/search-entries.ts";
import { noTopic } from "../knowledge/topic.ts";
import type { LastAnswer } from "./memory.ts";
import { openingEmoji } from "./offers.ts";
import { askerIn, type Scene } from "./scene.ts";
import type { Offer } from "./turn.ts";

const mostOthers = 3;

/**
 * What else a question may have meant whose answer was not helpful: whoever takes one of these says that it answers. Only
 * entries that everybody may read, since others see them.
 */
export async function otherAnswers(
  { entry, question }: Pick<LastAnswer, "entry" | "question">,
  scene: Scene,
): Promise<readonly Offer[]> {
  const { given } = scene;
  const { ranking } = await given.answers.answer(question, askerIn(scene));
  const { entryById } = given.knowledge().corpus;
  return (ranking?.hits ?? [])
    .filter((hit) => hit.id !== entry?.id && isNear(hit))
    .flatMap(({ id }) => entryById.get(id) ?? [])
    .filter(({ audience }) => audience === "everyone")
    .slice(0, mostOthers)
    .map(
      ({ id, title }, index): Offer => ({
        id: `other-${index + 1}`,
        label: actionLabel(title),
        words: [title.toLowerCase()],
        emoji: openingEmoji(index),
        press: {
          do: "open",
          entry: id,
          topic: noTopic,
          confirmed: false,
          answers: question,
          corrects: true,
        },
        allowed: "anyone",
        once: true,
      }),
    );
}
