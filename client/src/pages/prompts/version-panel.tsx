import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import { PromptVersionTextDocument } from '../../graphql/generated/graphql.ts';
import type { PromptVersionContentFragment, WholePromptFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { CopyButton } from '../../primitives/copy.tsx';
import { Select } from '../../primitives/select.tsx';
import { promptDiff } from './diff.ts';
import { jsonOf, shownText } from './words.ts';
import styles from './prompts.module.css';

export interface VersionPanelProps {
  readonly prompt: WholePromptFragment;
  readonly version: number;
  /** The version that it is compared with; null: none, it is shown as it is. */
  readonly base: number | null;
  readonly onBase: (version: number | null) => void;
}

const NOTHING = 'none';

/** One version: its text or messages, or what changed from another. */
export function VersionPanel({ prompt, version, base, onBase }: VersionPanelProps) {
  const answer = useLiveQuery({ query: PromptVersionTextDocument, variables: { name: prompt.name, version } });
  const before = useLiveQuery({
    query: PromptVersionTextDocument,
    variables: { name: prompt.name, version: base ?? version },
    isWanted: base !== null,
  });
  const options = [
    { value: NOTHING, label: 'Show as it is' },
    ...prompt.versions
      .filter((one) => one.version !== version)
      .map((one) => ({ value: String(one.version), label: `Changes from v${one.version}` })),
  ];
  return (
    <Panel
      title={`Version ${version}`}
      hint={prompt.versions.find((one) => one.version === version)?.commitMessage ?? undefined}
      skeleton="rows"
      minHeight={180}
      load={loadOf(answer, (data) => data.promptVersion)}
      onRetry={answer.reload}
      empty={{ says: 'There is no such version.', how: 'It was deleted.' }}
    >
      {(content) => (
        <div className={styles.body}>
          <div className={styles.head}>
            {options.length > 1 && (
              <div className={styles.choice}>
                <Select
                  label="What is shown"
                  value={base === null ? NOTHING : String(base)}
                  options={options}
                  onChoose={(value) => onBase(value === NOTHING ? null : Number(value))}
                />
              </div>
            )}
            <CopyButton text={shownText(content)} />
            <Link to="/playground" search={(held) => ({ ...keepView(held), name: prompt.name, version })}>
              Open in playground
            </Link>
            <Names label="Variables" names={content.variables} />
            <Names label="Placeholders" names={content.placeholders} />
          </div>
          {base === null ? (
            <Content content={content} />
          ) : (
            before.data?.promptVersion != null && <Difference before={before.data.promptVersion} after={content} />
          )}
        </div>
      )}
    </Panel>
  );
}

function Names({ label, names }: { readonly label: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <span>
      <span className="quiet">{label}: </span>
      <span className="mono">{names.join(', ')}</span>
    </span>
  );
}

const hasConfig = (config: unknown): boolean => typeof config !== 'object' || config === null || Object.keys(config).length > 0;

function Content({ content }: { readonly content: PromptVersionContentFragment }) {
  const { text, messages, config } = content;
  return (
    <>
      {text != null && (
        <pre className={styles.text} tabIndex={0} aria-label="Text">
          {visible(text)}
        </pre>
      )}
      {messages?.map(({ role, content: words, placeholder }, at) => (
        <div key={at} className={styles.message}>
          {placeholder == null ? (
            <>
              <b>{visible(role ?? '')}</b>
              <pre className={styles.text} tabIndex={0} aria-label={`Message ${at + 1}`}>
                {visible(words ?? '')}
              </pre>
            </>
          ) : (
            <span className="quiet">
              messages of the application: <span className="mono">{placeholder}</span>
            </span>
          )}
        </div>
      ))}
      {hasConfig(config) && (
        <div className={styles.message}>
          <b>Config</b>
          <pre className={styles.text} tabIndex={0} aria-label="Config">
            {jsonOf(config)}
          </pre>
        </div>
      )}
    </>
  );
}

const signs = { same: '', added: '+', removed: '−' } as const;

function Difference({ before, after }: { readonly before: PromptVersionContentFragment; readonly after: PromptVersionContentFragment }) {
  const shown = useMemo(() => {
    const whole = (one: PromptVersionContentFragment) =>
      `${shownText(one)}${hasConfig(one.config) ? `\n\nconfig:\n${jsonOf(one.config)}` : ''}`;
    return promptDiff(whole(before), whole(after));
  }, [before, after]);
  const [isAll, setAll] = useState(false);
  const lines = isAll ? shown : shown.slice(0, MOST_LINES);
  if (shown.every(({ kind }) => kind === 'same')) return <p className="quiet">Both versions are the same, word for word.</p>;
  return (
    <div className={styles.diff} role="region" aria-label={`Changes from v${before.version} to v${after.version}`} tabIndex={0}>
      {lines.map(({ kind, text }, at) => (
        <div key={at} data-diff={kind}>
          <i aria-hidden>{signs[kind]}</i>
          <span>
            {kind !== 'same' && <span className="uk-hidden">{kind}: </span>}
            {visible(text)}
          </span>
        </div>
      ))}
      {lines.length < shown.length && (
        <button type="button" onClick={() => setAll(true)}>
          {shown.length - lines.length} more lines
        </button>
      )}
    </div>
  );
}

const MOST_LINES = 1_000;
