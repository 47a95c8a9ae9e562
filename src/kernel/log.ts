import { type DestinationStream, pino } from "pino";
import { faultFields } from "./fault-fields.ts";
import { type LogEvent, type LogFields, loggable, loggableWord } from "./log-fields.ts";
import type { LogLevel } from "./log-level.ts";

/**
 * Says what the program did, never what anybody wrote: an event has a name of our own, and its fields are ids, outcomes,
 * numbers and codes. There is no parameter that takes a sentence.
 */
export interface Log {
  debug(event: LogEvent, fields?: LogFields): void;
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  /**
   * Logs what was thrown, at level error: of a BotError its code and message, of any other error its name, its code and
   * where it was thrown. The message of such an error is left out, since a library quotes in it what it was given.
   */
  fault(event: LogEvent, error: unknown, fields?: LogFields): void;
}

/**
 * Creates a log that writes one JSON object a line to `destination`, by default to stderr. Each line is written before
 * the call returns, so that nothing is lost when the process ends.
 */
export function createLog(
  level: LogLevel,
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Log {
  const lines = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  const line = (event: LogEvent, fields: LogFields = {}) => ({
    event: loggableWord(event),
    ...loggable(fields),
  });
  return {
    debug: (event, fields) => lines.debug(line(event, fields)),
    info: (event, fields) => lines.info(line(event, fields)),
    warn: (event, fields) => lines.warn(line(event, fields)),
    fault: (event, error, fields) => lines.error({ ...line(event, fields), ...faultFields(error) }),
  };
}
