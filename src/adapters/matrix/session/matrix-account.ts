/** Somebody is there who sets the account up. */
export type Setup = {
  /** Shows the recovery key to them; it is written down nowhere. */
  readonly showRecoveryKey: (key: string) => void | Promise<void>;
  /** The account gets a new identity, whether it has one or not. */
  readonly isAnew: boolean;
};

/** The bot's account, as it is set. */
export type MatrixAccount = {
  readonly homeserver: string;
  /** The account's id, or the part of it before the colon. */
  readonly user: string;
  /** Needed at the first start alone. */
  readonly password?: string | undefined;
  /** In place of the password: of a device that nothing else uses. */
  readonly accessToken?: string | undefined;
  /** Needed for a new device of an account that has an identity. */
  readonly recoveryKey?: string | undefined;
  /** What other people's clients call the device. */
  readonly deviceName: string;
  /** Left out: nobody is there to set the account up. */
  readonly setup?: Setup | undefined;
};
