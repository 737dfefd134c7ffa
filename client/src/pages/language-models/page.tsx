import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { useMemo, useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { Page } from '../../controls/page/page.tsx';
import { useMay } from '../../controls/viewer.ts';
import {
  DeleteModelConnectionDocument,
  LanguageModelsChangedDocument,
  LanguageModelsDocument,
  PreferModelDocument,
} from '../../graphql/generated/graphql.ts';
import type { ConnectionRowFragment, LanguageModelsQuery, PricedModelFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { notify } from '../../primitives/toast.ts';
import { ConnectionDialog } from './connection-dialog.tsx';
import { ConnectionsTable } from './connections-table.tsx';
import { EmbeddingsPanel } from './embeddings-panel.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { SlackPanel } from './slack-panel.tsx';
import styles from './language-models.module.css';

const nothing = {};
const reasons: Readonly<Record<string, string>> = {
  PREFERENCE: 'you prefer it',
  WORKSPACE: 'the default of this workspace',
  ENVIRONMENT: 'the model of ANALYTICS_DEFAULT_MODEL',
  FIRST: 'the first, since no default is set',
};

/** Servers of language models that the workspace has connected, what each model costs, and who may spend how much. */
export function LanguageModelsPage() {
  const answer = useLiveQuery({
    query: LanguageModelsDocument,
    variables: nothing,
    changes: { subscription: LanguageModelsChangedDocument, askAfterMs: 0 },
  });
  const { data, reload } = answer;
  const [edited, setEdited] = useState<{ readonly connection: ConnectionRowFragment | null } | null>(null);
  const [deleted, setDeleted] = useState<ConnectionRowFragment | null>(null);
  const client = useClient();
  const mayEdit = useMay('EDIT_CONNECTIONS');
  const add = (
    <Button tone="primary" icon="plus" onClick={() => setEdited({ connection: null })}>
      Connect a server
    </Button>
  );
  return (
    <Page title="Language models" actions={mayEdit && add}>
      <div className={styles.page}>
        <Panel
          title="Connections"
          hint="servers that this workspace may ask"
          flush
          skeleton="rows"
          minHeight={140}
          load={loadOf(answer, ({ modelConnections }) => (modelConnections.length === 0 ? null : modelConnections))}
          onRetry={reload}
          empty={{
            says: 'No language model is connected.',
            how: 'The assistant answers by commands and by its planner until one is. Ollama, vLLM, llama.cpp and LM Studio run on your own machines; OpenAI, Anthropic and OpenRouter need a key.',
            action: mayEdit ? add : undefined,
          }}
        >
          {(connections) => (
            <ConnectionsTable
              connections={connections}
              mayEdit={mayEdit}
              onEdit={(connection) => setEdited({ connection })}
              onDelete={setDeleted}
              onChecked={reload}
            />
          )}
        </Panel>
        <ModelsPanel answer={answer} />
        <EmbeddingsPanel connections={data?.modelConnections ?? []} />
        <SlackPanel answer={answer} mayEdit={mayEdit} onChanged={reload} />
        {data !== null && <LimitsPanel key={data.modelChoices.settings.updatedAt ?? ''} data={data} onSaved={reload} />}
      </div>
      {edited !== null && (
        <ConnectionDialog
          connection={edited.connection}
          presets={data?.modelConnectionPresets ?? []}
          onSaved={reload}
          onClose={() => setEdited(null)}
        />
      )}
      {deleted !== null && (
        <ConfirmDialog
          title={`Delete the connection ${deleted.name}?`}
          says="Its key is deleted with it. Conversations that name one of its models are answered by the default."
          action="Delete connection"
          run={() => send(client, DeleteModelConnectionDocument, { id: deleted.id })}
          onDone={reload}
          onClose={() => setDeleted(null)}
        />
      )}
    </Page>
  );
}

type Answer = Parameters<typeof loadOf<LanguageModelsQuery, LanguageModelsQuery['modelChoices']>>[0] & {
  readonly reload: () => void;
  readonly data: LanguageModelsQuery | null;
};

/** Models with what they cost; the reader may prefer one. */
function ModelsPanel({ answer }: { readonly answer: Answer }) {
  const client = useClient();
  const { data, reload } = answer;
  const preferred = (data?.preferences as { assistantModel?: string } | undefined)?.assistantModel ?? null;
  const answering = data?.modelChoices.answering?.ref ?? null;
  const columns = useMemo(() => {
    const prefer = async (model: string | null): Promise<void> => {
      const saved = await send(client, PreferModelDocument, { model });
      notify(
        saved.ok
          ? { title: model === null ? 'No model is preferred any more.' : `${model} answers you from now on.` }
          : { title: 'Not saved.', says: saved.refusal.message },
      );
      reload();
    };
    return columnsOf(preferred, answering, (model) => void prefer(model));
  }, [client, preferred, answering, reload]);
  const { today, reason } = data?.modelChoices ?? {};
  const spent = today === undefined ? '' : `today you made ${format(today.callCount, 'count')} calls, ${format(today.usd, 'usd')}`;
  return (
    <Panel
      title="Models"
      hint={answering === null ? 'what an answer costs' : `${answering} answers: ${reasons[reason ?? ''] ?? ''} · ${spent}`}
      flush
      skeleton="rows"
      minHeight={140}
      load={loadOf(answer, ({ modelChoices }) => (modelChoices.models.length === 0 ? null : modelChoices))}
      onRetry={reload}
      empty={{ says: 'No model yet.', how: 'Models appear here when a connection has been checked, or names the models that may be used.' }}
    >
      {({ models }) => (
        <DataTable caption="Models" columns={columns} rows={models} rowKey={({ ref }) => ref} rowHeight={36} maxHeight="420px" />
      )}
    </Panel>
  );
}

function columnsOf(
  preferred: string | null,
  answering: string | null,
  onPrefer: (model: string | null) => void,
): readonly Column<PricedModelFragment>[] {
  return [
    { key: 'model', header: 'Model', of: ({ ref }) => ref, cell: ({ ref }) => <span className="mono">{ref}</span> },
    { key: 'input', header: '$ per 1M in', of: ({ inputUsdPerMillion }) => inputUsdPerMillion ?? null, unit: 'usd' },
    { key: 'output', header: '$ per 1M out', of: ({ outputUsdPerMillion }) => outputUsdPerMillion ?? null, unit: 'usd' },
    { key: 'turn', header: 'An answer', of: ({ turnUsd }) => turnUsd ?? null, unit: 'usd' },
    {
      key: 'relative',
      header: 'Compared',
      of: ({ relativeCost }) => relativeCost ?? null,
      align: 'end',
      cell: ({ relativeCost, ref }) =>
        ref === answering ? (
          'answers now'
        ) : relativeCost == null ? (
          <span className="quiet">not known</span>
        ) : (
          `${Number(relativeCost.toPrecision(2))} ×`
        ),
    },
    {
      key: 'prefer',
      header: <span className="uk-hidden">Preference</span>,
      of: () => null,
      isSortable: false,
      align: 'end',
      cell: ({ ref }) =>
        preferred === ref ? (
          <Button tone="bare" onClick={() => onPrefer(null)}>
            Preferred
          </Button>
        ) : (
          <Button tone="bare" aria-label={`Prefer ${ref}`} onClick={() => onPrefer(ref)}>
            Prefer
          </Button>
        ),
    },
  ];
}
