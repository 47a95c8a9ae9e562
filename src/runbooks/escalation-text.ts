import type { Walk } from "./walk-state.ts";

/** What whoever is asked for help is told of a walk: which step did not work, and what was noted of it. */
export function escalationText({ text, position }: Walk): string {
  const where = text.environment === undefined ? "" : ` on ${text.environment}`;
  const head = `${text.title}${where}`;
  switch (position.at) {
    case "step":
      return wrongSaid(head, `step ${position.step}`, position);
    case "verify":
      return wrongSaid(head, "verifying", position);
    default:
      return head;
  }
}

type Wrong = { readonly wrong?: "asked" | "noted" | undefined; readonly note?: string | undefined };

function wrongSaid(head: string, step: string, { wrong, note }: Wrong): string {
  if (wrong === undefined) return `${head}, ${step}`;
  return `${head}, ${step} did not work${note === undefined ? "" : `: ${note}`}`;
}
