import type { ImageBlock } from "../../../chat/doc.ts";

/** What a Doc is rendered for. */
export type Surface = {
  /** Only accounts of it can be mentioned. */
  readonly workspace: string;
  /** Whether it shows tables: a message does, a view does not. */
  readonly tables: boolean;
  /** Id of the Slack file that a picture was uploaded as; undefined: its text stands for it. */
  readonly fileOf: (picture: ImageBlock) => string | undefined;
};
