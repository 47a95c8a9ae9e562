import type { PageEvent } from "../page/page-event.ts";
import type { PageTarget } from "./paging.ts";

/** What somebody wants done about pages. Without a number it is the page of the thread, or the only one of the speaker's. */
export type PageCommand =
  | {
      readonly do: "page";
      readonly target: PageTarget;
      readonly urgency: "high" | "low";
      readonly text: string;
    }
  /** Not enough was said, or it may be no command at all: the form, filled in as far as it was said. */
  | { readonly do: "form"; readonly target: PageTarget | undefined; readonly text: string }
  /** What is to be paged is not clear: several have that name, or none has. */
  | {
      readonly do: "which";
      readonly said: string;
      /** Those that have the name, or the nearest first. */
      readonly near: readonly PageTarget[];
      readonly urgency: "high" | "low";
      readonly text: string;
    }
  | { readonly do: "list"; readonly which: "open" | "all" }
  | { readonly do: "show" | "postmortem"; readonly number: number | undefined }
  | { readonly do: "act"; readonly number: number | undefined; readonly event: PageEvent }
  /** Undefined: whoever says it. */
  | { readonly do: "test"; readonly person: string | undefined }
  | {
      readonly do: "mute";
      readonly service: string;
      readonly length: Temporal.Duration;
      readonly why: string;
    }
  | { readonly do: "unmute"; readonly service: string }
  | { readonly do: "mutes" }
  /** It is one of these and cannot be read: what to say to that. */
  | { readonly do: "ask"; readonly text: string };
