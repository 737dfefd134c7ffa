import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { TimeRange } from '../../controls/time-range.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { PromptsChangedDocument, PromptsDocument, PromptsUseDocument } from '../../graphql/generated/graphql.ts';
import type { PromptRowFragment, PromptsUseQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { Counted } from './counted.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { ShareWithInterval } from './share.tsx';
import { useRange } from './use-range.ts';
import { Labels } from './labels.tsx';
import styles from './prompts.module.css';

const changes = { subscription: PromptsChangedDocument, askAfterMs: 1_000 } as const;

type Usage = PromptsUseQuery['prompts'][number]['usage'];
interface Row {
  readonly prompt: PromptRowFragment;
  readonly usage: Usage | undefined;
}

/** Every prompt of the workspace. */
export function PromptsPage() {
  const range = useRange();
  const answer = useLiveQuery({ query: PromptsDocument, variables: {}, changes });
  const { data: used } = useLiveQuery({ query: PromptsUseDocument, variables: { range } });
  const [isMaking, setMaking] = useState(false);
  const mayEdit = useMay('EDIT_PROMPTS');
  const navigate = useNavigate();
  const usages = useMemo(() => new Map(used?.prompts.map(({ id, usage }) => [id, usage])), [used]);
  const make = mayEdit && (
    <Button tone="primary" icon="plus" onClick={() => setMaking(true)}>
      New prompt
    </Button>
  );
  return (
    <Page
      title="Prompts"
      actions={
        <>
          <TimeRange />
          {make}
        </>
      }
    >
      <Panel
        title="Registry"
        hint="applications fetch a version by its label; the numbers are of the chosen time"
        flush
        skeleton="rows"
        minHeight={240}
        load={loadOf(answer, ({ prompts }): Row[] | null =>
          prompts.length === 0 ? null : prompts.map((prompt) => ({ prompt, usage: usages.get(prompt.id) })),
        )}
        onRetry={answer.reload}
        empty={{
          says: 'No prompt yet.',
          how: 'Save one here, or let an application create one through Langfuse’s SDK: it needs this server’s address and a key.',
          action: mayEdit ? <Button onClick={() => setMaking(true)}>Save a prompt</Button> : undefined,
        }}
      >
        {(rows) => (
          <DataTable
            caption="Prompts"
            columns={columns}
            rows={rows}
            rowKey={({ prompt }) => prompt.id}
            initialSort={{ key: 'name', direction: 'ascending' }}
            rowHeight={38}
            maxHeight="calc(100dvh - 130px)"
          />
        )}
      </Panel>
      {isMaking && (
        <SaveDialog
          base={null}
          onSaved={({ name }) => void navigate({ to: '/prompts/$promptName', params: { promptName: name }, search: keepView })}
          onClose={() => setMaking(false)}
        />
      )}
    </Page>
  );
}

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    header: 'Prompt',
    of: ({ prompt }) => prompt.name,
    cell: ({ prompt: { name, type, tags } }) => (
      <span className={styles.labels}>
        <Link to="/prompts/$promptName" params={{ promptName: name }} search={keepView}>
          {visible(name)}
        </Link>
        {type === 'CHAT' && <Badge>chat</Badge>}
        {tags.map((tag) => (
          <span key={tag} className="quiet">
            {visible(tag)}
          </span>
        ))}
      </span>
    ),
  },
  { key: 'versions', header: 'Versions', of: ({ prompt }) => prompt.versionCount, unit: 'count' },
  {
    key: 'labels',
    header: 'Labels',
    of: ({ prompt }) => prompt.labels.length,
    isSortable: false,
    cell: ({ prompt }) => <Labels labels={prompt.labels} />,
  },
  {
    key: 'messages',
    header: 'Messages',
    of: ({ usage }) => (usage === undefined ? null : (usage?.messageCount ?? 0)),
    unit: 'count',
    cell: ({ prompt, usage }) => (
      <Counted of="messages" prompt={prompt.name} count={usage === undefined ? null : (usage?.messageCount ?? 0)} />
    ),
  },
  { key: 'cost', header: 'Cost', of: ({ usage }) => usage?.costUsd ?? null, unit: 'usd' },
  {
    key: 'success',
    header: 'Success',
    of: ({ usage }) => usage?.successShare ?? null,
    align: 'end',
    cell: ({ usage }) => <ShareWithInterval share={usage?.successShare ?? null} interval={usage?.successInterval ?? null} />,
  },
  {
    key: 'used',
    header: 'Last used',
    of: ({ usage }) => (usage == null ? null : Date.parse(usage.lastUsedAt)),
    align: 'end',
    cell: ({ usage }) => (usage == null ? <span className="quiet">–</span> : <Ago at={usage.lastUsedAt} />),
  },
];
