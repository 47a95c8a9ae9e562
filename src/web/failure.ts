import type { Context } from "hono";
import { routePath } from "hono/route";
import type { WebReport } from "./web-report.ts";

type FailureGiven = {
  readonly report: WebReport;
  readonly randomHex: (bytes: number) => string;
};

/** Answers for what was thrown: the caller reads an id, the operator finds the rest under it. */
export type Failed = (c: Context, error: unknown, status: 500 | 503) => Response;

export function createFailed({ report, randomHex }: FailureGiven): Failed {
  return (c, error, status) => {
    const errorId = `E-${randomHex(3)}`;
    report.failed({ errorId, route: routeOf(c) }, error);
    return c.text(`Something broke on my side. Error ${errorId}.\n`, status);
  };
}

/** The pattern that took the request; `/*` when none did. */
export function routeOf(c: Context): string {
  return routePath(c, -1);
}
