import type { RawSearch } from '../../controls/view.ts';
import { oneOf } from '../../controls/view.ts';

export const evolutionMetrics = ['accuracy', 'success', 'rating', 'latency', 'cost'] as const;
export type EvolutionMetric = (typeof evolutionMetrics)[number];

/** What the page has in its address. */
export interface EvolutionSearch {
  /** Name of the model whose versions are shown; all when absent. */
  readonly named?: string | undefined;
  /** Global id of the version that is opened; the newest when absent. */
  readonly version?: string | undefined;
  /** By which versions are compared; accuracy when absent. */
  readonly by?: EvolutionMetric | undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The part of an address that is about evolution. What can't be understood is left out. */
export const readEvolutionSearch = (search: RawSearch): EvolutionSearch => ({
  named: textOf(search['named']),
  version: textOf(search['version']),
  by: oneOf(search['by'], evolutionMetrics),
});

/** What the page of a release check has in its address. */
export interface ReleaseSearch {
  /** Global id of the version to compare with; the parent when absent. */
  readonly against?: string | undefined;
}

export const readReleaseSearch = (search: RawSearch): ReleaseSearch => ({ against: textOf(search['against']) });
