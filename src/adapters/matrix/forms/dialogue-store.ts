import type { Kysely, Selectable, Transaction } from "kysely";
import { z } from "zod";
import { conversationKey, principalKey } from "../../../chat/conversation.ts";
import type { Form } from "../../../chat/form.ts";
import { parseConversationKey, parsePrincipalKey } from "../../../chat/parse-conversation.ts";
import type { DialogueRows, Filler, KeptDialogue } from "./dialogues.ts";

/** The tables of migration 012_matrix_forms. Instants are integer milliseconds UTC. */
export interface MatrixFormTables {
  readonly matrix_form: {
    readonly conversation: string;
    readonly person: string;
    readonly sent_from: string;
    readonly form: string;
    readonly field: number;
    readonly filled_in: string;
    readonly at: number;
  };
  readonly matrix_form_answer: { readonly event: string; readonly at: number };
}

const fieldSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    hint: z.string().optional(),
    kind: z.enum(["text", "multiline", "choice", "person", "date"]),
    required: z.boolean(),
    max: z.int(),
    value: z.string().optional(),
    options: z.array(z.object({ value: z.string(), label: z.string() }).readonly()).readonly(),
  })
  .readonly();

const formSchema: z.ZodType<Form> = z
  .object({
    id: z.string(),
    title: z.string(),
    submit: z.string(),
    instance: z.string(),
    fields: z.array(fieldSchema).readonly(),
  })
  .readonly();

const valuesSchema = z.record(z.string(), z.string()).readonly();

/** Keeps forms that are half filled in over a restart. */
export function createDialogueStore(db: Kysely<MatrixFormTables>): DialogueRows {
  return {
    async find(filler) {
      const row = await db
        .selectFrom("matrix_form")
        .selectAll()
        .where((column) => column.and(keyOf(filler)))
        .executeTakeFirst();
      return row && keptOf(row);
    },
    async put(kept, answer) {
      const { dialogue, from, at } = kept;
      const told = {
        sent_from: conversationKey(from),
        form: JSON.stringify(dialogue.form),
        field: dialogue.field,
        filled_in: JSON.stringify(dialogue.values),
        at: at.epochMilliseconds,
      };
      await db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("matrix_form")
          .values({ ...keyOf(kept), ...told })
          .onConflict((conflict) => conflict.columns(["conversation", "person"]).doUpdateSet(told))
          .execute();
        await note(transaction, answer, at);
      });
    },
    async remove(filler, answer, at) {
      await db.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom("matrix_form")
          .where((column) => column.and(keyOf(filler)))
          .execute();
        await note(transaction, answer, at);
      });
    },
    async isAnswer(event) {
      const row = await db
        .selectFrom("matrix_form_answer")
        .select("event")
        .where("event", "=", event)
        .executeTakeFirst();
      return row !== undefined;
    },
    async forgetBefore(at) {
      await db.deleteFrom("matrix_form").where("at", "<", at.epochMilliseconds).execute();
      await db.deleteFrom("matrix_form_answer").where("at", "<", at.epochMilliseconds).execute();
    },
  };
}

async function note(
  transaction: Transaction<MatrixFormTables>,
  answer: string | undefined,
  at: Temporal.Instant,
): Promise<void> {
  if (answer === undefined) return;
  await transaction
    .insertInto("matrix_form_answer")
    .values({ event: answer, at: at.epochMilliseconds })
    .onConflict((conflict) => conflict.column("event").doNothing())
    .execute();
}

function keyOf({ where, person }: Filler) {
  return { conversation: conversationKey(where), person: principalKey(person) };
}

function keptOf(row: Selectable<MatrixFormTables["matrix_form"]>): KeptDialogue {
  return {
    where: parseConversationKey(row.conversation),
    person: parsePrincipalKey(row.person),
    from: parseConversationKey(row.sent_from),
    dialogue: {
      form: formSchema.parse(JSON.parse(row.form)),
      field: row.field,
      values: valuesSchema.parse(JSON.parse(row.filled_in)),
    },
    at: Temporal.Instant.fromEpochMilliseconds(row.at),
  };
}
