import type { VariantsPanelFragment } from '../../../graphql/generated/graphql.ts';
import { MessagesLink } from '../messages-link.tsx';
import { BaselineChoice, GroupTable, groupTable } from '../group-table.tsx';
import { analyticsPanel } from '../panel.ts';

type Variant = VariantsPanelFragment['byVariant'][number] & { readonly name: string };

const named = {
  header: 'Experiment and variant',
  cell: (row: Variant) => (
    <MessagesLink narrow={{ experiment: [row.experimentName ?? ''], ...(row.variant != null && { variant: [row.variant] }) }}>
      {row.name}
    </MessagesLink>
  ),
};

/** What the names of experiments take the place of. */
const left = ['p50', 'costPerSuccess'] as const;

/** Variants of experiments side by side: A against B. */
export const variants = analyticsPanel<VariantsPanelFragment, readonly Variant[]>({
  id: 'variants',
  title: 'Experiments',
  section: 'models',
  about: 'Numbers of each variant of each experiment, success against one of them',
  flag: 'withVariants',
  size: { columns: 12, heightPx: 200 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  flush: true,
  empty: { says: 'No message here belongs to an experiment.', how: 'Send experimentName and variant with a conversation.' },
  read: ({ byVariant }) => {
    const rows = byVariant.filter(({ experimentName }) => experimentName != null);
    return rows.length === 0 ? null : rows.map((row) => ({ ...row, name: [row.experimentName, row.variant].filter(Boolean).join(' · ') }));
  },
  hint: () => 'variants side by side',
  aside: (rows, view) => <BaselineChoice rows={rows} view={view} what="variant" />,
  draw: (rows, view, heightPx) => (
    <GroupTable caption="Experiments" rows={rows} view={view} heightPx={heightPx} named={named} without={left} />
  ),
  table: (rows) => groupTable('variant', rows),
});
