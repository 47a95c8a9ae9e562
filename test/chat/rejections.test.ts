import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { sharedRejections } from "../../src/chat/rejections.ts";

describe("what nobody caught", () => {
  const ours = new Error("of one of us");
  const theirs = new Error("of nobody");
  function throwing(own: unknown, heard: unknown[]) {
    return (reason: unknown) => {
      if (reason !== own) throw reason;
      heard.push(reason);
    };
  }

  it("is heard by whose it is, whoever listens beside it, and ends the process where it is nobody's", () => {
    const process = new EventEmitter();
    const shared = sharedRejections(process);
    const heard: unknown[] = [];
    shared.on("unhandledRejection", throwing("something else", []));
    shared.on("unhandledRejection", throwing(ours, heard));
    process.emit("unhandledRejection", ours);
    expect(heard).toEqual([ours]);
    expect(() => process.emit("unhandledRejection", theirs)).toThrow(theirs);
  });

  it("is left to the process once nobody listens any more", () => {
    const process = new EventEmitter();
    const shared = sharedRejections(process);
    const listener = throwing(ours, []);
    shared.on("unhandledRejection", listener);
    shared.off("unhandledRejection", listener);
    expect(process.listenerCount("unhandledRejection")).toBe(0);
  });
});
