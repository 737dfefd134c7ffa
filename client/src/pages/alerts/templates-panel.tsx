import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Panel } from 'ui-kit/panel';
import { useClient } from 'urql';
import { keepView } from '../../controls/use-view.ts';
import { AlertChannelsDocument, CreateAlertFromTemplateDocument } from '../../graphql/generated/graphql.ts';
import type { AlertRuleInput, AlertRulesQuery } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { notify } from '../../primitives/toast.ts';
import { draftOfInput } from './rule-form.ts';
import type { RuleDraft } from './rule-form.ts';
import styles from './alerts.module.css';

type Template = AlertRulesQuery['alertTemplates'][number];

export interface TemplatesPanelProps {
  readonly answer: Live<AlertRulesQuery>;
  /** Opens the form with the template in it. */
  readonly onEdit: (draft: RuleDraft) => void;
  readonly onMade: () => void;
}

/** Rules that most teams want: one press makes one, with every channel there is. */
export function TemplatesPanel({ answer, onEdit, onMade }: TemplatesPanelProps) {
  const client = useClient();
  const navigate = useNavigate();
  const channels = useLiveQuery({ query: AlertChannelsDocument, variables: {} });
  const [making, setMaking] = useState<string | null>(null);
  const channelIds = (channels.data?.alertChannels ?? []).filter(({ isEnabled }) => isEnabled).map(({ id }) => id);
  const make = async ({ key, name }: Template) => {
    setMaking(key);
    const sent = await send(client, CreateAlertFromTemplateDocument, { key, channelIds });
    setMaking(null);
    if (!sent.ok) return notify({ title: `${name} was not made.`, says: sent.refusal.message, tone: 'bad' });
    const { id } = sent.data.createAlertFromTemplate;
    notify({
      title: `${name} watches from now on.`,
      says: channelIds.length === 0 ? 'It is shown here; add a channel to be notified.' : undefined,
      action: { label: 'Open', onPress: () => void navigate({ to: '/alerts/$ruleId', params: { ruleId: id }, search: keepView }) },
    });
    return onMade();
  };
  return (
    <Panel
      title="Templates"
      hint={
        channelIds.length === 0
          ? 'one press makes a rule; add a channel to be notified'
          : 'one press makes a rule that notifies every channel'
      }
      flush
      skeleton="rows"
      minHeight={120}
      load={loadOf(answer, ({ alertTemplates }) => (alertTemplates.length === 0 ? null : alertTemplates))}
      onRetry={answer.reload}
      empty={{ says: 'There are no templates.' }}
    >
      {(templates) => (
        <ul className={styles.templates} aria-label="Templates">
          {templates.map((template) => (
            <li key={template.key}>
              <div className={styles.said}>
                <b>{template.name}</b>
                <span className="quiet">{template.sentence}</span>
              </div>
              <div className={styles.acts}>
                <Button tone="bare" onClick={() => onEdit({ ...draftOfInput(template.rule as AlertRuleInput), channelIds })}>
                  Edit first
                  <span className="uk-hidden"> {template.name}</span>
                </Button>
                <Button disabled={making !== null} onClick={() => void make(template)}>
                  {making === template.key ? 'Making rule' : 'Make rule'}
                  <span className="uk-hidden"> {template.name}</span>
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
