import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { ErrorState, Panel, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMemo, useState } from 'react';
import { Page } from '../../controls/page/page.tsx';
import { May } from '../../controls/viewer.ts';
import { ReleaseDocument } from '../../graphql/generated/graphql.ts';
import type { WholeReleaseFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { DeployDialog } from './deploy-dialog.tsx';
import { MarksPanel } from './marks-panel.tsx';
import { PolicyDialog } from './policy-dialog.tsx';
import { ReleaseDriftPanel } from './release-drift.tsx';
import { ReleaseBenchmarks, ReleaseMetrics } from './release-parts.tsx';
import { modeWords, partNames, verdictWords, versionName } from './words.ts';
import styles from './evolution.module.css';

/** Whether a version may go into use: benchmarks, production, cost and drift beside the version before. */
export function ReleasePage() {
  const { versionId } = useParams({ from: '/evolution/$versionId/release' });
  const { against } = useSearch({ from: '/evolution/$versionId/release' });
  const variables = useMemo(() => ({ versionId, againstId: against ?? null }), [versionId, against]);
  const answer = useLiveQuery({ query: ReleaseDocument, variables });
  const [opened, setOpened] = useState<'deploy' | 'policy' | null>(null);
  const check = answer.data?.releaseCheck ?? null;
  return (
    <Page
      title={check === null ? 'Release check' : visible(versionName(check.version))}
      trail={
        <Link to="/evolution" search={{ ...(check !== null && { named: check.version.model.name }), version: versionId }}>
          Evolution
        </Link>
      }
      beside={check !== null && <Badge tone={verdictWords[check.verdict].tone}>{verdictWords[check.verdict].words}</Badge>}
      actions={
        check !== null && (
          <>
            <May permission="EDIT_RELEASE_POLICY">
              <Button onClick={() => setOpened('policy')}>Policy</Button>
            </May>
            <May permission="EDIT_MODELS">
              <Button tone="primary" onClick={() => setOpened('deploy')}>
                Mark as deployed
              </Button>
            </May>
          </>
        )
      }
    >
      {answer.failure !== null && check === null && <ErrorState message={answer.failure} onRetry={answer.reload} />}
      {answer.failure === null && check === null && <Skeleton shape="rows" height={420} label="The check is loading" />}
      {check !== null && (
        <div className={styles.whole}>
          <Summary check={check} />
          <ReleaseBenchmarks check={check} />
          <div className={styles.halves}>
            <ReleaseMetrics check={check} which="PRODUCTION" />
            <ReleaseMetrics check={check} which="COST" />
          </div>
          <ReleaseDriftPanel variables={variables} />
          <MarksPanel version={check.version} onChanged={answer.reload} />
        </div>
      )}
      {check !== null && opened === 'deploy' && <DeployDialog check={check} onSaved={answer.reload} onClose={() => setOpened(null)} />}
      {opened === 'policy' && <PolicyDialog onSaved={answer.reload} onClose={() => setOpened(null)} />}
    </Page>
  );
}

function Summary({ check }: { readonly check: WholeReleaseFragment }) {
  const { base, sentence, regressions, isBlocked, parts, policyMode, policyParts } = check;
  return (
    <Panel title="Release check" hint={base == null ? 'the version has no parent' : `against ${visible(versionName(base))}`}>
      <div className={styles.version}>
        <p className={isBlocked || regressions.length > 0 ? styles.warning : styles.sentence} role="status">
          {sentence} {regressions.map(visible).join(' ')}
        </p>
        <ul className={styles.parts} aria-label="Parts of the check">
          {parts.map(({ part, verdict }) => (
            <li key={part}>
              <span>{partNames[part]}</span> <Badge tone={verdictWords[verdict].tone}>{verdictWords[verdict].words}</Badge>
              {!(policyParts as readonly string[]).includes(part) && <span className="quiet"> not counted</span>}
            </li>
          ))}
        </ul>
        <p className="quiet">
          Policy of the workspace: {modeWords[policyMode]} ({policyParts.map((part) => partNames[part].toLowerCase()).join(', ')}).
        </p>
      </div>
    </Panel>
  );
}
