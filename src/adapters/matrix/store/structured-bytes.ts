import { Deserializer, Serializer } from "node:v8";

/**
 * Writes a value as IndexedDB clones it. `v8.serialize` would not: it cuts a view off its buffer, and a value read back
 * would hold on to the bytes that it was read from. Blobs and keys of Web Crypto are lost in either, but nobody stores them here.
 */
export function bytesOf(value: unknown): Buffer {
  const serializer = new Serializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
}

export function valueIn(bytes: Uint8Array): unknown {
  const deserializer = new Deserializer(bytes);
  deserializer.readHeader();
  return deserializer.readValue();
}
