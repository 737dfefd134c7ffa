import { format, useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import type { PlaygroundModelsQuery } from '../../graphql/generated/graphql.ts';
import { IconButton } from '../../primitives/button.tsx';
import { SearchSelect } from '../../primitives/search-select.tsx';
import { MAX_MODELS } from './draft.ts';
import type { Draft } from './draft.ts';
import styles from './playground.module.css';

export interface ModelsFieldProps {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
  readonly models: PlaygroundModelsQuery['modelChoices']['models'];
  readonly problem: string | undefined;
}

/** The models that answer, a column each; one may stand there twice. */
export function ModelsField({ draft, change, models, problem }: ModelsFieldProps) {
  const locale = useLocale();
  const priceOf = (ref: string): string => {
    const found = models.find((one) => one.ref === ref);
    if (found === undefined) return models.length === 0 ? '' : 'not connected';
    const { inputUsdPerMillion: input, outputUsdPerMillion: output } = found;
    return input == null || output == null
      ? 'no price'
      : `${format(input, 'usd', locale)} in, ${format(output, 'usd', locale)} out per million`;
  };
  return (
    <section className={styles.section} aria-label="Models">
      <div className={styles.head}>
        <h2>Models</h2>
        <span className="quiet">
          {draft.models.length} of {MAX_MODELS} columns
        </span>
      </div>
      <ul className={styles.models}>
        {draft.models.map((ref, at) => (
          <li key={`${ref} ${at}`} className={styles.model}>
            <span className={styles.modelName}>{visible(ref)}</span>
            <span className="quiet small">{priceOf(ref)}</span>
            <IconButton
              icon="close"
              label={`Leave out ${ref}`}
              onClick={() => change({ models: draft.models.filter((_model, place) => place !== at) })}
            />
          </li>
        ))}
      </ul>
      {draft.models.length < MAX_MODELS && models.length > 0 && (
        <SearchSelect
          label="Add a model"
          placeholder="Add a model"
          options={models.map(({ ref }) => ({ value: ref, label: ref, note: priceOf(ref) }))}
          onChoose={(ref) => change({ models: [...draft.models, ref] })}
          none="No connected model has this in its name."
        />
      )}
      {(problem !== undefined || draft.models.some((ref) => priceOf(ref) === 'not connected')) && (
        <p className={styles.problem} role="alert">
          {problem ?? 'A model is not connected any more: leave it out, or connect it again.'}
        </p>
      )}
    </section>
  );
}
