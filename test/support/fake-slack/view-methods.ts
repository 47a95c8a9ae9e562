import { z } from "zod";
import { someJson, words } from "./call-arguments.ts";
import { keptIn } from "./form-state.ts";
import { withIds } from "./message-content.ts";
import { offeredElements } from "./offered-elements.ts";
import { knownUser } from "./room-access.ts";
import type { FakeView, SlackModel } from "./slack-model.ts";
import { type Json, SlackRefusal } from "./slack-refusal.ts";
import type { SlackWorkspace } from "./slack-workspace.ts";
import { checkView } from "./view-rules.ts";
import { type Call, type WebMethod, webMethod } from "./web-method.ts";

/** docs.slack.dev/surfaces/modals: at most three views lie on each other. */
const mostInStack = 3;

/** The methods named views.*. */
export const viewMethods: Readonly<Record<string, WebMethod>> = {
  "views.open": webMethod(
    undefined,
    z.strictObject({ trigger_id: words, view: someJson }),
    (given, call) => {
      const definition = checkView(given.view, "modal");
      const user = call.shortLived.takeTrigger(given.trigger_id);
      return { view: viewJson(call, addModal(call.workspace, user, definition, undefined)) };
    },
  ),
  "views.push": webMethod(
    undefined,
    z.strictObject({ trigger_id: words, view: someJson }),
    (given, call) => {
      const definition = checkView(given.view, "modal");
      const user = call.shortLived.takeTrigger(given.trigger_id);
      const top = openModals(call.workspace.model, user).at(-1);
      if (!top) throw new SlackRefusal("not_found");
      return { view: viewJson(call, addModal(call.workspace, user, definition, top)) };
    },
  ),
  "views.update": webMethod(
    undefined,
    z.strictObject({
      view_id: words.optional(),
      external_id: words.optional(),
      view: someJson,
      hash: words.optional(),
    }),
    (given, call) => {
      const definition = checkView(given.view, "modal");
      const view = call.workspace.model.views
        .values()
        .find((one) =>
          given.view_id === undefined
            ? given.external_id !== undefined && one.definition.external_id === given.external_id
            : one.id === given.view_id,
        );
      if (!view?.isOpen || view.type !== "modal") throw new SlackRefusal("not_found");
      checkHash(view, given.hash);
      redefine(call.workspace, view, definition);
      return { view: viewJson(call, view) };
    },
  ),
  "views.publish": webMethod(
    undefined,
    z.strictObject({ user_id: words, view: someJson, hash: words.optional() }),
    (given, call) => {
      const definition = checkView(given.view, "home");
      const { id: user } = knownUser(call, given.user_id);
      const old = homeOf(call.workspace.model, user);
      if (old) checkHash(old, given.hash);
      const view = old ?? addView(call.workspace, user, "home", definition);
      redefine(call.workspace, view, definition);
      return { view: viewJson(call, view) };
    },
  ),
};

/** What a user has open, the top one last. */
export function openModals({ views }: SlackModel, user: string): readonly FakeView[] {
  return [...views.values()].filter(
    (one) => one.user === user && one.type === "modal" && one.isOpen,
  );
}

export function homeOf({ views }: SlackModel, user: string): FakeView | undefined {
  return views.values().find((one) => one.user === user && one.type === "home");
}

/** Lays a modal on another; one that lies on none takes the place of all that the user has open. */
export function addModal(
  workspace: SlackWorkspace,
  user: string,
  definition: Json,
  on: FakeView | undefined,
): FakeView {
  const stack = openModals(workspace.model, user);
  if (on && stack.length >= mostInStack) throw new SlackRefusal("push_limit_reached");
  if (!on) for (const one of stack) one.isOpen = false;
  return addView(workspace, user, "modal", definition, on);
}

/** Gives a view a new version. */
export function redefine(workspace: SlackWorkspace, view: FakeView, definition: Json): void {
  view.definition = { ...definition, blocks: blocksOf(definition).map(withIds) };
  view.filled = keptIn(offeredElements(blocksOf(view.definition)), view.filled);
  view.hash = workspace.time.nextStamp();
  view.errors = {};
}

/** A view as Slack shows it to the app. */
export function viewJson({ workspace }: Pick<Call, "workspace">, view: FakeView): Json {
  const { model } = workspace;
  return {
    callback_id: "",
    external_id: "",
    private_metadata: "",
    clear_on_close: false,
    notify_on_close: false,
    ...view.definition,
    id: view.id,
    team_id: model.team.id,
    state: { values: {} },
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
    app_id: model.app.id,
    bot_id: model.app.botId,
  };
}

const someBlocks = z.array(z.record(z.string(), z.unknown())).catch([]);

/** The blocks of a view's definition. */
export function blocksOf({ blocks }: Json): readonly Json[] {
  return someBlocks.parse(blocks);
}

function addView(
  workspace: SlackWorkspace,
  user: string,
  type: FakeView["type"],
  definition: Json,
  on?: FakeView,
): FakeView {
  const { external_id: externalId } = definition;
  const isTaken = workspace.model.views
    .values()
    .some((one) => externalId !== undefined && one.definition.external_id === externalId);
  if (isTaken) throw new SlackRefusal("duplicate_external_id");
  const id = workspace.nextId("V");
  const place = { rootId: on?.rootId ?? id, previousId: on?.id };
  const view: FakeView = {
    ...{ id, user, type, ...place, definition, hash: "", isOpen: true },
    filled: new Map(),
    errors: {},
  };
  redefine(workspace, view, definition);
  workspace.model.views.set(id, view);
  return view;
}

function checkHash({ hash }: FakeView, given: string | undefined): void {
  if (given !== undefined && given !== hash) throw new SlackRefusal("hash_conflict");
}
