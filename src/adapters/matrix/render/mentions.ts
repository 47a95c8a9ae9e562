import type { Principal } from "../../../chat/conversation.ts";
import type { Block, Doc, Run } from "../../../chat/doc.ts";
import { blocksIn } from "../../../chat/doc-tree.ts";
import type { Surface } from "./surface.ts";

/** Whom a message calls. Without it clients look for names, and for `@room`, in the text. */
export type Mentions = { readonly user_ids?: readonly string[] };

/** Those whom a Doc calls, each once, in their order. */
export function mentionsOf(doc: Doc, surface: Surface): Mentions {
  return mentioning(
    blocksIn(doc)
      .flatMap(runsIn)
      .flatMap((run) => ("mention" in run ? [run.mention] : []))
      .filter((account) => isCallable(account, surface))
      .map(({ user }) => user),
  );
}

export function mentioning(users: readonly string[]): Mentions {
  return users.length === 0 ? {} : { user_ids: [...new Set(users)] };
}

export function isCallable({ platform, workspace, user }: Principal, surface: Surface): boolean {
  return (
    platform === "matrix" &&
    workspace === surface.workspace &&
    user !== surface.self &&
    isUserId(user)
  );
}

/** https://spec.matrix.org/v1.14/appendices/#user-identifiers: also those of old, and no longer ones. */
function isUserId(user: string): boolean {
  return /^@[!-9;-~]+:[A-Za-z0-9.:[\]-]+$/.test(user) && user.length <= 255;
}

/** Of a block itself, not of those in it. */
function runsIn(block: Block): readonly Run[] {
  if ("p" in block) return block.p;
  if ("heading" in block) return block.heading;
  return "table" in block ? block.table.flat(2) : [];
}
