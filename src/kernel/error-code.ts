/**
 * Gives the word in which Node or SQLite say what happened, such as ENOENT or SQLITE_FULL. It is told by its shape, since
 * the class of such an error is not the same in every realm.
 */
export function errorCode(thrown: unknown): string | undefined {
  return Error.isError(thrown) && "code" in thrown && typeof thrown.code === "string"
    ? thrown.code
    : undefined;
}
