import { Link } from '@tanstack/react-router';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../../controls/use-view.ts';
import { Ago } from '../../../primitives/moment.tsx';
import type { ShownJob } from './job.tsx';
import styles from './job.module.css';

/** The configuration and the runner of a job, and how it stands in the queue. */
export function JobOrigin({ job }: { readonly job: ShownJob }) {
  return (
    <>
      {job.configuration != null && (
        <p className={styles.more}>
          started from{' '}
          <Link to="/configurations" search={{ chosen: job.configuration.id }}>
            {job.configuration.name}
          </Link>
          {job.configurationVersion != null && ` version ${job.configurationVersion}`}
          {job.runner != null && (
            <>
              {' '}
              on{' '}
              <Link to="/runners" search={keepView}>
                {job.runner.name}
              </Link>
            </>
          )}
        </p>
      )}
      {job.loop != null && (
        <p className={styles.more}>
          trained in the loop{' '}
          <Link to="/loops/$loopId" params={{ loopId: job.loop.id }} search={keepView}>
            {visible(job.loop.name)}
          </Link>
        </p>
      )}
      {job.status === 'QUEUED' && (
        <p className={`${styles.more} quiet`}>
          waits for a runner
          {job.queuedAt != null && (
            <>
              {' '}
              since <Ago at={job.queuedAt} />
            </>
          )}
          {job.priority !== 0 && `, priority ${job.priority}`}
        </p>
      )}
    </>
  );
}
