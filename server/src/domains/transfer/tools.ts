import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineTool, single } from '../../platform/tools/tool.ts';
import type { Effectiveness } from './types.ts';

interface AskedTransfer {
  readonly sourceModel: string;
  readonly targetModel: string;
  readonly domain: string;
  readonly method: string;
  readonly effect: {
    readonly accuracyGain: number | null;
    readonly accuracy: { readonly verdict: string } | null;
    readonly timeReductionPercent: number | null;
    readonly costSavedUsd: number | null;
    readonly effectiveness: Effectiveness | null;
  };
}

const words = (value: string | null | undefined): string | null => value?.toLowerCase().replaceAll('_', ' ') ?? null;

export const transferTool = defineTool({
  name: 'transfer_learning',
  title: 'Transfer learning',
  description:
    'What models took over from others: accuracy gained, time and cost saved against trainings from scratch, and the class of effectiveness.',
  group: 'training',
  words: ['transfer', 'knowledge', 'source', 'target', 'layers', 'scratch', 'effectiveness', 'effective', 'gain'],
  operations: single({
    about: 'sessions of transfer learning and what they were worth',
    document: `{ transferSessions { sourceModel targetModel domain method
      effect { accuracyGain accuracy { verdict } timeReductionPercent costSavedUsd effectiveness } } }`,
    shape: ({ transferSessions }: { transferSessions: readonly AskedTransfer[] }) => {
      const best = transferSessions.toSorted((one, other) => (other.effect.accuracyGain ?? -2) - (one.effect.accuracyGain ?? -2))[0];
      return {
        facts: [
          fact('sessionCount', 'Transfers', transferSessions.length),
          fact('best', 'Largest gain', best?.effect.accuracyGain == null ? null : `${best.sourceModel} to ${best.targetModel}`),
          fact('bestGain', 'Gain of accuracy there', best?.effect.accuracyGain, { unit: 'share' }),
          fact(
            'effectiveCount',
            'Effective or better',
            transferSessions.filter(
              ({ effect: { effectiveness } }) => effectiveness === 'EFFECTIVE' || effectiveness === 'HIGHLY_EFFECTIVE',
            ).length,
          ),
        ],
        table: tableOf(transferSessions, (at) => [
          at.text('source', 'Source', (row) => row.sourceModel),
          at.text('target', 'Target', (row) => row.targetModel),
          at.text('domain', 'Domain', (row) => row.domain),
          at.text('method', 'Method', (row) => row.method),
          at.number('gain', 'Gain of accuracy', (row) => row.effect.accuracyGain),
          at.text('verdict', 'Verdict by intervals', (row) => words(row.effect.accuracy?.verdict)),
          at.number('timePercent', 'Time saved, percent', (row) => row.effect.timeReductionPercent),
          at.usd('costSaved', 'Cost saved', (row) => row.effect.costSavedUsd),
          at.text('effectiveness', 'Effectiveness by thresholds', (row) => words(row.effect.effectiveness)),
        ]),
        links: [pageLink('Transfer learning', '/transfer')],
      };
    },
  }),
});
