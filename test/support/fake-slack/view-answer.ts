import { z } from "zod";
import { offeredElements } from "./offered-elements.ts";
import type { FakeView } from "./slack-model.ts";
import { SlackRefusal } from "./slack-refusal.ts";
import { addModal, blocksOf, openModals, redefine } from "./view-methods.ts";
import { checkView } from "./view-rules.ts";
import type { Call } from "./web-method.ts";

const someView = z.record(z.string(), z.unknown());
const answerSchema = z.discriminatedUnion("response_action", [
  z.strictObject({
    response_action: z.literal("errors"),
    errors: z.record(z.string(), z.string().min(1)),
  }),
  z.strictObject({ response_action: z.literal("update"), view: someView }),
  z.strictObject({ response_action: z.literal("push"), view: someView }),
  z.strictObject({ response_action: z.literal("clear") }),
]);

/** Does with a modal what the app answered to its submission; nothing closes it. @throws SlackRefusal */
export function answerView(call: Call, view: FakeView, payload: unknown): void {
  if (payload === undefined || isEmpty(payload)) {
    view.isOpen = false;
    return;
  }
  const read = answerSchema.safeParse(payload);
  if (!read.success) throw new SlackRefusal("invalid_arguments", { payload });
  const answer = read.data;
  if (answer.response_action === "clear") {
    for (const one of openModals(call.workspace.model, view.user)) one.isOpen = false;
  } else if (answer.response_action === "errors") {
    const fields = new Set(
      offeredElements(blocksOf(view.definition)).flatMap((one) => (one.input ? [one.blockId] : [])),
    );
    const isKnown = Object.keys(answer.errors).every((block) => fields.has(block));
    if (!isKnown) throw new SlackRefusal("invalid_arguments", { errors: answer.errors });
    view.errors = answer.errors;
  } else {
    const definition = checkView(answer.view, "modal");
    if (answer.response_action === "update") redefine(call.workspace, view, definition);
    else addModal(call.workspace, view.user, definition, view);
  }
}

const isEmpty = (payload: unknown): boolean =>
  typeof payload === "object" && payload !== null && Object.keys(payload).length === 0;
