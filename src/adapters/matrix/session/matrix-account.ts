/** The bot's account, as it is set. */
export type MatrixAccount = {
  readonly homeserver: string;
  /** The account's id, or the part of it before the colon. */
  readonly user: string;
  /** Needed at the first start alone. */
  readonly password?: string | undefined;
  /** Needed for a new device of an account that has an identity. */
  readonly recoveryKey?: string | undefined;
  /** What other people's clients call the device. */
  readonly deviceName: string;
  /** Shows the key that brings the identity back, once; it is written down nowhere. */
  readonly showRecoveryKey: (key: string) => void | Promise<void>;
};
