/** An address of somebody's, and the key that goes with it. Both are secrets. */
export type KeyedAddress = {
  readonly url: URL;
  readonly key: string | undefined;
  /** Where they are kept, which is how people speak of them. */
  readonly reference: string;
};

/**
 * Reads an address, after which a key may stand behind a blank or a line break: `https://host/path key`.
 *
 * @param reference where the text comes from; only this is told of it
 */
export function parseKeyedAddress(
  text: string,
  reference: string,
): KeyedAddress | { readonly problem: string } {
  const [address = "", key, ...more] = text.trim().split(/\s+/);
  const url = URL.parse(address);
  if (more.length > 0 || url === null || !/^https?:$/.test(url.protocol)) {
    return {
      problem: `${reference} holds something else than an address: expected https://…, and behind a blank the key if there is one.`,
    };
  }
  if (url.username !== "" || url.password !== "") {
    return {
      problem: `${reference} holds an address with a name or password in it: expected https://host/…, and the key behind a blank.`,
    };
  }
  return { url, key, reference };
}
