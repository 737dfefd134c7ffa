import { Link } from '@tanstack/react-router';
import { Panel } from 'ui-kit/panel';
import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { keepView } from '../../../controls/use-view.ts';
import { firstParameters, parametersOf } from '../parameters.ts';
import { JobHealth } from './job-health.tsx';
import { JobModel } from './job-model.tsx';
import { JobOrigin } from './job-origin.tsx';
import type { ShownJob } from './job.tsx';
import { useJobView } from './use-job-view.ts';
import { Button } from '../../../primitives/button.tsx';
import styles from './job.module.css';

/** Parameters in sight beside the loss; all of them stand in their own tab. */
const MOST_PARAMETERS = 6;

/** How the job does, and what it was made with. `hasLoss`: a metric of it is a loss. */
export function JobSide({ job, hasLoss }: { readonly job: ShownJob; readonly hasLoss: boolean }) {
  const locale = useLocale();
  const [, change] = useJobView();
  const parameters = parametersOf(job.hyperparameters);
  const facts = factsOf(job, locale);
  return (
    <div className={styles.side}>
      <JobHealth job={job} hasLoss={hasLoss} />
      {job.registration != null && <JobModel registration={job.registration} />}
      <Panel title="Parameters" hint={parameters.length > MOST_PARAMETERS ? `${MOST_PARAMETERS} of ${parameters.length}` : undefined}>
        {parameters.length === 0 && facts.length === 0 && <p className="quiet">The trainer has sent none.</p>}
        <dl className={styles.list}>
          {[...firstParameters(parameters, MOST_PARAMETERS).map(({ name, text }) => [name, text] as const), ...facts].map(
            ([name, text]) => (
              <div key={name} className={styles.entry}>
                <dt title={name}>{name}</dt>
                <dd title={text}>{text}</dd>
              </div>
            ),
          )}
        </dl>
        <JobOrigin job={job} />
        {job.outputModel != null && job.registration == null && (
          <p className={styles.more}>
            is to become{' '}
            <Link to="/models/$modelName" params={{ modelName: job.outputModel }} search={keepView}>
              {job.outputModel}
            </Link>
          </p>
        )}
        {job.notes != null && <p className={`${styles.more} quiet`}>{job.notes}</p>}
        {parameters.length > MOST_PARAMETERS && (
          <div className={styles.more}>
            <Button tone="bare" onClick={() => change({ tab: 'parameters' })}>
              All parameters
            </Button>
          </div>
        )}
      </Panel>
    </div>
  );
}

/** What is known beside the parameters, each with its name. */
function factsOf(job: ShownJob, locale: Locale): (readonly [name: string, text: string])[] {
  const { hardware } = job;
  const machine = [hardware?.name, hardware?.gpuName == null ? null : `${hardware.gpuCount ?? 1} × ${hardware.gpuName}`].filter(
    (text) => text != null,
  );
  const dataset = [job.datasetName, job.datasetSize == null ? null : `${format(job.datasetSize, 'count', locale)} examples`].filter(
    (text) => text != null,
  );
  return (
    [
      ['base model', job.baseModel],
      ['method', job.trainingMethod?.toLowerCase()],
      ['dataset', dataset.join(', ')],
      ['machine', machine.join(', ')],
    ] as const
  ).flatMap(([name, text]) => (text == null || text === '' ? [] : [[name, text] as const]));
}
