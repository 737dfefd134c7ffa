import type { Form } from '../../controls/form/use-form.ts';
import { PromptsDocument } from '../../graphql/generated/graphql.ts';
import type { ExperimentKind, FlagValueType } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { FieldRow, TextField } from '../../primitives/field.tsx';
import type { ExperimentDraft } from './experiment-form.ts';
import { Folded } from './folded.tsx';
import { variantDraft } from './variant-form.ts';
import type { VariantDraft } from './variant-form.ts';
import styles from './experiments.module.css';

const promptNames = 'names-of-prompts';

/** The variants while they are typed: key, share and value, and what each stands for. The first one is what others are compared with. */
export function VariantFields({
  form: { draft, problems, change },
  kind,
}: {
  readonly form: Form<ExperimentDraft>;
  readonly kind: ExperimentKind;
}) {
  const { data } = useLiveQuery({ query: PromptsDocument, variables: {} });
  const { variants } = draft;
  const set = (at: number, part: Partial<VariantDraft>) =>
    change({ variants: variants.map((variant, place) => (place === at ? { ...variant, ...part } : variant)) });
  const least = kind === 'FLAG' ? 1 : 2;
  return (
    <fieldset className={styles.fieldset}>
      <legend>Variants</legend>
      {variants.map((variant, at) => (
        <div key={at} className={styles.stackedVariant}>
          <div className={styles.variant}>
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
              placeholder={placeholderOf(variant, draft.valueType)}
              mono
            />
            <IconButton
              icon="trash"
              label={`Remove ${variant.key || `variant ${at + 1}`}`}
              disabled={variants.length <= least}
              onClick={() => change({ variants: variants.filter((_, place) => place !== at) })}
            />
          </div>
          <Folded
            label={`Prompt, model and parameters of ${variant.key || `variant ${at + 1}`}`}
            startsOpen={[variant.name, variant.promptName, variant.promptVersion, variant.model, variant.parameters].some(
              (text) => text !== '',
            )}
            problems={problems}
            fields={['name', 'promptName', 'promptVersion', 'model', 'parameters'].map((field) => `variants.${at}.${field}`)}
          >
            <StandsFor variant={variant} at={at} problems={problems} onChange={(part) => set(at, part)} />
          </Folded>
        </div>
      ))}
      <datalist id={promptNames}>
        {data?.prompts.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {problems['variants'] !== undefined && (
        <div role="alert" className={styles.problem}>
          {problems['variants']}
        </div>
      )}
      <div className={styles.acts}>
        <Button
          tone="bare"
          icon="plus"
          onClick={() => change({ variants: [...variants, variantDraft(`variant-${variants.length + 1}`, '0')] })}
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

interface StandsForProps {
  readonly variant: VariantDraft;
  readonly at: number;
  readonly problems: Form<ExperimentDraft>['problems'];
  readonly onChange: (part: Partial<VariantDraft>) => void;
}

/** What a variant stands for, beside its value. */
function StandsFor({ variant, at, problems, onChange }: StandsForProps) {
  return (
    <>
      <FieldRow>
        <TextField
          label="Prompt"
          value={variant.promptName}
          onText={(promptName) => onChange({ promptName })}
          problem={problems[`variants.${at}.promptName`]}
          list={promptNames}
          mono
        />
        <TextField
          label="Version of the prompt"
          value={variant.promptVersion}
          onText={(promptVersion) => onChange({ promptVersion })}
          problem={problems[`variants.${at}.promptVersion`]}
          placeholder="none"
          inputMode="numeric"
          mono
        />
        <TextField
          label="Model"
          value={variant.model}
          onText={(model) => onChange({ model })}
          problem={problems[`variants.${at}.model`]}
          mono
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label="Parameters (JSON)"
          value={variant.parameters}
          onText={(parameters) => onChange({ parameters })}
          problem={problems[`variants.${at}.parameters`]}
          placeholder='{"temperature": 0.2}'
          mono
        />
        <TextField
          label="Name for people"
          value={variant.name}
          onText={(name) => onChange({ name })}
          problem={problems[`variants.${at}.name`]}
          placeholder={variant.key}
        />
      </FieldRow>
    </>
  );
}

function placeholderOf(variant: VariantDraft, type: FlagValueType): string {
  if (type === 'STRING') return variant.key;
  return type === 'JSON' ? 'its prompt, model and parameters' : type.toLowerCase();
}

/** Shares that are as equal as two decimals let them be, and sum to 100. */
function equalShares(variants: readonly VariantDraft[]): VariantDraft[] {
  const each = Math.floor(10_000 / variants.length) / 100;
  const first = Number((100 - each * (variants.length - 1)).toFixed(2));
  return variants.map((variant, at) => ({ ...variant, weight: String(at === 0 ? first : each) }));
}
