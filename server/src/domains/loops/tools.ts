import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineReference, defineTool } from '../../platform/tools/tool.ts';

interface Share {
  readonly count: number;
  readonly outOf: number;
  readonly share: number | null;
}
interface Verdict {
  readonly meaning: string;
  readonly sentence: string;
  readonly pValue: number;
  readonly fixed: Share;
  readonly fixedHeldOut: Share;
  readonly broke: Share;
}
interface Listed {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly step: string;
  readonly createdAt: string;
  readonly steps: readonly { readonly kind: string; readonly count: number | null }[];
  readonly verdict: Pick<Verdict, 'fixed' | 'fixedHeldOut' | 'broke'> | null;
}
interface Shown {
  readonly loop: {
    readonly id: string;
    readonly name: string;
    readonly status: string;
    readonly step: string;
    readonly steps: readonly {
      readonly kind: string;
      readonly state: string;
      readonly count: number | null;
      readonly sentence: string | null;
    }[];
    readonly verdict: Verdict | null;
  } | null;
}

export const loopReference = defineReference({
  kind: 'loop',
  title: 'loops',
  nodeType: 'Loop',
  document: '{ loops { id name } }',
  found: ({ loops }: { loops: readonly { id: string; name: string }[] }) => ({
    items: loops.map(({ id, name }) => ({ id, names: [name], count: null })),
    total: loops.length,
  }),
});

const shares = 'fixed { count outOf share } fixedHeldOut { count outOf share } broke { count outOf share }';
const countOf = ({ steps }: Listed, kind: string): number | null => steps.find((step) => step.kind === kind)?.count ?? null;

export const loopsTool = defineTool({
  name: 'loops',
  title: 'Loop',
  description:
    'Loops from failed answers to a model that no longer fails on them: how many failed prompts are unique and corrected, how the training went, and what the new model fixed and broke.',
  group: 'training',
  words: ['loop', 'failure', 'fixed', 'broke', 'replay', 'correction', 'control'],
  operations: {
    list: {
      about: 'loops with what they fixed and broke',
      words: ['list', 'which', 'loop'],
      document: `{ loops { id name status step createdAt steps { kind count } verdict { ${shares} } } }`,
      shape: ({ loops }: { loops: readonly Listed[] }) => ({
        facts: [fact('loopCount', 'Loops', loops.length)],
        table: tableOf(loops, (at) => [
          at.text('name', 'Loop', (row) => row.name),
          at.text('status', 'State', (row) => row.status),
          at.text('step', 'Step', (row) => row.step),
          at.number('failures', 'Failures', (row) => countOf(row, 'SELECTED')),
          at.number('unique', 'Unique', (row) => countOf(row, 'UNIQUE')),
          at.share('fixed', 'Fixed', (row) => row.verdict?.fixed.share),
          at.share('fixedHeldOut', 'Fixed, not trained on', (row) => row.verdict?.fixedHeldOut.share),
          at.share('broke', 'Broke', (row) => row.verdict?.broke.share),
          at.time('createdAt', 'Started', (row) => row.createdAt),
        ]),
        links: [pageLink('Loop', '/loops')],
      }),
    },
    show: {
      about: 'one loop: each step, and its verdict',
      words: ['show', 'step', 'verdict', 'fixed', 'broke', 'result'],
      document: `query ($loopId: ID!) { loop(id: $loopId) { id name status step steps { kind state count sentence } verdict { meaning sentence pValue ${shares} } } }`,
      arguments: { loopId: { type: 'string', isRequired: true, description: 'Loop: its id or name' } },
      references: { loopId: 'loop' },
      shape: ({ loop }: Shown) => ({
        facts: [
          fact('status', 'State', loop?.status),
          fact('step', 'Step', loop?.step),
          fact('fixedShare', 'Fixed', loop?.verdict?.fixed.share, { unit: 'share', n: loop?.verdict?.fixed.outOf ?? null }),
          fact('fixedHeldOutShare', 'Fixed, not trained on', loop?.verdict?.fixedHeldOut.share, {
            unit: 'share',
            n: loop?.verdict?.fixedHeldOut.outOf ?? null,
          }),
          fact('brokeShare', 'Broke', loop?.verdict?.broke.share, { unit: 'share', n: loop?.verdict?.broke.outOf ?? null }),
          fact('verdict', 'Verdict', loop?.verdict?.sentence),
        ],
        table: tableOf(loop?.steps ?? [], (at) => [
          at.text('step', 'Step', (row) => row.kind),
          at.text('state', 'State', (row) => row.state),
          at.number('count', 'Count', (row) => row.count),
          at.text('words', 'Result', (row) => row.sentence ?? ''),
        ]),
        links: loop === null ? [] : [pageLink(`Loop ${loop.name}`, `/loops/${encodeURIComponent(loop.id)}`)],
      }),
    },
  },
});
