import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Page } from '../../controls/page/page.tsx';
import { useMay } from '../../controls/viewer.ts';
import { AlertRulesDocument, AlertsChangedDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import type { AlertTab } from './alerts-search.ts';
import { ChannelsSide } from './channels-side.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { emptyRule } from './rule-form.ts';
import type { RuleDraft } from './rule-form.ts';
import { RulesPanel } from './rules-panel.tsx';
import { TemplatesPanel } from './templates-panel.tsx';
import styles from './alerts.module.css';

const tabs = [
  { value: 'rules', label: 'Rules' },
  { value: 'history', label: 'History' },
  { value: 'channels', label: 'Channels' },
] as const satisfies readonly { value: AlertTab; label: string }[];

const changes = { subscription: AlertsChangedDocument, askAfterMs: 500 } as const;

/** Rules with where they stand, what has fired, and where notices go. */
export function AlertsPage() {
  const { tab = 'rules' } = useSearch({ from: '/alerts' });
  const navigate = useNavigate({ from: '/alerts' });
  const mayEdit = useMay('EDIT_ALERTS');
  const answer = useLiveQuery({ query: AlertRulesDocument, variables: {}, changes });
  const [draft, setDraft] = useState<RuleDraft | null>(null);
  const show = (next: AlertTab) =>
    void navigate({ search: (held) => ({ ...held, tab: next === 'rules' ? undefined : next }), replace: true });
  return (
    <Page
      title="Alerts"
      row={<Segmented label="Side of the page" value={tab} options={tabs} onChoose={show} />}
      actions={
        mayEdit &&
        tab === 'rules' && (
          <Button tone="primary" icon="plus" onClick={() => setDraft(emptyRule)}>
            New rule
          </Button>
        )
      }
    >
      {tab === 'rules' && (
        <div className={styles.stack}>
          <RulesPanel answer={answer} onNew={mayEdit ? () => setDraft(emptyRule) : null} />
          {mayEdit && <TemplatesPanel answer={answer} onEdit={setDraft} onMade={answer.reload} />}
        </div>
      )}
      {tab === 'history' && <HistoryPanel ruleId={null} />}
      {tab === 'channels' && <ChannelsSide />}
      {draft !== null && <RuleDialog rule={null} start={draft} onSaved={answer.reload} onClose={() => setDraft(null)} />}
    </Page>
  );
}
