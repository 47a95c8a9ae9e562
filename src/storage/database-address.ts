const schemePattern = /^(postgres|postgresql):\/\//i;

/**
 * Says in one sentence why `address` cannot be opened, or nothing when it names a file. Only the scheme is quoted: the
 * rest may hold a password.
 */
export function unsupportedAddress(address: string): string | undefined {
  const scheme = schemePattern.exec(address)?.[0];
  if (scheme === undefined) return undefined;
  return `AMA_DATABASE (or --db) begins with "${scheme}": expected the path of an SQLite file, since this version knows no other engine; set it to a file such as ./data/ama.sqlite.`;
}
