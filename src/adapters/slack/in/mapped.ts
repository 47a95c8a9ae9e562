import type { FormSubmit, InboxItem } from "../../../chat/inbox-item.ts";

/** What opens a view for 3 seconds; it is never stored. */
export type ShortHandle = { readonly triggerId?: string | undefined };

/** A command that somebody gave, or under whose answer they pressed, and the address that takes more of it. */
type GivenCommand = {
  readonly command: string;
  readonly user: string;
  readonly responseUrl: string | undefined;
};

/** What a payload comes to. */
export type Mapped =
  /** Nothing for us: it is acknowledged, and that is all. */
  | { readonly as: "nothing" }
  | {
      readonly as: "item";
      readonly item: InboxItem;
      readonly handle?: ShortHandle;
      /** A form follows, for which the trigger would not last. */
      readonly opensForm?: boolean;
      readonly given?: GivenCommand | undefined;
      /** Said to whoever did it with the acknowledgement, where nothing better is known by then. */
      readonly saying?: string;
    }
  /** To be checked before it is taken in. */
  | { readonly as: "form"; readonly item: FormSubmit }
  /** Somebody wants to ask: the form for it opens, and nothing is written down. */
  | { readonly as: "asks"; readonly triggerId: string; readonly user: string }
  /** A form that nobody knows any more; shown in it. */
  | { readonly as: "lost-form"; readonly field: string; readonly problem: string }
  /** Our access is gone. */
  | { readonly as: "revoked"; readonly reason: string };

export const nothing: Mapped = { as: "nothing" };
