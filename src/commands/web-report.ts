import type { Log } from "../kernel/log.ts";
import type { WebReport } from "../web/web-report.ts";

/** Tells the log what the web room hears: routes as they are written, and ids. */
export function webReport(log: Log): WebReport {
  return {
    answered: ({ method, route, status }) =>
      log.debug("web.answered", { outcome: `${method}:${route}:${status}` }),
    refused: (route) => log.warn("web.refused", { outcome: route }),
    unreadable: ({ source }) => log.warn("web.unreadable", { outcome: source }),
    failed: ({ errorId, route }, error) =>
      log.fault("web.failed", error, { errorId, outcome: route }),
  };
}
