export type Json = Readonly<Record<string, unknown>>;

/** What a homeserver says in place of an answer. */
export class MatrixRefusal extends Error {
  readonly status: number;
  readonly errcode: string;
  readonly body: Json;
  /** A call that a client must never make, whether or not a homeserver would take it. */
  readonly isBreach: boolean;

  constructor(
    status: number,
    errcode: string,
    error: string,
    { more = {}, isBreach = false }: { readonly more?: Json; readonly isBreach?: boolean } = {},
  ) {
    super(`${status} ${errcode} ${error}`);
    this.status = status;
    this.errcode = errcode;
    this.body = { errcode, error, ...more };
    this.isBreach = isBreach;
  }
}

export const forbidden = (error: string) => new MatrixRefusal(403, "M_FORBIDDEN", error);
export const notFound = (error: string) => new MatrixRefusal(404, "M_NOT_FOUND", error);
/** Refuses what no client of ours may send. */
export const malformed = (status: number, errcode: string, error: string) =>
  new MatrixRefusal(status, errcode, error, { isBreach: true });
