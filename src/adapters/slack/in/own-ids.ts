/** Who we are in a workspace. */
export type OwnIds = {
  readonly user: string;
  readonly bot: string;
  readonly team: string;
};
