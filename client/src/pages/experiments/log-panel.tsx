import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Moment } from '../../primitives/moment.tsx';
import type { Experiment } from './experiment-page.tsx';
import { splitWords } from './words.ts';
import styles from './experiments.module.css';

interface Line {
  readonly at: string;
  readonly words: string;
}

/** Phases, versions and pauses by the server as one list, the latest first. */
export function LogPanel({ experiment: { phases, versions, pauses, stoppedAt, shippedVariant } }: { readonly experiment: Experiment }) {
  const lines: readonly Line[] = [
    ...phases.map(({ number, startedAt, reason, variants }) => ({
      at: startedAt,
      words: `Phase ${number} began: ${reason} (${splitWords(variants)})`,
    })),
    ...versions.map(({ version, savedAt, savedBy, changed }) => ({
      at: savedAt,
      words: `${version === 1 ? 'Made' : `Version ${version}: ${changed.join(', ')} changed`}${savedBy == null ? '' : ` by ${savedBy}`}`,
    })),
    ...pauses.map(({ at, reason }) => ({ at, words: `Paused by the server: ${reason}` })),
    ...(stoppedAt == null ? [] : [{ at: stoppedAt, words: shippedVariant == null ? 'Stopped' : `Ended; ${shippedVariant} was shipped` }]),
  ].toSorted((one, other) => other.at.localeCompare(one.at));
  return (
    <Panel title="Log" hint="phases, versions and pauses by the server" flush>
      <ol className={styles.log}>
        {lines.map(({ at, words }) => (
          <li key={`${at} ${words}`}>
            <span className="quiet">
              <Moment at={at} />
            </span>
            <span>{visible(words)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
