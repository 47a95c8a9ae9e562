/**
 * Hears what an operator should know of. A route is the pattern it was written as (`/act/:token`), never the path that was
 * called, since a path may hold a secret; no header and no body is ever in it. Must not throw.
 */
export type WebReport = {
  /** Every request, once. */
  answered(line: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
  }): void;
  /** A token or signature that is wrong; worth counting. */
  refused(route: string): void;
  /** An authentic request that became a page as it was; `why` is in our words. */
  unreadable(about: { readonly source: string; readonly why: string }): void;
  /** Something was thrown; the caller was told the id alone. */
  failed(failure: { readonly errorId: string; readonly route: string }, error: unknown): void;
};
