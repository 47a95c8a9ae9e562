import type { Page, PageIn } from "./page.ts";

const none = {
  ackedBy: undefined,
  ackedAt: undefined,
  snoozedUntil: undefined,
  resolvedAt: undefined,
};

/** Nobody has it; its next turn is due at that instant. */
export function triggered(page: Page, dueAt: Temporal.Instant): PageIn<"triggered"> {
  return { ...page, ...none, state: "triggered", due: "turn", dueAt };
}

/** Nobody has it, and its policy begins at its first step. */
export function fromFirstStep(page: Page, dueAt: Temporal.Instant): PageIn<"triggered"> {
  return { ...triggered(page, dueAt), firstTurn: page.turn + 1 };
}

type Deadline = Pick<PageIn<"acknowledged">, "due" | "dueAt">;

/** A person has it until a deadline. */
export function acknowledged(
  page: Page,
  ackedBy: string,
  ackedAt: Temporal.Instant,
  deadline: Deadline,
): PageIn<"acknowledged"> {
  const snoozedUntil = deadline.due === "wake" ? deadline.dueAt : undefined;
  return { ...page, ...none, state: "acknowledged", ackedBy, ackedAt, snoozedUntil, ...deadline };
}

/** It asks whoever has it for a sign when the policy says so. */
export function reminderAfter({ policy }: Page, at: Temporal.Instant): Deadline {
  return { due: "remind", dueAt: at.add(policy.ackTimeout) };
}

export function resolved(page: Page, resolvedAt: Temporal.Instant): PageIn<"resolved"> {
  return { ...page, ...none, state: "resolved", due: undefined, dueAt: undefined, resolvedAt };
}
