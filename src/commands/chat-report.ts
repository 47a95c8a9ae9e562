import type { ChatReport } from "../chat/chat-report.ts";
import type { Log } from "../kernel/log.ts";

/** Tells the log what goes wrong in chat: ids and codes, never what somebody wrote. */
export function chatReport(log: Log): ChatReport {
  return {
    fault: (error) => log.fault("chat.failed", error),
    itemFailed: ({ errorId }) => log.warn("chat.gaveup", { errorId }),
    replyFailed: ({ reason }) => log.warn("chat.unsent", { outcome: reason }),
    replyCancelled: () => log.warn("chat.stale", {}),
    replyPlain: (platform) => log.warn("chat.plain", { platform }),
  };
}
