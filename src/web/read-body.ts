/** What is kept of a body. */
export type Body = {
  readonly bytes: Buffer;
  /** Nothing was left out. */
  readonly whole: boolean;
};

type BodyStream = ReadableStream<Uint8Array> | null;

type Reading = {
  /** Aborts when the sender has had long enough. */
  readonly deadline: AbortSignal;
  /** Kept at most, in bytes. */
  readonly keep: number;
  /** Read at most, in bytes; what comes after `keep` is heard and forgotten. */
  readonly read: number;
  /** Hears every piece in order. */
  readonly heard?: (piece: Uint8Array) => void;
};

/** Reads a body. @returns undefined when it did not end in time, or broke off */
export async function readBody(
  stream: BodyStream,
  { deadline, keep, read, heard }: Reading,
): Promise<Body | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  if (stream !== null) {
    const reader = stream.getReader();
    const late = aborted(deadline);
    try {
      while (size <= read) {
        const next = await Promise.race([reader.read(), late]);
        if (next === undefined) return undefined;
        if (next.done) break;
        heard?.(next.value);
        if (size < keep) pieces.push(next.value.subarray(0, keep - size));
        size += next.value.length;
      }
    } catch {
      return undefined;
    }
  }
  return { bytes: Buffer.concat(pieces), whole: size <= keep };
}

function aborted(signal: AbortSignal): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  if (signal.aborted) resolve(undefined);
  signal.addEventListener("abort", () => resolve(undefined), { once: true });
  return promise;
}
