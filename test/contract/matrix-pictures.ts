import { Attachment, EncryptedAttachment } from "@matrix-org/matrix-sdk-crypto-wasm";
import { z } from "zod";
import type { Principal } from "../../src/chat/conversation.ts";
import type { MatrixWorld } from "./matrix-world.ts";

const pictureSchema = z.object({
  msgtype: z.literal("m.image"),
  url: z.string().optional(),
  file: z.looseObject({ url: z.string() }).optional(),
});

/** The files of pictures in a room, as somebody's client gets and opens them. */
export async function picturesOf(
  { server, person }: Pick<MatrixWorld, "server" | "person">,
  by: Principal,
  room: string,
): Promise<readonly Buffer[]> {
  const { client, opened } = person(by);
  const events = server.model.rooms.get(room)?.events ?? [];
  const found = events.flatMap(
    ({ id, content }) => pictureSchema.safeParse(opened.get(id) ?? content).data ?? [],
  );
  return await Promise.all(
    found.map(async ({ url, file }) => {
      const address = file?.url ?? url ?? "";
      const way = [undefined, undefined, undefined, false, true, true] as const;
      const got = await fetch(client.mxcUrlToHttp(address, ...way) ?? "", {
        headers: { authorization: `Bearer ${client.getAccessToken()}` },
      });
      const bytes = new Uint8Array(await got.arrayBuffer());
      if (!file) return Buffer.from(bytes);
      return Buffer.from(Attachment.decrypt(new EncryptedAttachment(bytes, JSON.stringify(file))));
    }),
  );
}
