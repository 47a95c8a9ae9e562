import type { ChatPlatform, SendOutcome } from "../../src/chat/chat-platform.ts";
import type { MessageRef, PlatformName } from "../../src/chat/conversation.ts";
import { docText } from "../../src/chat/doc-text.ts";
import type { Reply } from "../../src/chat/reply.ts";

type Call = {
  readonly call: "send" | "edit" | "findSent";
  readonly nonce: string;
  readonly text?: string;
  readonly reply?: Reply;
};

type Script = {
  /** What the next tries come to: lost means that the message is out, but that nobody hears of it. */
  readonly outcomes?: readonly (SendOutcome | "sent" | "lost" | "throw" | Promise<SendOutcome>)[];
  readonly found?: "cannot-tell" | "absent";
};

/** A platform that does as it is told, and everything else well. */
export function createScriptedPlatform(name: PlatformName = "memory", script: Script = {}) {
  const calls: Call[] = [];
  /** What can be read, by message id. */
  const shown = new Map<string, string>();
  const byNonce = new Map<string, MessageRef>();
  const outcomes = [...(script.outcomes ?? [])];

  const answer = async (sent: MessageRef, reply: Reply, nonce: string): Promise<SendOutcome> => {
    const outcome = outcomes.shift();
    if (outcome === "throw") throw new Error("socket hang up");
    if (typeof outcome === "object") return outcome;
    shown.set(sent.message, docText(reply.doc));
    byNonce.set(nonce, sent);
    return outcome === "lost" ? { unknown: true } : { sent };
  };

  const unused = () => Promise.reject(new Error("nobody should ask this"));
  const platform: ChatPlatform = {
    name,
    start: async () => {},
    stop: async () => {},
    health: () => ({ state: "up" }),
    capabilities: unused,
    send(reply, nonce) {
      calls.push({ call: "send", nonce, text: docText(reply.doc), reply });
      return answer({ ...reply.to, message: `s${shown.size + 1}` }, reply, nonce);
    },
    edit(reference, reply, nonce) {
      calls.push({ call: "edit", nonce, text: docText(reply.doc), reply });
      return answer(reference, reply, nonce);
    },
    remove: unused,
    linkTo: unused,
    directRoom: async ({ user }) => ({ platform: name, workspace: "local", room: `dm-${user}` }),
    async findSent(_where, nonce) {
      calls.push({ call: "findSent", nonce });
      return script.found ?? byNonce.get(nonce) ?? "absent";
    },
    working: unused,
    readThread: unused,
    openForm: unused,
    missedSince: () => {
      throw new Error("nobody should ask this");
    },
  };
  return {
    platform,
    calls,
    /** All that can be read, oldest first. */
    shown: () => [...shown.values()],
    texts: () => calls.flatMap(({ text }) => text ?? []),
  };
}
