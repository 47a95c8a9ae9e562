// Preloaded by the kill test: the process dies right before the statement that it was told, counted from the next item on.

import Database from "better-sqlite3";
import { fromBotSchema, toBotSchema } from "./kill-messages.ts";

const recordsSent = /^update "outbox" set .*"sent_message" = /;
let dieAt: number | undefined;
let endsWithReply = true;
let count: number | undefined;

process.on("message", (said) => {
  const message = toBotSchema.parse(said);
  if (message.say === "die") {
    dieAt = message.at;
    endsWithReply = message.until === "reply";
  }
  if (message.say === "item" && dieAt !== undefined) count ??= 0;
  if (message.say === "count") through();
});

Database.prototype.prepare = new Proxy(Database.prototype.prepare, {
  apply(prepare, database, given) {
    const statement: object = Reflect.apply(prepare, database, given);
    const sql = String(given[0]);
    for (const name of ["all", "get", "run", "iterate"]) watch(statement, name, sql);
    return statement;
  },
});

function watch(statement: object, name: string, sql: string): void {
  const execute: unknown = Reflect.get(statement, name);
  if (typeof execute !== "function") return;
  const value = (...given: readonly unknown[]): unknown => {
    before();
    const result: unknown = Reflect.apply(execute, statement, given);
    if (endsWithReply && recordsSent.test(sql)) through();
    return result;
  };
  Object.defineProperty(statement, name, { value });
}

function before(): void {
  if (count === undefined) return;
  count += 1;
  if (count === dieAt) process.kill(process.pid, "SIGKILL");
}

function through(): void {
  if (count === undefined) return;
  process.send?.(fromBotSchema.encode({ say: "through", statements: count }));
  count = undefined;
  dieAt = undefined;
}
