import { type Endpoint, endpoint, FileAnswer, openEndpoint } from "./endpoint.ts";
import { malformed, notFound } from "./matrix-refusal.ts";

/** Files. */
export const mediaEndpoints: readonly Endpoint[] = [
  endpoint("upload", "POST /media/v3/upload", ({ homeserver, bytes, contentType }) => {
    const id = homeserver.nextId().slice(0, 24);
    homeserver.model.media.set(id, { bytes, type: contentType });
    return { content_uri: `mxc://${homeserver.name}/${id}` };
  }),

  ...(["", "/:name"] as const).map((more) =>
    endpoint("download", `GET /client/v1/media/download/:server/:id${more}`, (call) => {
      const { homeserver, param } = call;
      const file = homeserver.model.media.get(param("id"));
      if (!file || param("server") !== homeserver.name) throw notFound("Not found");
      return new FileAnswer(file);
    }),
  ),

  endpoint("media config", "GET /client/v1/media/config", () => ({ "m.upload.size": 52_428_800 })),

  // Where files were before they could be had with a token only.
  openEndpoint("old download", "GET /media/v3/download/:server/:id", () => {
    throw malformed(404, "M_NOT_FOUND", "Not found");
  }),
];
