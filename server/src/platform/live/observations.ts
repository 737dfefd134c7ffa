import { channel } from 'node:diagnostics_channel';

/** The result of one ingest request, for the metrics. Costs nothing without a listener. */
export interface IngestObservation {
  kind: 'message' | 'evaluation' | 'span' | 'point' | 'prediction' | 'exposure' | 'event' | 'user';
  accepted: number;
  updated: number;
  rejected: number;
}

const ingested = channel('fine-tune-lab.ingested');

export function observeIngest(observation: IngestObservation): void {
  ingested.publish(observation);
}

/** Calls `listener` for every later ingest request of this process; returns a function that stops it. */
export function onIngest(listener: (observation: IngestObservation) => void): () => void {
  const heard = (message: unknown): void => listener(message as IngestObservation);
  ingested.subscribe(heard);
  return () => ingested.unsubscribe(heard);
}
