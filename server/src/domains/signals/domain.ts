import { defineDomain } from '../../platform/domain.ts';

/** Findings in streams of metrics, and forecasts: so far their computations alone, as `bench signals` measures them (docs/signals.md). */
export const signalsDomain = defineDomain({ name: 'signals' });
