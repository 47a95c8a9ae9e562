import { z } from "zod";
import type { HookReading, HookTarget } from "./hook-event.ts";
import { firstFault, hookLine, hookLines, hookLinks } from "./hook-text.ts";

const nameSchema = z.string().max(200);

/** What is null or empty counts as left out: templates write both where they have nothing to say. */
const pageSchema = z.preprocess(
  withoutEmpty,
  z
    .object({
      action: z.enum(["trigger", "ack", "resolve"]),
      service: nameSchema.optional(),
      policy: nameSchema.optional(),
      person: nameSchema.optional(),
      summary: z.string().optional(),
      details: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
      dedup_key: z.string().max(255).optional(),
      urgency: z.enum(["high", "low"]).default("high"),
      links: z.array(z.object({ text: z.string().optional(), url: z.string() })).default([]),
    })
    .refine(({ service, policy, person }) => targetsOf({ service, policy, person }).length < 2, {
      error: 'expected one of "service", "policy" and "person"',
    }),
);

/** Reads the form that any program may send: `{action, service|policy|person, summary, …}`. */
export function parsePageHook(content: unknown, source: string): HookReading {
  const { data, error } = pageSchema.safeParse(content);
  if (data === undefined) return { unreadable: firstFault(error) };
  const { action, dedup_key: key, details, urgency, links } = data;
  const target = targetsOf(data)[0];
  const summary = hookLine(data.summary);
  // Its own keys only: none of another source, of Alertmanager or of a person in chat.
  const dedupKey = key === undefined ? undefined : `hook:${source}:${key}`;
  if (action !== "trigger") {
    if (dedupKey === undefined)
      return { unreadable: `To ${action} a page, "dedup_key" is needed.` };
    return { events: [{ kind: action, source, target, dedupKey, summary }] };
  }
  if (summary === undefined) return { unreadable: 'To page somebody, "summary" is needed.' };
  return {
    events: [
      {
        kind: "trigger",
        source,
        target,
        dedupKey,
        summary,
        details: hookLines(
          typeof details === "object" ? JSON.stringify(details, undefined, 2) : details,
        ),
        urgency,
        links: hookLinks(links),
      },
    ],
  };
}

function targetsOf(named: {
  readonly service?: string | undefined;
  readonly policy?: string | undefined;
  readonly person?: string | undefined;
}): readonly HookTarget[] {
  return (["service", "policy", "person"] as const).flatMap((kind) => {
    const name = hookLine(named[kind]);
    return name === undefined ? [] : [{ kind, name }];
  });
}

function withoutEmpty(content: unknown): unknown {
  if (typeof content !== "object" || content === null || Array.isArray(content)) return content;
  return Object.fromEntries(
    Object.entries(content).filter(([, value]) => value !== null && value !== ""),
  );
}
