import { Link } from '@tanstack/react-router';
import { Panel } from 'ui-kit/panel';
import { keepView } from '../../../controls/use-view.ts';
import { ConfigurationVersionsDocument } from '../../../graphql/generated/graphql.ts';
import type { ConfigurationContentFragment } from '../../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../../graphql/use-live.ts';
import { Button } from '../../../primitives/button.tsx';
import { Moment } from '../../../primitives/moment.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { ChangeList } from './change-list.tsx';
import { changesBetween, contentOf } from './versions.ts';
import styles from './configurations.module.css';

export interface VersionListProps {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** Opens what starts a job from it. */
  /** null: the reader may start none. */
  readonly onStart: (() => void) | null;
}

/** Versions of a configuration, newest first, each with what it changed, and the last jobs that were started from it. */
export function VersionList({ id, name, version, onStart }: VersionListProps) {
  const answer = useLiveQuery({ query: ConfigurationVersionsDocument, variables: { id } });
  const found = answer.data?.node?.__typename === 'TrainingConfiguration' ? answer.data.node : null;
  const jobs = answer.data?.trainingJobs.edges ?? [];
  return (
    <Panel
      title={name}
      hint={`version ${version}, and those before it`}
      aside={onStart !== null && <Button onClick={onStart}>Start a job</Button>}
      skeleton="rows"
      minHeight={220}
      load={loadOf(answer, () => found?.versions ?? null)}
      onRetry={answer.reload}
      empty={{ says: 'This configuration is not here any more.' }}
    >
      {(versions: readonly ConfigurationContentFragment[]) => (
        <div className={styles.side}>
          {jobs.length > 0 && (
            <section aria-label="Last jobs">
              <ul className={styles.jobs}>
                {jobs.map(({ node }) => (
                  <li key={node.id}>
                    <Link to="/training/$jobId" params={{ jobId: node.id }} search={keepView}>
                      {node.name}
                    </Link>
                    <span className="quiet small">v{node.configurationVersion}</span>
                    <StatusBadge status={node.status} endReason={node.endReason ?? null} />
                  </li>
                ))}
              </ul>
              <Link to="/training" search={{ configuration: [id] }}>
                All jobs of it
              </Link>
            </section>
          )}
          <ol className={styles.versions} reversed>
            {versions.map((content, place) => {
              const before = versions[place + 1];
              const changes = before === undefined ? [] : changesBetween(before, content);
              return (
                <li key={content.version}>
                  <div className={styles.versionHead}>
                    <b>Version {content.version}</b>
                    <span className="quiet small">
                      <Moment at={content.createdAt} />
                    </span>
                  </div>
                  {before === undefined && content.version > 1 && <p className="quiet">Earlier versions are not shown.</p>}
                  {before !== undefined && changes.length === 0 && <p className="quiet">Only the name was changed, or nothing.</p>}
                  {changes.length > 0 && <ChangeList changes={changes} />}
                  {(place === 0 || content.version === 1) && <Content content={content} />}
                </li>
              );
            })}
          </ol>
        </div>
      )}
    </Panel>
  );
}

/** All that a version holds. */
function Content({ content }: { readonly content: ConfigurationContentFragment }) {
  return (
    <dl className={styles.content}>
      {contentOf(content).map(({ name, text }) => (
        <div key={name}>
          <dt title={name}>{name}</dt>
          <dd title={text}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
