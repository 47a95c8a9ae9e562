import { wholeBody } from "../support/fake-slack/request-body.ts";
import { startWebServer } from "../support/fake-slack/web-server.ts";

/** A call of Slack's Web API, and what was answered. */
export type Relayed = { readonly method: string; readonly answer: Record<string, unknown> };

/** Stands between the app and a Slack, and takes note of each answer. */
export type SlackRelay = {
  /** For `slackApiUrl`. */
  readonly url: string;
  readonly relayed: readonly Relayed[];
  close(): Promise<void>;
};

export async function startSlackRelay(target: string): Promise<SlackRelay> {
  const relayed: Relayed[] = [];
  const { port, close } = await startWebServer(0, {
    async answer(_api, method, request, response) {
      const { "content-type": type = "", authorization = "" } = request.headers;
      const body = new Uint8Array(await wholeBody(request));
      const headers = { "content-type": type, authorization };
      const told = await fetch(`${target}${method}`, { method: "POST", headers, body });
      const text = await told.text();
      relayed.push({ method, answer: JSON.parse(text) });
      response.writeHead(told.status, { "content-type": "application/json" }).end(text);
    },
    upgrade: (_ticket, _request, raw) => raw.destroy(),
  });
  return { url: `http://127.0.0.1:${port}/api/`, relayed, close };
}
