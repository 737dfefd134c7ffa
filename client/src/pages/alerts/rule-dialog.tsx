import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import type { Saved } from '../../controls/form/use-form.ts';
import {
  AlertChannelsDocument,
  CreateAlertRuleDocument,
  OneAlertRuleDocument,
  UpdateAlertRuleDocument,
} from '../../graphql/generated/graphql.ts';
import type { AlertRuleInput, WholeAlertRuleFragment } from '../../graphql/generated/graphql.ts';
import { asDocument } from '../../graphql/document.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { FieldStack } from '../../primitives/field.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { NoticeFields } from './notice-fields.tsx';
import { Preview } from './preview.tsx';
import { draftOfRule, readRule } from './rule-form.ts';
import type { RuleDraft } from './rule-form.ts';

export interface RuleDialogProps {
  /** null: a new one. */
  readonly rule: WholeAlertRuleFragment | null;
  readonly start: RuleDraft;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

type Result = { readonly id: string };

/** Makes a rule or changes one, with what it would have done in the last 30 days. */
export function RuleDialog({ rule, start, onSaved, onClose }: RuleDialogProps) {
  const client = useClient();
  const channels = useLiveQuery({ query: AlertChannelsDocument, variables: {} });
  const save = async (input: AlertRuleInput): Promise<Saved<RuleDraft, Result>> => {
    if (rule === null) {
      const sent = await send(client, CreateAlertRuleDocument, { input });
      return sent.ok ? { ok: true, data: sent.data.createAlertRule } : sent;
    }
    const update = async (updatedAt: string): Promise<Saved<RuleDraft, Result>> => {
      const sent = await send(client, UpdateAlertRuleDocument, { id: rule.id, input, updatedAt });
      return sent.ok ? { ok: true, data: sent.data.updateAlertRule } : sent;
    };
    const sent = await update(rule.updatedAt);
    if (sent.ok || sent.refusal.code !== 'ALERT_RULE_CHANGED') return sent;
    const { data } = await client.query(asDocument(OneAlertRuleDocument), { id: rule.id }, { requestPolicy: 'network-only' }).toPromise();
    const stored = data?.alertRule ?? null;
    if (stored === null) return sent;
    return {
      ...sent,
      ask: {
        title: 'The rule was changed meanwhile',
        words: sent.refusal.message,
        yes: 'Save mine',
        save: () => update(stored.updatedAt),
        reload: () => draftOfRule(stored),
      },
    };
  };
  const form = useForm<RuleDraft, AlertRuleInput, Result>({
    start,
    check: readRule,
    save,
    names: { 'schedule.timeZone': 'timeZone', 'schedule.days': 'days', 'schedule.from': 'from', 'schedule.to': 'to' },
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      wide
      title={rule === null ? 'New rule' : `Edit ${rule.name}`}
      says={
        rule === null ? undefined : 'Its series begin again with the changed rule; what fires now is resolved if it does not hold any more.'
      }
      save={rule === null ? 'Make rule' : 'Save rule'}
    >
      <FieldStack>
        <ConditionFields draft={form.draft} problems={form.problems} onChange={form.change} />
        <Preview draft={form.draft} />
        <NoticeFields draft={form.draft} problems={form.problems} onChange={form.change} channels={channels.data?.alertChannels ?? []} />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
