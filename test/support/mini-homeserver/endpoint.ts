import { z } from "zod";
import type { Homeserver } from "./homeserver.ts";
import { type Json, malformed } from "./matrix-refusal.ts";
import type { Account, Device, MediaFile } from "./model.ts";
import type { Polls } from "./polls.ts";

/** A call as it came in, with what it may use. */
export type OpenCall = {
  readonly homeserver: Homeserver;
  readonly polls: Polls;
  /** Where the server listens, without a slash at the end. */
  readonly origin: string;
  /** Method and path: the same for a call that is made again. */
  readonly name: string;
  /** What stands in the path where the endpoint leaves it open. */
  param(name: string): string;
  readonly query: URLSearchParams;
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Aborted when the client waits no more. */
  readonly gone: AbortSignal;
  /** Writes down what a client should not have done, although it is done. */
  addBreach(what: string): void;
};

/** Who makes a call. */
export type Caller = {
  readonly account: Account;
  readonly device: Device;
  readonly token: string;
};

/** A call of somebody who is logged in. */
export type Call<Param extends string = never> = Omit<OpenCall, "param"> &
  Caller & { param(name: Param): string };

/** An answer that is no JSON. */
export class FileAnswer {
  readonly file: MediaFile;
  constructor(file: MediaFile) {
    this.file = file;
  }
}

type Answer = Json | readonly Json[] | FileAnswer;

export type Endpoint = {
  /** By which faults are scripted and calls are found. */
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  /** @param caller left out: nobody is logged in */
  readonly run: (call: OpenCall, caller: Caller | undefined) => Answer | Promise<Answer>;
  /** Whether everybody may call it. */
  readonly isOpen: boolean;
};

type Place<Path extends string> = `${"GET" | "PUT" | "POST" | "DELETE"} ${Path}`;

/** Names of what a path leaves open: `/rooms/:room/send/:type` has room and type. */
type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** Makes an endpoint for who is logged in. @param place method, and path after `/_matrix`, a colon before what it leaves open */
export function endpoint<Path extends string>(
  name: string,
  place: Place<Path>,
  run: (call: Call<NamesIn<Path>>) => Answer | Promise<Answer>,
): Endpoint {
  return {
    name,
    ...placeOf(place),
    isOpen: false,
    run(call, caller) {
      if (!caller) throw new Error(`${name} was reached by nobody.`);
      return run({ ...call, ...caller });
    },
  };
}

/** Makes an endpoint for everybody. */
export function openEndpoint<Path extends string>(
  name: string,
  place: Place<Path>,
  run: (call: OpenCall) => Answer,
): Endpoint {
  return { name, ...placeOf(place), isOpen: true, run };
}

function placeOf(place: string): Pick<Endpoint, "method" | "path"> {
  const [method = "", path = ""] = place.split(" ");
  const pattern = path.replaceAll(/:(\w+)/g, "(?<$1>[^/]*)");
  return { method, path: new RegExp(`^/_matrix${pattern}$`) };
}

/** Reads the body of a call; none is an empty object. @throws MatrixRefusal */
export function bodyOf<Body>({ bytes }: { readonly bytes: Buffer }, schema: z.ZodType<Body>): Body {
  const read = schema.safeParse(jsonOf(bytes));
  if (!read.success) throw malformed(400, "M_BAD_JSON", z.prettifyError(read.error));
  return read.data;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return bytes.length === 0 ? {} : JSON.parse(bytes.toString("utf8"));
  } catch {
    throw malformed(400, "M_NOT_JSON", "Content not JSON.");
  }
}

/** Anything in JSON that has names. */
export const jsonSchema = z.record(z.string(), z.unknown());

/** Does once what a call names as a transaction, and gives the same answer again. */
export function once({ device, name }: Pick<Call, "device" | "name">, act: () => Json): Json {
  const before = device.answered.get(name);
  if (before) return before;
  const answer = act();
  device.answered.set(name, answer);
  return answer;
}
