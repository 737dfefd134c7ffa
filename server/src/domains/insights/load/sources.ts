import type { InsightSource } from './source.ts';
import { changes } from './sources/changes.ts';
import { cost } from './sources/cost.ts';
import { drift } from './sources/drift.ts';
import { incidents } from './sources/incidents.ts';
import { judges } from './sources/judges.ts';
import { sentiment } from './sources/sentiment.ts';
import { topics } from './sources/topics.ts';

/** Every origin of insights, the quick ones first. */
export const sources: readonly InsightSource[] = [incidents, cost, judges, topics, sentiment, changes, drift];
