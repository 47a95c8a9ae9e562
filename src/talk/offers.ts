import type { Answered } from "../answers/answered.ts";
import { actionLabel } from "../chat/action.ts";
import type { Choice } from "../chat/choice.ts";
import { mostChoices } from "../chat/manners/choices.ts";
import type { Topic } from "../knowledge/topic.ts";
import type { Press } from "./press.ts";
import type { Offer } from "./turn.ts";

/** What there is for a service is no choice between close ones: as many as a single digit tells apart. */
const mostListed = 9;

/**
 * What can be pressed under an answer: what it asks to choose from, a walk through the steps that it shows, and what it was
 * worth.
 *
 * @param before what the thread was about before the question
 */
export function offersFor(
  answered: Answered,
  question: string,
  before: Topic,
  reply: string,
): readonly Offer[] {
  const { outcome, entry, choices } = answered;
  const most = answered.rule?.row === 10 ? mostListed : mostChoices;
  const chosen = choices.slice(0, most).map((choice, index): Offer => {
    const press = pressOf(choice, answered, question, before);
    const words = [choice.label.toLowerCase()];
    return {
      id: `choice-${index + 1}`,
      label: actionLabel(choice.label),
      words,
      emoji: openingEmoji(index),
      press,
      allowed: "anyone",
      once: true,
    };
  });
  const none: readonly Offer[] =
    outcome === "choices" && chosen.length > 0
      ? [
          offer(
            "none",
            "None of these",
            ["none", "none of these"],
            "🚫",
            { do: "none", question },
            "asker",
          ),
        ]
      : [];
  if (outcome !== "answer" || !entry || choices.length > 0) return [...chosen, ...none];
  return [
    ...(entry.type === "runbook" || entry.type === "checklist"
      ? [
          offer("walk", "Walk me through", ["walk me through"], "👣", {
            do: "walk",
            entry: entry.id,
            topic: answered.topic,
          }),
        ]
      : []),
    ...votes({ entry: entry.id, hash: entry.hash, reply, question }),
  ];
}

function votes(on: Omit<Extract<Press, { do: "vote" }>, "do" | "helpful">): readonly Offer[] {
  const vote = (helpful: boolean): Press => ({ do: "vote", helpful, ...on });
  return [
    offer("helpful", "Helpful", ["helpful", "+"], "👍", vote(true)),
    offer("not-helpful", "Not helpful", ["not helpful", "-"], "👎", vote(false)),
  ];
}

/**
 * Of what does something only the first press counts (M17); what somebody thinks of it may be said again, and a network is
 * shown to whoever asks.
 */
export function offer(
  id: string,
  label: string,
  words: readonly string[],
  emoji: string,
  press: Press,
  allowed: Offer["allowed"] = "anyone",
): Offer {
  const once = press.do !== "vote" && press.do !== "wifi";
  return { id, label: actionLabel(label), words, emoji, press, allowed, once };
}

function pressOf(
  choice: Choice,
  { entry, meant, topic, outcome, rule }: Answered,
  question: string,
  before: Topic,
): Press {
  if ("environment" in choice) {
    return entry
      ? { do: "open", entry: entry.id, topic, environment: choice.environment, confirmed: false }
      : { do: "ask", text: `${question} on ${choice.environment}`, topic: before };
  }
  if ("service" in choice) {
    const where = meant.environment === undefined ? "" : ` on ${meant.environment}`;
    const text = `${meant.verb === undefined ? "" : `${meant.verb} `}${choice.service}${where}`;
    return { do: "ask", text, topic: before };
  }
  // Under an answer its own entry stands for the commands that it withholds.
  const confirmed = outcome === "answer" && choice.entry === entry?.id;
  const { environment } = meant;
  // What a rule offers is told by names, and teaches nothing.
  const answers = outcome === "choices" && !rule ? question : undefined;
  return { do: "open", entry: choice.entry, topic, environment, confirmed, answers };
}

/** The sign of the offer at this place, counted from 0. */
export const openingEmoji = (index: number) => ["1️⃣", "2️⃣", "3️⃣", "4️⃣"][index] ?? "▪️";
