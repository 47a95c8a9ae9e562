import type { WebClient } from "@slack/web-api";
import type { Doc } from "../../../chat/doc.ts";
import { makePictures, type Picture } from "../../../chat/pictures.ts";
import { type Failure, failureOf } from "./failure.ts";

/** A Doc whose pictures are made, and not yet anywhere. */
export type MadeDoc = Awaited<ReturnType<typeof makePictures<Picture>>>;

export type DrawnDoc = {
  readonly doc: Doc;
  /** Of each picture, in their order, the id of its file; undefined: it is shown by itself, or not at all. */
  readonly files: readonly (string | undefined)[];
  /** Ids of all that is in Slack now. */
  readonly uploaded: readonly string[];
};

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal: longer text is refused. */
const mostAlt = 1_000;

/**
 * Takes the pictures of a Doc to Slack: into a direct room, where each is shown by itself, or where nobody sees it before
 * a message shows it. Where Slack takes none, the Doc says so.
 *
 * @returns how it failed, where it is worth another try
 */
export async function uploadPictures(
  { doc, pictures }: MadeDoc,
  given: {
    readonly client: Pick<WebClient, "filesUploadV2">;
    readonly into?: { readonly room: string; readonly thread: string | undefined } | undefined;
    readonly fault: (error: unknown) => void;
  },
): Promise<DrawnDoc | Failure> {
  const { client, into, fault } = given;
  const files: (string | undefined)[] = [];
  const uploaded: string[] = [];
  try {
    for (const { alt, made } of pictures) {
      const file = await upload(client, made, alt, into);
      files.push(into ? undefined : file);
      if (file !== undefined) uploaded.push(file);
    }
    return { doc, files, uploaded };
  } catch (error) {
    const failure = failureOf(error);
    if (!("refused" in failure)) return failure;
    fault(error);
    const without = await makePictures(doc, async () => undefined, fault);
    return { doc: without.doc, files: [], uploaded };
  }
}

/** Takes a file out of Slack, wherever it is shown; one that is gone counts as that. */
export async function deleteFile(
  file: string,
  { client }: { readonly client: Pick<WebClient, "files"> },
): Promise<Failure | undefined> {
  try {
    await client.files.delete({ file });
    return undefined;
  } catch (error) {
    const failure = failureOf(error);
    return "refused" in failure ? undefined : failure;
  }
}

async function upload(
  client: Pick<WebClient, "filesUploadV2">,
  { png, name }: Picture,
  alt: string,
  into: { readonly room: string; readonly thread: string | undefined } | undefined,
): Promise<string | undefined> {
  const altText = alt.slice(0, mostAlt).toWellFormed();
  const file = {
    file: Buffer.from(png),
    filename: name,
    ...(altText.trim() === "" ? {} : { alt_text: altText }),
  };
  const { files } = await client.filesUploadV2({ ...file, ...placeOf(into) });
  return files[0]?.files?.[0]?.id;
}

function placeOf(into: { readonly room: string; readonly thread: string | undefined } | undefined) {
  if (!into) return {};
  const { room, thread } = into;
  return thread === undefined ? { channel_id: room } : { channel_id: room, thread_ts: thread };
}
