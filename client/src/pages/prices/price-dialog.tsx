import { useState } from 'react';
import { useMutation } from 'urql';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { SavePriceDocument } from '../../graphql/generated/graphql.ts';
import type { PriceLineFragment, PriceScope, TaskFragment } from '../../graphql/generated/graphql.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { Field, FieldRow, FieldStack, FormProblem, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { draftOf, emptyDraft, noRates, readDraft } from './price-form.ts';
import type { DraftProblems, PriceDraft, RateTexts } from './price-form.ts';
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
  const [draft, setDraft] = useState<PriceDraft>(start === null ? emptyDraft : 'id' in start ? draftOf(start) : { ...emptyDraft, ...start });
  const [problems, setProblems] = useState<DraftProblems>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [{ fetching }, savePrice] = useMutation(asDocument(SavePriceDocument));
  const set = (change: Partial<PriceDraft>) => setDraft({ ...draft, ...change });
  const setTier = (place: number, change: Partial<PriceDraft['tiers'][number]>) => set({ tiers: draft.tiers.map((tier, at) => (at === place ? { ...tier, ...change } : tier)) });
  const save = async () => {
    const read = readDraft(draft);
    setProblems(read.ok ? {} : read.problems);
    setRefusal(null);
    if (!read.ok) return;
    const { data, error } = await savePrice({ price: read.price });
    if (data === undefined || data === null) return setRefusal(error === undefined ? 'The price was not saved.' : failureWords(error));
    onSaved(data.savePrice.task ?? null);
    onClose();
    return undefined;
  };
  return (
    <Dialog
      open onClose={onClose} wide title={isChange ? 'Change price' : 'Add a price'}
      says="Messages from that day on are priced anew in the background; older ones keep the price of their day."
      actions={<><Button onClick={onClose}>Cancel</Button><Button tone="primary" disabled={fetching} onClick={() => void save()}>{fetching ? 'Saving' : 'Save price'}</Button></>}
    >
      <form onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <FieldStack>
          <FieldRow>
            <Field label="For">{({ id }) => <Select id={id} label="For" value={draft.scope} options={scopes} onChoose={(scope) => set({ scope })} disabled={isChange} />}</Field>
            {draft.scope === 'MODEL' && <TextField label="Model" value={draft.model} onText={(model) => set({ model })} problem={problems['model']} list="price-models" disabled={isChange} mono />}
            {draft.scope !== 'DEFAULT' && (
              <TextField label={draft.scope === 'MODEL' ? 'Provider (any when empty)' : 'Provider'} value={draft.provider} onText={(provider) => set({ provider })} problem={problems['provider']} list="price-providers" disabled={isChange} mono />
            )}
            <TextField label="From (UTC day; always when empty)" type="date" value={draft.effectiveFrom} onText={(effectiveFrom) => set({ effectiveFrom })} problem={problems['effectiveFrom']} disabled={isChange} mono />
          </FieldRow>
          <datalist id="price-models">{models.map((model) => <option key={model} value={model} />)}</datalist>
          <datalist id="price-providers">{providers.map((provider) => <option key={provider} value={provider} />)}</datalist>
          <Rates title="$ per million tokens" rates={draft.rates} path="rates" problems={problems} onRates={(rates) => set({ rates })} />
          {draft.tiers.map((tier, place) => (
            <fieldset key={place} className={styles.tier}>
              <legend>Tier {place + 1}</legend>
              <div className={styles.tierHead}>
                <TextField label="Above this many input tokens" value={tier.aboveInputTokens} onText={(aboveInputTokens) => setTier(place, { aboveInputTokens })} problem={problems[`tiers.${place}.aboveInputTokens`]} inputMode="numeric" mono />
                <IconButton icon="trash" label={`Remove tier ${place + 1}`} onClick={() => set({ tiers: draft.tiers.filter((_, at) => at !== place) })} />
              </div>
              <Rates title="$ per million tokens" rates={tier.rates} path={`tiers.${place}.rates`} problems={problems} onRates={(rates) => setTier(place, { rates })} />
            </fieldset>
          ))}
          <div><Button tone="bare" icon="plus" onClick={() => set({ tiers: [...draft.tiers, { aboveInputTokens: '', rates: noRates }] })}>Another price above a context size</Button></div>
          {refusal !== null && <FormProblem>{refusal}</FormProblem>}
        </FieldStack>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

interface RatesProps {
  readonly title: string;
  readonly rates: RateTexts;
  readonly path: string;
  readonly problems: DraftProblems;
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
