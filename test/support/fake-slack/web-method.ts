import type { z } from "zod";
import { parseArguments } from "./call-arguments.ts";
import type { EventFeed } from "./event-feed.ts";
import type { ShortLived } from "./short-lived.ts";
import type { Json } from "./slack-refusal.ts";
import type { SlackWorkspace } from "./slack-workspace.ts";

/** What a method may use. */
export type Call = {
  readonly workspace: SlackWorkspace;
  readonly feed: EventFeed;
  readonly shortLived: ShortLived;
  /** Where the server listens, without a slash at the end. */
  readonly origin: string;
  /** @throws SlackRefusal missing_scope unless one of the scopes is granted */
  need(...anyOf: readonly string[]): void;
  isGranted(scope: string): boolean;
};

export type WebMethod = (given: object, call: Call) => Json;

/** Makes a method that checks scopes, reads its arguments strictly, and runs. */
export function webMethod<Arguments>(
  scope: string | undefined,
  schema: z.ZodType<Arguments>,
  run: (given: Arguments, call: Call) => Json,
): WebMethod {
  return (given, call) => {
    if (scope !== undefined) call.need(scope);
    return run(parseArguments(schema, given), call);
  };
}
