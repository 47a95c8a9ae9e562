import { z } from "zod";
import { type Answer, type Asked, startLoopbackServer } from "./loopback-server.ts";

// A double of ours, not ntfy: it takes what docs.ntfy.sh/publish documents and nothing else.

const name = z.string().regex(/^[-_A-Za-z0-9]{1,64}$/);
const action = z.strictObject({
  action: z.literal("http"),
  label: z.string().min(1),
  url: z.url(),
  method: z.enum(["POST", "GET", "PUT"]).default("POST"),
  clear: z.boolean().default(false),
});
const message = z.strictObject({
  topic: name,
  title: z.string().min(1).max(250),
  // One byte more and it is an attachment.
  message: z.string().refine((text) => Buffer.byteLength(text) < 4_096),
  priority: z.int().min(1).max(5),
  tags: z.array(z.string().regex(/^[a-z0-9_+-]+$/)),
  click: z.url().optional(),
  actions: z.array(action).max(3),
  sequence_id: name,
});

type NtfyMessage = z.infer<typeof message>;

export type NtfyDouble = {
  readonly port: number;
  /** Everything that was published, in order. */
  published(): readonly NtfyMessage[];
  /** What a phone shows: the newest of each sequence, unless cleared. */
  shown(): readonly NtfyMessage[];
  close(): Promise<void>;
};

const mostBody = 8_192;

/** @param instead an answer given in place of the usual one; `"hang"`: none at all */
export async function startNtfyDouble(
  token: string | undefined,
  instead: () => Answer | "hang" | undefined,
): Promise<NtfyDouble> {
  const published: NtfyMessage[] = [];
  const shown = new Map<string, NtfyMessage>();

  const publish = ({ headers, body }: Asked): Answer => {
    if (headers["content-type"] !== "application/json") return fail(400, 40_000, "not JSON");
    if (Buffer.byteLength(body) > mostBody) return fail(400, 40_024, "JSON body too large");
    const read = message.safeParse(JSON.parse(body));
    if (!read.success) return fail(400, 40_017, z.prettifyError(read.error));
    published.push(read.data);
    shown.set(read.data.sequence_id, read.data);
    const { topic, sequence_id } = read.data;
    return yes({ id: `m${published.length}`, time: 1, event: "message", topic, sequence_id });
  };
  const answer = (asked: Asked): Answer => {
    const { method, path, headers } = asked;
    if (method === "GET" && path === "/v1/health") return yes({ healthy: true });
    if (token !== undefined && headers.authorization !== `Bearer ${token}`) {
      return fail(headers.authorization === undefined ? 403 : 401, 40_301, "forbidden");
    }
    if (method === "POST" && path === "/") return publish(asked);
    const sequence = /^\/[-\w]{1,64}\/(?<sequence>[-\w]{1,64})\/clear$/.exec(path)?.groups
      ?.sequence;
    if (method === "PUT" && sequence !== undefined) {
      shown.delete(sequence);
      return yes({ id: "c1", time: 1, event: "message_clear", sequence_id: sequence });
    }
    return fail(404, 40_401, "page not found");
  };

  const server = await startLoopbackServer((asked) => {
    const given = instead() ?? answer(asked);
    return given === "hang" ? undefined : given;
  });
  return {
    port: server.port,
    published: () => published,
    shown: () => [...shown.values()],
    close: server.close,
  };
}

function yes(body: object): Answer {
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}

function fail(http: number, code: number, error: string): Answer {
  return { status: http, body: JSON.stringify({ code, http, error }) };
}
