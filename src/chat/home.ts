import type { Action } from "./action.ts";
import type { Principal } from "./conversation.ts";
import type { Doc } from "./doc.ts";

/** Something to write in, and the label of the button that sends it: that is then a message to us, and no press. */
type AskBox = {
  readonly id: string;
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly send: string;
};

export type HomeSection =
  | { readonly doc: Doc }
  | { readonly buttons: readonly Action[] }
  | { readonly ask: AskBox };

/** What somebody sees where they look at us alone, on platforms that have such a place. */
export type Home = {
  readonly for: Principal;
  /** As it is when it is asked for: whoever shows it too late asks again. */
  sections(): Promise<readonly HomeSection[]>;
};
