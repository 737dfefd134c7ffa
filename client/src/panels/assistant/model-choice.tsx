import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { useClient } from 'urql';
import { SetPreferenceDocument, UpdateAssistantConversationDocument } from '../../graphql/generated/graphql.ts';
import type { AssistantConversationRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { Select } from '../../primitives/select.tsx';
import { notify } from '../../primitives/toast.ts';
import type { KnownModels } from './use-models.ts';
import styles from './assistant.module.css';

export interface ModelChoiceProps {
  readonly models: KnownModels;
  /** Null: the conversation has not begun. */
  readonly row: AssistantConversationRowFragment | null;
  /** Of a conversation that has not begun; null: none is named. */
  readonly chosen: string | null;
  readonly onChoose: (model: string | null) => void;
}

/** The model that answers in this conversation, with the price of an answer; nothing where no model is connected. */
export function ModelChoice({ models: { models, answering, settings, today, reload }, row, chosen, onChoose }: ModelChoiceProps) {
  const client = useClient();
  const locale = useLocale();
  if (models.length === 0) return null;
  const value = (row === null ? chosen : row.model) ?? '';
  const choose = async (ref: string): Promise<void> => {
    const model = ref === '' ? null : ref;
    if (row === null) return onChoose(model);
    const sent = await send(client, UpdateAssistantConversationDocument, { input: { id: row.id, model } });
    return sent.ok ? undefined : notify({ title: 'The model was not changed.', says: sent.refusal.message, tone: 'bad' });
  };
  const prefer = async (): Promise<void> => {
    const sent = await send(client, SetPreferenceDocument, { name: 'assistantModel', value });
    if (!sent.ok) return notify({ title: 'It was not kept.', says: sent.refusal.message, tone: 'bad' });
    reload();
    return notify({ title: `${value} answers you from now on, where a conversation names no model.` });
  };
  const limit = settings?.dailyUsdPerPerson ?? null;
  return (
    <span className={styles.models}>
      <Select
        label="Model"
        value={value}
        onChoose={(ref) => void choose(ref)}
        options={[
          { value: '', label: answering == null ? 'Default' : `${answering.ref}${priceWords(answering.turnUsd, null, locale)}` },
          ...models.map(({ ref, turnUsd, relativeCost }) => ({ value: ref, label: `${ref}${priceWords(turnUsd, relativeCost, locale)}` })),
        ]}
      />
      {value !== '' && value !== answering?.ref && (
        <Button tone="bare" onClick={() => void prefer()}>
          Prefer it
        </Button>
      )}
      {today !== undefined && (today.usd > 0 || limit !== null) && (
        <span className={styles.cost}>
          {format(today.usd, 'usd', locale)}
          {limit === null ? '' : ` of ${format(limit, 'usd', locale)}`} today
        </span>
      )}
    </span>
  );
}

/** ` · $0.031 an answer, 2.1×`; empty: no price is known. */
function priceWords(turnUsd: number | null | undefined, relativeCost: number | null | undefined, locale: Locale): string {
  if (turnUsd == null) return '';
  const times = relativeCost == null || relativeCost === 1 ? '' : `, ${format(relativeCost, 'number', locale)}×`;
  return ` · ${format(turnUsd, 'usd', locale)} an answer${times}`;
}
