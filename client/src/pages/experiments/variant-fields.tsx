import type { Form } from '../../controls/form/use-form.ts';
import type { ExperimentKind } from '../../graphql/generated/graphql.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { TextField } from '../../primitives/field.tsx';
import type { ExperimentDraft, VariantDraft } from './experiment-form.ts';
import styles from './experiments.module.css';

/** The variants while they are typed: key, share and value. The first one is what others are compared with. */
export function VariantFields({
  form: { draft, problems, change },
  kind,
}: {
  readonly form: Form<ExperimentDraft>;
  readonly kind: ExperimentKind;
}) {
  const { variants } = draft;
  const set = (at: number, part: Partial<VariantDraft>) =>
    change({ variants: variants.map((variant, place) => (place === at ? { ...variant, ...part } : variant)) });
  const least = kind === 'FLAG' ? 1 : 2;
  return (
    <fieldset className={styles.fieldset}>
      <legend>Variants</legend>
      {variants.map((variant, at) => (
        <div key={at} className={styles.variant}>
          <TextField label="Key" value={variant.key} onText={(key) => set(at, { key })} problem={problems[`variants.${at}.key`]} mono />
          <TextField
            label="Share (%)"
            value={variant.weight}
            onText={(weight) => set(at, { weight })}
            problem={problems[`variants.${at}.weight`]}
            inputMode="decimal"
            mono
          />
          <TextField
            label="Value"
            value={variant.value}
            onText={(value) => set(at, { value })}
            problem={problems[`variants.${at}.value`]}
            placeholder={draft.valueType === 'STRING' ? variant.key : draft.valueType.toLowerCase()}
            mono
          />
          <IconButton
            icon="trash"
            label={`Remove ${variant.key || `variant ${at + 1}`}`}
            disabled={variants.length <= least}
            onClick={() => change({ variants: variants.filter((_, place) => place !== at) })}
          />
        </div>
      ))}
      {problems['variants'] !== undefined && (
        <div role="alert" className={styles.problem}>
          {problems['variants']}
        </div>
      )}
      <div className={styles.acts}>
        <Button
          tone="bare"
          icon="plus"
          onClick={() => change({ variants: [...variants, { key: `variant-${variants.length + 1}`, weight: '0', value: '' }] })}
        >
          Another variant
        </Button>
        {variants.length > 1 && (
          <Button tone="bare" onClick={() => change({ variants: equalShares(variants) })}>
            Equal shares
          </Button>
        )}
      </div>
    </fieldset>
  );
}

/** Shares that are as equal as two decimals let them be, and sum to 100. */
function equalShares(variants: readonly VariantDraft[]): VariantDraft[] {
  const each = Math.floor(10_000 / variants.length) / 100;
  const first = Number((100 - each * (variants.length - 1)).toFixed(2));
  return variants.map((variant, at) => ({ ...variant, weight: String(at === 0 ? first : each) }));
}
