import { z } from "zod";
import { count, inJson, jsonList, stamp, words } from "./call-arguments.ts";
import { own, rootOf } from "./chat-methods.ts";
import { activeMention } from "./mention-rules.ts";
import { fileJson } from "./message-json.ts";
import { removeMessage } from "./remove-message.ts";
import { writableRoom } from "./room-access.ts";
import type { FakeFile, SlackModel } from "./slack-model.ts";
import { refusedArgument, SlackRefusal } from "./slack-refusal.ts";
import { type Call, type WebMethod, webMethod } from "./web-method.ts";

const scope = "files:write";

/** The two ends of an upload, whose bytes go to an address of their own between them, and what undoes it. */
export const fileMethods: Readonly<Record<string, WebMethod>> = {
  "files.getUploadURLExternal": webMethod(
    scope,
    z.strictObject({
      filename: words,
      length: count.min(1),
      alt_text: z.string().max(1_000).optional(),
      snippet_type: z.string().optional(),
    }),
    (given, { workspace, origin }) => {
      const { filename: name, length, alt_text: altText } = given;
      const id = workspace.nextId("F");
      const file = { id, name, title: name, altText, length, bytes: undefined, shared: false };
      workspace.model.files.set(id, file);
      return { file_id: id, upload_url: `${origin}/upload/${id}` };
    },
  ),

  "files.completeUploadExternal": webMethod(
    scope,
    z.strictObject({
      files: inJson(
        z
          .array(
            z.strictObject({
              id: words,
              title: z.string().optional(),
              highlight_type: z.string().optional(),
            }),
          )
          .min(1),
      ),
      channel_id: words.optional(),
      thread_ts: stamp.optional(),
      initial_comment: z.string().optional(),
      blocks: jsonList.optional(),
    }),
    (given, call) => {
      const files = given.files.map(({ id, title }) => uploaded(call.workspace.model, id, title));
      for (const file of files) call.workspace.model.files.set(file.id, file);
      if (given.channel_id !== undefined) {
        share(call, files, given.channel_id, given.thread_ts, given.initial_comment);
      }
      // The answer tells no time stamp: the message comes later.
      return { files: files.map((file) => ({ ...fileJson(file) })) };
    },
  ),

  "files.delete": webMethod(scope, z.strictObject({ file: words }), ({ file }, call) => {
    removeFile(call, file);
    return {};
  }),
};

/** Takes a file out of the messages that show it; one that holds nothing else goes. */
function removeFile({ workspace, feed }: Call, id: string): void {
  const { model } = workspace;
  if (!model.files.delete(id)) throw new SlackRefusal("file_not_found");
  for (const message of model.messages.filter(({ files }) => files.some((one) => one.id === id))) {
    message.files = message.files.filter((one) => one.id !== id);
    const isEmpty = message.text === "" && message.files.length === 0;
    if (isEmpty && message.blocks.length === 0) removeMessage(workspace, feed, message);
  }
}

function uploaded({ files }: SlackModel, id: string, title: string | undefined): FakeFile {
  const file = files.get(id);
  // docs.slack.dev/reference/methods/files.completeUploadExternal knows no word of its own for what is done already.
  if (file?.bytes === undefined || file.shared) throw new SlackRefusal("file_not_found");
  return { ...file, title: title ?? file.title, shared: true };
}

function share(
  call: Call,
  files: readonly FakeFile[],
  channel: string,
  threadTs: string | undefined,
  comment = "",
): void {
  if (activeMention(comment) !== undefined) {
    const message = "[ERROR] holds an active mention [json-pointer:/initial_comment]";
    throw refusedArgument("invalid_arguments", [message], true);
  }
  const room = writableRoom(call, channel);
  const message = call.workspace.addMessage({
    ...own(call, room),
    text: comment,
    files,
    threadTs: rootOf(call, room, threadTs),
    subtype: "file_share",
  });
  call.feed.posted(message);
}

/** Takes the bytes of a file. @throws SlackRefusal when the address is unknown, or the length is not what was said */
export function takeUpload({ files }: SlackModel, id: string, bytes: Buffer): void {
  const file = files.get(id);
  if (!file) throw new SlackRefusal("file_not_found");
  if (bytes.length !== file.length) throw new SlackRefusal("file_length_mismatch", {}, true);
  file.bytes = bytes;
}
