import type { Principal } from "./conversation.ts";

/** A stretch of text in one style, a link, an account called, or a line's end. Text is data: whoever prints it escapes it. */
export type Run =
  | {
      readonly text: string;
      readonly bold?: true;
      readonly italic?: true;
      readonly strike?: true;
      readonly code?: true;
    }
  /** Only addresses a person may open: http, https, mailto. */
  | { readonly link: string; readonly runs: readonly Run[] }
  /** Tells the account that it is meant, where its platform can; elsewhere, and inside a link, it is the name. */
  | { readonly mention: Principal; readonly name: string };

/** How to make a picture: by which recipe, of which thing. Its bytes are made when it is sent and kept nowhere. */
export type ImageRef = { readonly recipe: string; readonly of: string };

/** A picture, and what it says to those who do not see it. */
export type ImageBlock = { readonly image: ImageRef; readonly alt: string };

/** What a secret is, by which recipe and of which thing; it is looked up when it is sent, and kept nowhere. */
export type SecretRef = { readonly recipe: string; readonly of: string };

export type CalloutKind = "note" | "warning" | "danger";

export type Block =
  | { readonly p: readonly Run[] }
  | { readonly heading: readonly Run[] }
  | {
      readonly list: readonly (readonly Block[])[];
      readonly ordered: boolean;
      readonly start?: number;
    }
  /** Things to do, in any order, each done or not. */
  | { readonly tasks: readonly { readonly body: readonly Block[]; readonly done: boolean }[] }
  | { readonly quote: readonly Block[] }
  | { readonly code: string; readonly lang?: string }
  | { readonly table: readonly (readonly (readonly Run[])[])[] }
  | { readonly callout: CalloutKind; readonly body: readonly Block[] }
  | ImageBlock
  /** Something to be copied, such as a key. */
  | { readonly secret: SecretRef }
  | { readonly divider: true };

/** A reply before any platform prints it. */
export type Doc = readonly Block[];

/** Whether an address is one a person may open. */
export function isOpenable(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/i.test(url);
}

/** A paragraph of plain text. */
export function paragraph(text: string): Block {
  return { p: [{ text }] };
}
