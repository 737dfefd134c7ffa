/** Connections to Slack of a workspace. */
export const maxSlackConnections = 20;

/** A slash command as Slack sends it. */
export interface SlackCommand {
  readonly teamId: string;
  /** Such as "/lab". */
  readonly command: string;
  /** What stands behind the command. */
  readonly text: string;
  /** Slack's id of its sender, such as U0123ABCD; empty: Slack sent none. */
  readonly userId: string;
  /** Name of the person in Slack; empty: Slack sent none. */
  readonly userName: string;
  /** Where an answer that takes longer is sent; null: Slack sent none that may be asked. */
  readonly responseUrl: string | null;
}

/** Who sent a command. */
export type SlackSender = Pick<SlackCommand, 'teamId' | 'userId' | 'userName'>;

/** A connection that has signed a request. */
export interface SignedConnection {
  readonly id: string;
  readonly workspaceId: string;
  /** Id of a person, or `local`. */
  readonly owner: string;
}

/** So long a link to an own account may be opened. */
export const linkOpenMs = 600_000;

/** What a request is proved by. */
export interface SlackProof {
  /** Seconds since 1970, as the header has it. */
  readonly timestamp: string;
  /** "v0=" and 64 hex digits. */
  readonly signature: string;
  readonly body: Buffer;
}
