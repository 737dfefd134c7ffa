/** How far a workspace was judged, and how many messages there were in the days of that. */
export interface Progress {
  readonly judgedUntil: Date;
  readonly discoveredAt: Date;
  readonly countedFrom: Date;
  readonly countedUntil: Date;
  readonly countedMessages: number;
}
