import { Tabs } from '@base-ui/react/tabs';
import { Link } from '@tanstack/react-router';
import { Panel } from 'ui-kit/panel';
import { useMemo, useState } from 'react';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { KeysDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { CopyButton } from '../../primitives/copy.tsx';
import { ArrivalPanel } from './arrival-panel.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { snippets } from '../../panels/connecting/snippets.ts';
import { trainingSnippets } from '../../panels/connecting/training-snippets.ts';
import { traceSnippets } from '../../panels/connecting/trace-snippets.ts';
import styles from './connect.module.css';

/** From nothing to the first message: a key, a snippet that works, and the moment it arrives. */
export function ConnectPage() {
  const answer = useLiveQuery({ query: KeysDocument, variables: {} });
  const [secret, setSecret] = useState<string | null>(null);
  const [visit] = useState(() =>
    Math.floor(Date.now() / 1_000)
      .toString(36)
      .slice(-4),
  );
  const all = useMemo(() => snippets(window.location.origin, secret, visit), [secret, visit]);
  const training = useMemo(() => trainingSnippets(window.location.origin, secret), [secret]);
  const traces = useMemo(() => traceSnippets(window.location.origin, secret), [secret]);
  return (
    <Page title="Connect">
      <div className={styles.page}>
        <div className={styles.column}>
          <KeysPanel answer={answer} secret={secret} onSecret={setSecret} />
          <Panel title="2. Send messages" hint={secret === null ? 'put your key in, or make one above' : 'with your address and key'}>
            <Snippets label="Language" snippets={all} />
          </Panel>
          <Panel title="2. Or send traces" hint="an instrumented application changes one address; its calls of models become messages">
            <Snippets label="Library" snippets={traces} />
          </Panel>
          <Panel title="2. Or training runs" hint="a trainer changes one address; its runs appear under Training as they train">
            <Snippets label="Trainer" snippets={training} />
          </Panel>
        </div>
        <div className={styles.column}>
          <ArrivalPanel workspace={answer.data?.workspace ?? null} />
          <Panel title="From files" hint="CSV, JSON Lines, Parquet, OTLP JSON, exports of others, training runs">
            <div className={styles.ways}>
              <p>
                <Link to="/import" search={keepView}>
                  Import a file
                </Link>{' '}
                in the browser: its first rows are shown, and its columns become fields.
              </p>
              <Way
                says="Or with the command, also folders of training runs; the same file twice changes nothing."
                command="npx -y pnpm@12 ingest messages.jsonl"
              />
              <Way
                says="A simulated application that sends conversations, traces, ratings and errors, clearly marked as simulated."
                command="npx -y pnpm@12 demo"
              />
              <p className="quiet">
                The whole API, with examples to run: <a href="/graphql">GraphQL explorer</a>.
              </p>
            </div>
          </Panel>
        </div>
      </div>
    </Page>
  );
}

interface SnippetsProps {
  readonly label: string;
  readonly snippets: readonly { readonly key: string; readonly label: string; readonly says: string; readonly code: string }[];
}

/** One of several ways to do the same, each complete. */
function Snippets({ label, snippets: all }: SnippetsProps) {
  return (
    <Tabs.Root defaultValue={all[0]?.key}>
      <Tabs.List className={styles.tabs} aria-label={label}>
        {all.map(({ key, label: name }) => (
          <Tabs.Tab key={key} value={key} className={styles.tab}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {all.map(({ key, says, code }) => (
        <Tabs.Panel key={key} value={key} className={styles.snippet}>
          <div className={styles.snippetHead}>
            <span className="quiet">{says}</span>
            <CopyButton text={code} />
          </div>
          <pre tabIndex={0} className="mono">
            {code}
          </pre>
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

function Way({ says, command }: { readonly says: string; readonly command: string }) {
  return (
    <div className={styles.way}>
      <p>{says}</p>
      <div>
        <code className="mono" tabIndex={0}>
          {command}
        </code>
        <CopyButton text={command} />
      </div>
    </div>
  );
}
