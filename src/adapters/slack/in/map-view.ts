import { z } from "zod";
import { askForm } from "../ask-form.ts";
import { askedAlone } from "./asked-alone.ts";
import { type Known, principalOf, roomRef } from "./known.ts";
import type { Mapped } from "./mapped.ts";
import { parseViewMetadata } from "./view-metadata.ts";

const option = z.object({ value: z.string() }).nullish();

const inputSchema = z.object({
  value: z.string().nullish(),
  selected_option: option,
  selected_user: z.string().nullish(),
  selected_date: z.string().nullish(),
});

const submissionSchema = z.object({
  user: z.object({ id: z.string() }),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), inputSchema)) }),
  }),
});

/** What a form that was sent comes to; its fields are named by their blocks. */
export function mapView(body: unknown, known: Known, at: Temporal.Instant): Mapped {
  const { own } = known;
  const { user, view } = submissionSchema.parse(body);
  const values = Object.fromEntries(
    Object.entries(view.state.values).map(([field, inputs]) => [field, filledIn(inputs)]),
  );
  const kept = parseViewMetadata(view.private_metadata);
  if (!kept) {
    const problem = "I no longer know what this form belongs to: close it, and open it again.";
    return { as: "lost-form", field: Object.keys(values)[0] ?? "", problem };
  }
  const { room, thread } = kept.from;
  const dedupKey = `v:${view.id}`;
  if (view.callback_id === askForm.id) {
    const message = { ...roomRef(own, room), message: dedupKey };
    const asked = askedAlone(values.question ?? "", message, { user: user.id, at }, known);
    return { as: "item", item: asked };
  }
  return {
    as: "form",
    item: {
      kind: "form",
      dedupKey,
      form: view.callback_id,
      instance: kept.instance,
      actor: principalOf(own, user.id),
      values,
      from: { ...roomRef(own, room), ...(thread === undefined ? {} : { thread }) },
      at,
    },
  };
}

function filledIn(inputs: Readonly<Record<string, z.infer<typeof inputSchema>>>): string {
  const [input] = Object.values(inputs);
  const { selected_option: chosen, selected_user: user, selected_date: date } = input ?? {};
  return (input?.value ?? chosen?.value ?? user ?? date ?? "").normalize("NFC");
}
