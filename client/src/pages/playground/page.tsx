import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { ErrorState, Skeleton } from 'ui-kit/panel';
import { Page } from '../../controls/page/page.tsx';
import { PlaygroundDraftDocument, PlaygroundModelsDocument } from '../../graphql/generated/graphql.ts';
import type { PlaygroundWholeRunFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { draftOf, emptyDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { forgetDraft, keptDraft } from './kept-draft.ts';
import type { PlaygroundSearch } from './links.ts';
import { useRun } from './use-run.ts';
import { Workbench } from './workbench.tsx';

type From = NonNullable<ReturnType<typeof fromOf>>;

/** What the address takes the prompt from; null: from nothing. */
function fromOf({ name, version, trace, span, message }: PlaygroundSearch) {
  if (name !== undefined) return { promptName: name, ...(version !== undefined && { promptVersion: version }) };
  if (trace !== undefined && span !== undefined) return { traceId: trace, spanId: span };
  return message === undefined ? null : { messageExternalId: message };
}

interface Begun {
  readonly run: PlaygroundWholeRunFragment;
  /** What the editor began with: it stays as it is when a run begins. */
  readonly origin: string;
  /** What the address showed when it began, until the address shows the run; null: it does. */
  readonly leaves: string | null;
}

/** Runs one prompt on several models, and shows their answers side by side. */
export function PlaygroundPage() {
  const search = useSearch({ from: '/playground' });
  const navigate = useNavigate({ from: '/playground' });
  const [begun, setBegun] = useState<Begun | null>(null);
  const [newCount, setNewCount] = useState(0);
  const from = fromOf(search);
  const runId = search.run ?? null;
  const asked = runId ?? (from === null ? `new ${newCount}` : JSON.stringify(from));
  // The address follows a moment later: until then the editor is that of the run, too.
  const isOwnBegun = begun !== null && (begun.run.id === runId || begun.leaves === asked);
  if (begun !== null && begun.leaves !== null && begun.run.id === runId) setBegun({ ...begun, leaves: null });
  const origin = isOwnBegun ? begun.origin : asked;
  const shown = useRun(runId, isOwnBegun ? begun.run : null);
  const models = useLiveQuery({ query: PlaygroundModelsDocument, variables: {} });
  const begin = (): void => {
    forgetDraft(window.sessionStorage);
    setNewCount((now) => now + 1);
    setBegun(null);
    void navigate({ search: (held) => ({ ...held, ...nothing }) });
  };
  const open = (id: string): void => void navigate({ search: (held) => ({ ...held, ...nothing, run: id }) });
  const address = runId ?? (from === null ? '' : JSON.stringify(from));
  const workbench = (makeStart: () => Draft, notes: readonly string[]) => (
    <Workbench
      key={origin}
      makeStart={() => keptDraft(address, window.sessionStorage) ?? makeStart()}
      address={address}
      notes={notes}
      shown={shown}
      models={models}
      onBegun={(run) => {
        setBegun({ run, origin, leaves: asked });
        open(run.id);
      }}
      onOpen={open}
      onNew={begin}
    />
  );
  if (runId !== null && !isOwnBegun) {
    const { run, failure, reload } = shown;
    if (run !== null) return workbench(() => draftOf(run.prompt, run.rows, run.models, run.source ?? null), []);
    return <Waiting failure={failure} onRetry={reload} onNew={begin} what="The run is loaded" />;
  }
  if (from !== null && !isOwnBegun) return <Taken key={asked} from={from} onNew={begin} workbench={workbench} />;
  return workbench(emptyDraft, []);
}

const nothing = { run: undefined, name: undefined, version: undefined, trace: undefined, span: undefined, message: undefined };

interface TakenProps {
  readonly from: From;
  readonly onNew: () => void;
  readonly workbench: (makeStart: () => Draft, notes: readonly string[]) => ReactNode;
}

/** A prompt that is taken from a version, a span or a message. */
function Taken({ from, onNew, workbench }: TakenProps) {
  const { data, failure, reload } = useLiveQuery({ query: PlaygroundDraftDocument, variables: { from } });
  if (data === null) return <Waiting failure={failure} onRetry={reload} onNew={onNew} what="The prompt is loaded" />;
  const { prompt, rows, model, source, notes } = data.playgroundDraft;
  return workbench(() => draftOf(prompt, rows, model == null ? [] : [model], source), notes);
}

interface WaitingProps {
  readonly failure: string | null;
  readonly onRetry: () => void;
  readonly onNew: () => void;
  readonly what: string;
}

function Waiting({ failure, onRetry, onNew, what }: WaitingProps) {
  return (
    <Page title="Playground" actions={failure !== null && <Button onClick={onNew}>Begin with an empty prompt</Button>}>
      {failure === null ? <Skeleton shape="rows" height={320} label={what} /> : <ErrorState message={failure} onRetry={onRetry} />}
    </Page>
  );
}
