import type { WebClient } from "@slack/web-api";
import type { ChatPlatform } from "../../../chat/chat-platform.ts";
import { type FieldProblem, type Form, validateForm } from "../../../chat/form.ts";
import { type FormSubmit, roomOf } from "../../../chat/inbox-item.ts";
import { within } from "../../../chat/within.ts";
import { createRecentMap } from "../../../kernel/recent-map.ts";
import { askForm } from "../ask-form.ts";
import type { Handles } from "../in/handles.ts";
import { writeViewMetadata } from "../in/view-metadata.ts";
import { loadingModal, modalOf } from "../render/form-view.ts";
import type { DirectRooms } from "./direct-rooms.ts";
import { refusalCode } from "./failure.ts";

export type Forms = {
  /** @returns the view; undefined: Slack gave none */
  openLoading(triggerId: string): Promise<string | undefined>;
  /** Opens the form in which somebody asks us alone. */
  openAsking(triggerId: string, user: string): Promise<void>;
  /** @throws when what somebody did is too long ago, or what Slack's client throws */
  open: ChatPlatform["openForm"];
  /** Of a form that was opened before a restart nothing is known here, and nothing found wrong. */
  check(submitted: FormSubmit): readonly FieldProblem[];
};

/** So many forms that were opened are remembered. */
const most = 1_000;

/** A trigger is good for three seconds. */
const directRoomMs = 500;

export function createForms(
  client: Pick<WebClient, "views">,
  handles: Handles,
  directRooms: DirectRooms,
): Forms {
  const opened = createRecentMap<Form>(most);
  const keyOf = (form: string, instance: string) => JSON.stringify([form, instance]);

  function keep(form: Form): void {
    opened.set(keyOf(form.id, form.instance), form);
  }

  return {
    async openLoading(triggerId) {
      const { view } = await client.views.open({ trigger_id: triggerId, view: loadingModal() });
      return view?.id;
    },
    /** It is sent from where they talk to us; while nobody can tell that room, from them. */
    async openAsking(triggerId, user) {
      const asked = directRooms(user).catch(() => user);
      const room = await within(directRoomMs, asked, user);
      const metadata = writeViewMetadata({ instance: askForm.instance, from: { room } });
      await client.views.open({ trigger_id: triggerId, view: modalOf(askForm, metadata) });
    },
    async open(form, by, from = roomOf(by)) {
      keep(form);
      const metadata = writeViewMetadata({ instance: form.instance, from });
      const view = modalOf(form, metadata);
      const loading = await handles.viewOf(by.dedupKey);
      const triggerId = handles.triggerOf(by.dedupKey);
      if (loading !== undefined) {
        await client.views.update({ view_id: loading, view }).catch(unlessClosed);
      } else if (triggerId !== undefined) {
        await client.views.open({ trigger_id: triggerId, view });
      } else throw new Error("The form was not opened: Slack opens one within 3 seconds only.");
    },
    check({ form: id, instance, values }) {
      const form = opened.get(keyOf(id, instance));
      return form ? validateForm(form, values) : [];
    },
  };
}

/** Whoever closed the view wants no form. */
function unlessClosed(error: unknown): void {
  if (refusalCode(error) !== "not_found") throw error;
}
