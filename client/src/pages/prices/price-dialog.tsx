import { useClient } from 'urql';
import type { Problems } from '../../controls/form/form-state.ts';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { SavePriceDocument } from '../../graphql/generated/graphql.ts';
import type { PriceInput, PriceLineFragment, PriceScope, SavePriceMutation, TaskFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { draftOf, emptyDraft, noRates, readDraft } from './price-form.ts';
import type { PriceDraft, RateTexts } from './price-form.ts';
import { rateKinds } from './price-words.ts';
import styles from './prices.module.css';

export interface PriceDialogProps {
  /** A price to change, the beginnings of one, or nothing. */
  readonly start: PriceLineFragment | Partial<PriceDraft> | null;
  /** Names to choose from while typing. */
  readonly models: readonly string[];
  readonly providers: readonly string[];
  readonly onSaved: (task: TaskFragment | null) => void;
  readonly onClose: () => void;
}

const scopes: readonly { readonly value: PriceScope; readonly label: string }[] = [
  { value: 'MODEL', label: 'One model' }, { value: 'PROVIDER', label: 'Everything by a provider' }, { value: 'DEFAULT', label: 'Everything else' },
];

/** Adds a price, or changes one. Scope, names and day together are its identity: the same again replaces it. */
export function PriceDialog({ start, models, providers, onSaved, onClose }: PriceDialogProps) {
  const isChange = start !== null && 'id' in start;
  const client = useClient();
  const form = useForm<PriceDraft, PriceInput, SavePriceMutation>({
    start: start === null ? emptyDraft : 'id' in start ? draftOf(start) : { ...emptyDraft, ...start },
    check: (typed) => {
      const read = readDraft(typed);
      return read.ok ? { ok: true, value: read.price } : read;
    },
    save: (price) => send(client, SavePriceDocument, { price }),
    onSaved: ({ savePrice }) => {
      onSaved(savePrice.task ?? null);
      onClose();
    },
  });
  const { draft, problems, change: set } = form;
  const setTier = (position: number, change: Partial<PriceDraft['tiers'][number]>) => set({ tiers: draft.tiers.map((tier, at) => (at === position ? { ...tier, ...change } : tier)) });
  return (
    <FormDialog
      form={form} onClose={onClose} wide title={isChange ? 'Change price' : 'Add a price'} save="Save price"
      says="Messages from that day on are repriced in the background; older ones keep the price of their day."
    >
      <FieldStack>
        <FieldRow>
          <Field label="For" problem={problems['scope']}>{({ id }) => <Select id={id} label="For" value={draft.scope} options={scopes} onChoose={(scope) => set({ scope })} disabled={isChange} />}</Field>
          {draft.scope === 'MODEL' && <TextField label="Model" value={draft.model} onText={(model) => set({ model })} problem={problems['model']} list="price-models" disabled={isChange} mono />}
          {draft.scope !== 'DEFAULT' && (
            <TextField label={draft.scope === 'MODEL' ? 'Provider (any when empty)' : 'Provider'} value={draft.provider} onText={(provider) => set({ provider })} problem={problems['provider']} list="price-providers" disabled={isChange} mono />
          )}
          <TextField label="From (UTC day; always when empty)" type="date" value={draft.effectiveFrom} onText={(effectiveFrom) => set({ effectiveFrom })} problem={problems['effectiveFrom']} disabled={isChange} mono />
        </FieldRow>
        <datalist id="price-models">{models.map((model) => <option key={model} value={model} />)}</datalist>
        <datalist id="price-providers">{providers.map((provider) => <option key={provider} value={provider} />)}</datalist>
        <Rates title="$ per million tokens" rates={draft.rates} path="rates" problems={problems} onRates={(rates) => set({ rates })} />
        {draft.tiers.map((tier, position) => (
          <fieldset key={position} className={styles.tier}>
            <legend>Tier {position + 1}</legend>
            <div className={styles.tierHead}>
              <TextField label="Above this many input tokens" value={tier.aboveInputTokens} onText={(aboveInputTokens) => setTier(position, { aboveInputTokens })} problem={problems[`tiers.${position}.aboveInputTokens`]} inputMode="numeric" mono />
              <IconButton icon="trash" label={`Remove tier ${position + 1}`} onClick={() => set({ tiers: draft.tiers.filter((_, at) => at !== position) })} />
            </div>
            <Rates title="$ per million tokens" rates={tier.rates} path={`tiers.${position}.rates`} problems={problems} onRates={(rates) => setTier(position, { rates })} />
          </fieldset>
        ))}
        <div><Button tone="bare" icon="plus" onClick={() => set({ tiers: [...draft.tiers, { aboveInputTokens: '', rates: noRates }] })}>Another price above a context size</Button></div>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

interface RatesProps {
  readonly title: string;
  readonly rates: RateTexts;
  readonly path: string;
  readonly problems: Problems;
  readonly onRates: (rates: RateTexts) => void;
}

function Rates({ title, rates, path, problems, onRates }: RatesProps) {
  return (
    <fieldset className={styles.rates}>
      <legend>{title}</legend>
      {rateKinds.map(({ key, label, otherwise }) => (
        <TextField
          key={key} label={label} value={rates[key]} inputMode="decimal" mono placeholder={otherwise} problem={problems[`${path}.${key}`]}
          onText={(text) => onRates({ ...rates, [key]: text })}
        />
      ))}
    </fieldset>
  );
}
