import { useNavigate, useSearch } from '@tanstack/react-router';
import { ModelEvolution } from 'ui-kit/model-evolution';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMemo, useRef } from 'react';
import { Page } from '../../controls/page/page.tsx';
import { BenchmarksChangedDocument, EvolutionDocument, EvolutionModelsDocument } from '../../graphql/generated/graphql.ts';
import type { VersionRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Segmented } from '../../primitives/segmented.tsx';
import { Select } from '../../primitives/select.tsx';
import { Snippet } from '../../primitives/snippet.tsx';
import { evolutionMetrics } from './evolution-search.ts';
import { VersionPanel } from './version-panel.tsx';
import { VersionsTable } from './versions-table.tsx';
import { measures, versionName } from './words.ts';
import styles from './evolution.module.css';

const changes = { subscription: BenchmarksChangedDocument, askAfterMs: 1_000 } as const;
const example = `mutation { registerModelVersion(input: { model: "support-7b", label: "2026-11", baseModel: "qwen-7b" }) { id } }`;

const lineage = {
  id: (row: VersionRowFragment) => row.id,
  name: (row: VersionRowFragment) => visible(versionName(row)),
  parents: (row: VersionRowFragment) => (row.parent == null ? [] : [row.parent.id]),
  at: (row: VersionRowFragment) => new Date(row.madeAt),
  kind: (row: VersionRowFragment) => row.trainingMethod?.toLowerCase() ?? 'not stated',
};

/** How versions of models came from each other, and whether each was better than what it came from. */
export function EvolutionPage() {
  const { named, version, by = 'accuracy' } = useSearch({ from: '/evolution' });
  const navigate = useNavigate({ from: '/evolution' });
  const answer = useLiveQuery({ query: EvolutionDocument, variables: useMemo(() => ({ model: named ?? null }), [named]), changes });
  const detail = useRef<HTMLDivElement>(null);
  const rows = answer.data?.modelEvolution ?? [];
  const opened = rows.find(({ id }) => id === version) ?? rows.at(-1) ?? null;
  const metric = measures[by];
  const open = (row: VersionRowFragment) => {
    void navigate({ search: (held) => ({ ...held, version: row.id }), replace: true, resetScroll: false });
    // On a phone the version stands below the chart, out of sight.
    const place = detail.current?.getBoundingClientRect();
    if (place !== undefined && place.top > window.innerHeight * 0.8) detail.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <Page
      title="Evolution"
      row={
        <div className={styles.row}>
          <ModelChoice
            named={named}
            onChoose={(next) =>
              void navigate({ search: (held) => ({ ...held, named: next, version: undefined }), replace: true, resetScroll: false })
            }
          />
          <Segmented
            label="Compare by"
            value={by}
            options={evolutionMetrics.map((value) => ({ value, label: value }))}
            onChoose={(next) =>
              void navigate({
                search: (held) => ({ ...held, by: next === 'accuracy' ? undefined : next }),
                replace: true,
                resetScroll: false,
              })
            }
          />
        </div>
      }
    >
      <div className={styles.whole}>
        <Panel
          title="Lineage"
          hint={`${metric.label.toLowerCase()}, against what each version was made from`}
          skeleton="chart"
          minHeight={130}
          load={loadOf(answer, ({ modelEvolution }) => (modelEvolution.length === 0 ? null : modelEvolution))}
          onRetry={answer.reload}
          empty={{
            says: named === undefined ? 'No version yet.' : `No version of ${visible(named)} yet.`,
            how: 'A training job that finishes registers its model as a version by itself. Versions that were trained elsewhere are registered with registerModelVersion.',
            action: <Snippet code={example} label="Mutation that registers a version" />,
          }}
        >
          {(versions) => (
            <ModelEvolution title="Versions" data={versions} {...lineage} metric={metric} selectedId={opened?.id ?? null} onOpen={open} />
          )}
        </Panel>
        {opened !== null && (
          <>
            <div ref={detail}>
              <VersionPanel key={opened.id} row={opened} rows={rows} onSaved={answer.reload} />
            </div>
            <VersionsTable rows={rows} opened={opened.id} onOpen={open} />
          </>
        )}
      </div>
    </Page>
  );
}

function ModelChoice({ named, onChoose }: { readonly named: string | undefined; readonly onChoose: (named: string | undefined) => void }) {
  const { data } = useLiveQuery({ query: EvolutionModelsDocument, variables: {} });
  const names = [
    ...new Set([
      ...(data?.models ?? []).filter(({ versions }) => versions.length > 0).map(({ name }) => name),
      ...(named === undefined ? [] : [named]),
    ]),
  ];
  const options = [{ value: '', label: 'All models' }, ...names.map((name) => ({ value: name, label: visible(name) }))];
  return (
    <span className={styles.choice}>
      <Select label="Model" value={named ?? ''} options={options} onChoose={(value) => onChoose(value === '' ? undefined : value)} />
    </span>
  );
}
