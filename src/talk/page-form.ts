import { actionLabel } from "../chat/action.ts";
import type { Field, Form } from "../chat/form.ts";
import type { Oncall } from "../oncall/oncall.ts";
import type { PageTarget } from "../oncall/paging/paging.ts";

export const pageFormId = "page";

/** A select in Slack shows no more. */
const mostOptions = 100;
const mostText = 2_000;
const mostName = 200;

/** What was filled in; whom is typed where there is too much to choose from. */
export type PageFilledIn = {
  readonly whom: PageTarget | { readonly typed: string };
  readonly urgency: "high" | "low";
  readonly text: string;
};

/**
 * The form by which somebody asks for a human.
 *
 * @param filled what stands in it already; somebody, or a deprecated service, can be chosen then and not else
 */
export function pageForm(
  { file, catalogue }: Oncall,
  filled: { readonly target: PageTarget | undefined; readonly text: string },
  instance: string,
): Form {
  const { target, text } = filled;
  const services = catalogue.services.filter(({ lifecycle }) => lifecycle !== "deprecated");
  const all: Field["options"] = [
    { value: "default", label: "Not sure: the default policy" },
    ...services.map(({ id, name }) => optionOf({ kind: "service", id }, name)),
    ...file.schedules.map(({ schedule: { id } }) => optionOf({ kind: "schedule", id })),
    ...file.policies
      .filter(({ id }) => id !== "default")
      .map(({ id }) => optionOf({ kind: "policy", id })),
  ];
  const isThere = target && all.some(({ value }) => value === whomValue(target));
  const isOther = target && !isThere && isKnown(target, catalogue);
  const options = isOther ? [...all, optionOf(target)] : all;
  const isTyped = options.length > mostOptions;
  const whom = isThere || isOther ? target : undefined;
  return {
    id: pageFormId,
    title: "Page somebody",
    submit: "Page",
    instance,
    fields: [
      {
        id: "whom",
        label: "Whom",
        hint: isTyped ? "a service, a schedule, a policy or @somebody" : undefined,
        kind: isTyped ? "text" : "choice",
        required: true,
        max: mostName,
        value: whom && (isTyped && whom.kind !== "default" ? whom.id : whomValue(whom)),
        options: isTyped ? [] : options,
      },
      {
        id: "urgency",
        label: "Urgency",
        kind: "choice",
        required: true,
        max: mostName,
        value: "high",
        options: [
          { value: "high", label: "High: now, at any hour" },
          { value: "low", label: "Low: by chat and e-mail, in the morning" },
        ],
      },
      {
        id: "text",
        label: "What is wrong",
        kind: "multiline",
        required: true,
        max: mostText,
        value: text.trim() === "" ? undefined : text.trim().slice(0, mostText).toWellFormed(),
        options: [],
      },
    ],
  };
}

/** Reads what was filled in; what is wrong with it, `validateForm` tells before. */
export function readPageForm(values: Readonly<Record<string, string>>): PageFilledIn {
  const { whom = "", urgency, text = "" } = values;
  return {
    whom: targetOf(whom.trim()) ?? { typed: whom.trim() },
    urgency: urgency === "low" ? "low" : "high",
    text: text.trim(),
  };
}

function optionOf(target: PageTarget, name?: string): Field["options"][number] {
  const label = target.kind === "default" ? target.kind : `${name ?? target.id} (${target.kind})`;
  return { value: whomValue(target), label: actionLabel(label) };
}

function isKnown(target: PageTarget, { people, services }: Oncall["catalogue"]): boolean {
  if (target.kind === "person") return people.some(({ id }) => id === target.id);
  return target.kind === "service" && services.some(({ id }) => id === target.id);
}

function whomValue(target: PageTarget): string {
  return target.kind === "default" ? target.kind : `${target.kind}:${target.id}`;
}

function targetOf(value: string): PageTarget | undefined {
  if (value === "default") return { kind: "default" };
  const [, kind, id = ""] = /^([a-z]+):(\S+)$/.exec(value) ?? [];
  const known = (["service", "schedule", "policy", "person"] as const).find((one) => one === kind);
  return known && { kind: known, id };
}
