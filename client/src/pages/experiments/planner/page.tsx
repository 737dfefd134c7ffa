import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Panel } from 'ui-kit/panel';
import { Page } from '../../../controls/page/page.tsx';
import { keepView } from '../../../controls/use-view.ts';
import { useMay } from '../../../controls/viewer.ts';
import { TrafficPlanDocument } from '../../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../../graphql/use-live.ts';
import { Button } from '../../../primitives/button.tsx';
import { useSettled } from '../../../primitives/settled.ts';
import { ExperimentDialog } from '../experiment-dialog.tsx';
import { PlanFields } from './plan-fields.tsx';
import { PlanShown } from './plan-shown.tsx';
import { draftOfSearch, experimentOf, readPlan, searchOfDraft } from './planner-form.ts';
import styles from './planner.module.css';

/** What is typed is asked for once it has stood for so long. */
const settledAfterMs = 350;

/** How many units and days an experiment needs, by the variance and the traffic of the workspace itself. */
export function PlannerPage() {
  const search = useSearch({ from: '/experiments/planner' });
  const navigate = useNavigate({ from: '/experiments/planner' });
  const [draft, setDraft] = useState(() => draftOfSearch(search));
  const settled = useSettled(draft, settledAfterMs);
  const mayEdit = useMay('EDIT_EXPERIMENTS');
  const [isMaking, setMaking] = useState(false);
  const shown = readPlan(draft);
  const asked = readPlan(settled);
  useEffect(() => {
    void navigate({ search: (held) => ({ ...held, ...searchOfDraft(settled) }), replace: true, resetScroll: false });
  }, [settled, navigate]);
  const answer = useLiveQuery({
    query: TrafficPlanDocument,
    variables: { input: asked.ok ? asked.value : { metrics: [] } },
    isWanted: asked.ok,
  });
  const load = loadOf(answer, ({ planExperimentByTraffic: plan }) => (plan.unitsByDay.length === 0 ? null : plan));
  const sample = answer.data?.planExperimentByTraffic.plannedSamplePerVariant ?? null;
  return (
    <Page
      title="Planner"
      trail={
        <Link to="/experiments" search={keepView}>
          Experiments
        </Link>
      }
      actions={
        mayEdit && (
          <Button tone="primary" icon="plus" disabled={!shown.ok || sample === null || answer.isStale} onClick={() => setMaking(true)}>
            Experiment of this plan
          </Button>
        )
      }
    >
      <div className={styles.planner}>
        <Panel title="What is planned">
          <PlanFields
            draft={draft}
            problems={shown.ok ? {} : shown.problems}
            onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
          />
        </Panel>
        <Panel
          title="Plan"
          hint="by the variance and the traffic of this workspace"
          minHeight={360}
          load={load}
          onRetry={answer.reload}
          empty={{
            says: 'No unit of this kind was seen in the last 28 days.',
            how: 'A plan is made of answers that name a user, a session or a conversation, and of events. Send messages, or lift the environment and the channel.',
          }}
        >
          {(plan) => <PlanShown plan={plan} power={draft.power} />}
        </Panel>
      </div>
      {isMaking && sample !== null && (
        <ExperimentDialog
          kind="EXPERIMENT"
          experiment={null}
          begin={experimentOf(draft, sample, answer.data?.planExperimentByTraffic.layer ?? null)}
          onSaved={() => undefined}
          onClose={() => setMaking(false)}
        />
      )}
    </Page>
  );
}
