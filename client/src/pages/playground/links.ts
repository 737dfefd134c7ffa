/** What the playground shows: a run, or a prompt that is taken from a version, a span or a message; nothing: an empty one. */
export interface PlaygroundSearch {
  /** Global id of a run. */
  readonly run?: string | undefined;
  /** Name of a prompt of the registry. */
  readonly name?: string | undefined;
  /** Of that prompt; absent: the newest. */
  readonly version?: number | undefined;
  readonly trace?: string | undefined;
  readonly span?: string | undefined;
  /** External id of a message. */
  readonly message?: string | undefined;
}
