/** Whom a message can call. */
export type Surface = {
  /** Only accounts that are known by it can be called. */
  readonly workspace: string;
  /** Our own account, which is called by nothing. */
  readonly self: string;
};
