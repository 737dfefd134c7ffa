/** How long a trainer may take to stop until the page says that the cancellation is not confirmed. */
const stopMs = 2 * 60_000;
/** The same where it saves a checkpoint first. */
const checkpointMs = 10 * 60_000;

/** When a request to stop should be confirmed. */
export const stopDueAt = (requestedAt: Date, savesCheckpoint: boolean): Date =>
  new Date(requestedAt.getTime() + (savesCheckpoint ? checkpointMs : stopMs));
