import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useClient } from 'urql';
import { EmptyState } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keyNames, useKeys } from '../../controls/keys.ts';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { RunPlaygroundDocument } from '../../graphql/generated/graphql.ts';
import type { PlaygroundModelsQuery, PlaygroundWholeRunFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import type { Live } from '../../graphql/use-live.ts';
import { Button, Key } from '../../primitives/button.tsx';
import { spokenState } from './answers.ts';
import { fromOf, readDraft } from './draft.ts';
import type { Draft, Problems } from './draft.ts';
import { Editor } from './editor.tsx';
import { EstimateLine } from './estimate-line.tsx';
import { keepDraft } from './kept-draft.ts';
import { ModelsField } from './models-field.tsx';
import { Results } from './results.tsx';
import { RunMenu } from './run-menu.tsx';
import { HistoryButton } from './history.tsx';
import type { ShownRun } from './use-run.ts';
import styles from './playground.module.css';

export interface WorkbenchProps {
  readonly makeStart: () => Draft;
  /** What the address shows; '' for a new prompt. */
  readonly address: string;
  /** What could not be taken over, a sentence each. */
  readonly notes: readonly string[];
  readonly shown: ShownRun;
  readonly models: Live<PlaygroundModelsQuery>;
  readonly onBegun: (run: PlaygroundWholeRunFragment) => void;
  readonly onOpen: (runId: string) => void;
  readonly onNew: () => void;
}

/** The prompt on one side, the answers of the models on the other. */
export function Workbench({ makeStart, address, notes, shown, models, onBegun, onOpen, onNew }: WorkbenchProps) {
  const client = useClient();
  const maySpend = useMay('USE_PLAYGROUND');
  const [start] = useState(makeStart);
  const [typed, setDraft] = useState(start);
  const [problems, setProblems] = useState<Problems>({});
  const [isSending, setSending] = useState(false);
  const results = useRef<HTMLDivElement>(null);
  const choices = models.data?.modelChoices;
  // Until a model is chosen, it is the one that answers this person elsewhere.
  const draft = typed.models.length > 0 || choices?.answering == null ? typed : { ...typed, models: [choices.answering.ref] };
  const change = (next: Partial<Draft>): void => {
    setProblems({});
    setDraft({ ...draft, ...next });
  };
  useEffect(() => {
    if (typed === start) return undefined;
    const timer = window.setTimeout(() => keepDraft(typed, address, window.sessionStorage), 400);
    return () => window.clearTimeout(timer);
  }, [typed, start, address]);

  const hasModels = choices === undefined || choices.models.length > 0;
  const canRun = maySpend && !isSending && hasModels && draft.models.length > 0;
  const run = async (): Promise<void> => {
    if (!canRun) return;
    const read = readDraft(draft);
    if (!read.ok) return setProblems(read.problems);
    setSending(true);
    const input = { prompt: read.prompt, models: [...draft.models], ...(draft.source !== null && { from: fromOf(draft.source) }) };
    const sent = await send(client, RunPlaygroundDocument, { input });
    setSending(false);
    if (!sent.ok) return setProblems({ [fieldOf(sent.refusal.field, read.places)]: sent.refusal.message });
    setProblems({});
    models.reload();
    // On a phone the answers stand below the prompt.
    results.current?.scrollIntoView({ block: 'start', behavior: 'instant' });
    return onBegun(sent.data.runPlayground);
  };
  const editor = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What is wrong may stand outside of what is in sight.
    if (Object.keys(problems).length > 0) editor.current?.querySelector('[role=alert]')?.scrollIntoView({ block: 'nearest' });
  }, [problems]);
  const wasUnderWay = useRef(shown.isUnderWay);
  useEffect(() => {
    // What the day has cost is another number now.
    if (wasUnderWay.current && !shown.isUnderWay) models.reload();
    wasUnderWay.current = shown.isUnderWay;
  });
  const isOwn = shown.run?.isOwn !== false;
  const stop = shown.isUnderWay && isOwn ? shown.stopAll : null;
  useKeys('Playground', {
    'mod+enter': { says: 'run the prompt', run: () => void run() },
    Escape: { says: 'stop every answer', run: () => stop?.() },
  });
  return (
    <Page
      title="Playground"
      fill
      actions={
        <>
          <HistoryButton shownId={shown.run?.id ?? null} onOpen={onOpen} />
          <Button icon="plus" onClick={onNew}>
            New
          </Button>
          <RunMenu
            draft={draft}
            run={shown.run}
            connections={models.data?.modelConnections ?? []}
            onChanged={shown.reload}
            onDeleted={onNew}
          />
          {stop !== null ? (
            <Button tone="bad" icon="pause" onClick={stop}>
              Stop all <Key>Esc</Key>
            </Button>
          ) : (
            <Button tone="primary" icon="play" disabled={!canRun} onClick={() => void run()}>
              {isSending ? 'Begins' : 'Run'} <Key>{keyNames('mod+enter')[0] ?? ''}</Key>
            </Button>
          )}
        </>
      }
    >
      <p className={styles.spoken} role="status">
        {spokenState(shown.answers)}
      </p>
      <div
        className={styles.page}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented || stop === null) return;
          event.preventDefault();
          stop();
        }}
      >
        <div className={styles.editor} ref={editor}>
          {notes.map((note) => (
            <p key={note} className={styles.note}>
              {note}
            </p>
          ))}
          {!maySpend && (
            <p className={styles.note}>
              Running a prompt takes the permission USE_PLAYGROUND, which begins with the role ANALYST. You can read and copy.
            </p>
          )}
          <Whole problems={problems} />
          {hasModels ? (
            <ModelsField draft={draft} change={change} models={choices?.models ?? []} problem={problems['models']} />
          ) : (
            <NoModels />
          )}
          <EstimateLine draft={draft} today={choices?.today.usd ?? null} limit={choices?.settings.dailyUsdPerPerson ?? null} />
          <Editor draft={draft} change={change} problems={problems} />
        </div>
        <div className={styles.results} ref={results}>
          <Results draft={draft} shown={shown} />
        </div>
      </div>
    </Page>
  );
}

/** Of the path that the server names, what the editor calls the same. `places`: where the messages that were sent stand in the draft. */
const fieldOf = (field: string | null, places: readonly number[]): string =>
  (field ?? '')
    .replace(/^input\./, '')
    .replace(/^prompt\./, '')
    .replace(/^messages\.(\d+)/, (whole, at: string) => `messages.${places[Number(at)] ?? at}`);

const ownFields = /^(messages|rows|tools|outputSchema|temperature|topP|maxOutputTokens|seed|stop|models)(\.|$)/;

/** What is wrong and is about no field of the editor. */
function Whole({ problems }: { readonly problems: Problems }): ReactNode {
  return Object.entries(problems)
    .filter(([field]) => !ownFields.test(field))
    .map(([field, words]) => (
      <p key={field} className={styles.problem} role="alert">
        {visible(words)}
      </p>
    ));
}

function NoModels() {
  const mayConnect = useMay('EDIT_CONNECTIONS');
  return (
    <EmptyState
      says="No language model is connected."
      how={
        mayConnect
          ? 'Connect a server on the page Language models: OpenAI, Anthropic, or one of your own such as Ollama or vLLM. Prompts can be written meanwhile.'
          : 'An admin connects one on the page Language models. Prompts can be written meanwhile.'
      }
      action={
        <Link to="/language-models" search={keepView}>
          Language models
        </Link>
      }
    />
  );
}
