/** Connections to Slack of a workspace. */
export const maxSlackConnections = 20;

/** A slash command as Slack sends it. */
export interface SlackCommand {
  readonly teamId: string;
  /** Such as "/lab". */
  readonly command: string;
  /** What stands behind the command. */
  readonly text: string;
  /** Name of the person in Slack; empty: Slack sent none. */
  readonly userName: string;
  /** Where an answer that takes longer is sent; null: Slack sent none that may be asked. */
  readonly responseUrl: string | null;
}

/** What a request is proved by. */
export interface SlackProof {
  /** Seconds since 1970, as the header has it. */
  readonly timestamp: string;
  /** "v0=" and 64 hex digits. */
  readonly signature: string;
  readonly body: Buffer;
}
