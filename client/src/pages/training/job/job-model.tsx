import { Link } from '@tanstack/react-router';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { keepView } from '../../../controls/use-view.ts';
import type { JobRegistrationFragment } from '../../../graphql/generated/graphql.ts';
import styles from './job.module.css';

/** The model that a job became, and what its users thought of its answers. */
export function JobModel({ registration }: { readonly registration: JobRegistrationFragment }) {
  const locale = useLocale();
  const { version, model } = registration;
  const { messageCount, ratedCount, averageRating, judgedCount, successShare } = model.analytics;
  const ofModel = (held: object) => ({ ...keepView(held), range: 'all' as const, from: undefined, to: undefined, model: [model.name] });
  return (
    <Panel title="Model it became" hint={`version ${version}`}>
      <p className={styles.modelName}>
        <Link to="/models/$modelName" params={{ modelName: model.name }} search={(held) => ({ ...keepView(held), range: 'all' as const })}>
          {model.name}
        </Link>
      </p>
      {messageCount === 0 ? (
        <p className="quiet">No message names this model yet. Its users’ ratings appear here once one does.</p>
      ) : (
        <dl className={styles.list}>
          <div className={styles.entry}>
            <dt>answers</dt>
            <dd>
              <Link to="/messages" search={ofModel}>
                {format(messageCount, 'count', locale)}
              </Link>
            </dd>
          </div>
          <div className={styles.entry}>
            <dt>users’ rating</dt>
            <dd>
              {averageRating == null ? (
                'none yet'
              ) : (
                <Link to="/messages" search={(held) => ({ ...ofModel(held), rating: [1, 2, 3, 4, 5] })}>
                  {format(Number(averageRating.toFixed(2)), 'number', locale)} of 5 ({format(ratedCount, 'count', locale)})
                </Link>
              )}
            </dd>
          </div>
          <div className={styles.entry}>
            <dt>success</dt>
            <dd>
              {successShare == null ? 'not judged' : `${format(successShare, 'share', locale)} of ${format(judgedCount, 'count', locale)}`}
            </dd>
          </div>
          <div className={styles.entry}>
            <dt>traces</dt>
            <dd>
              <Link to="/traces" search={ofModel}>
                show
              </Link>
            </dd>
          </div>
        </dl>
      )}
    </Panel>
  );
}
