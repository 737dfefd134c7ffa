import type { ReactNode } from 'react';
import type { RuleChoicesQuery } from '../../graphql/generated/graphql.ts';
import { Select } from '../../primitives/select.tsx';
import field from '../../primitives/field.module.css';
import type { LeafDraft, LeafKind } from './rule-draft.ts';
import { measureWords, numberWords, propertyWords, timeWords } from '../../panels/cohorts/rule-words.ts';
import styles from './cohorts.module.css';

const optionsOf = <Value extends string>(words: Readonly<Record<Value, string>>) =>
  (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value] }));

const kinds = optionsOf<LeafKind>({
  property: 'property',
  activity: 'activity',
  seen: 'seen',
  event: 'event',
  funnel: 'funnel',
  exposure: 'shown a variant',
  users: 'in a list',
});
const propertyTests = optionsOf(propertyWords);
const numberTests = optionsOf(numberWords);
const timeTests = optionsOf(timeWords);
const measures = optionsOf(measureWords);
const moments = optionsOf({ FIRST: 'first seen', LAST: 'last seen' });
const eventMeasures = optionsOf({ COUNT: 'how often', SUM: 'sum of values' });
const reaches = optionsOf({ more: 'at least', last: 'exactly' });

export interface LeafFieldsProps {
  readonly leaf: LeafDraft;
  /** Ids of the lists of known names. */
  readonly lists: { readonly property: string; readonly event: string; readonly experiment: string };
  readonly properties: RuleChoicesQuery['userProperties'];
  readonly onChange: (change: Partial<LeafDraft>) => void;
}

/** The fields of one condition: what it is about, how it is compared, with what. */
export function LeafFields({ leaf, lists, properties, onChange }: LeafFieldsProps) {
  return (
    <div className={styles.fields}>
      <Select label="Kind of condition" value={leaf.kind} options={kinds} onChoose={(kind) => onChange({ kind })} />
      {byKind({ leaf, lists, properties, onChange })}
    </div>
  );
}

interface InputProps {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly placeholder?: string | undefined;
  readonly list?: string | undefined;
  readonly size?: 'short' | 'long' | undefined;
}

/** A field of a row, whose label a screen reader says. */
const Input = ({ label, value, onText, placeholder, list, size }: InputProps) => (
  <input
    className={field.input}
    data-size={size}
    aria-label={label}
    value={value}
    placeholder={placeholder}
    list={list}
    onChange={(event) => onText(event.target.value)}
  />
);

function byKind({ leaf, lists, properties, onChange }: LeafFieldsProps): ReactNode {
  const number = (
    <>
      <Select label="Comparison" value={leaf.numberTest} options={numberTests} onChoose={(numberTest) => onChange({ numberTest })} />
      <Input label="Number" size="short" value={leaf.value} placeholder="10" onText={(value) => onChange({ value })} />
    </>
  );
  const days = (
    <span className={styles.inWords}>
      in <Input label="Days back from now" size="short" value={leaf.days} placeholder="all" onText={(text) => onChange({ days: text })} />{' '}
      days
    </span>
  );
  switch (leaf.kind) {
    case 'property': {
      const known = properties.find(({ name }) => name === leaf.name.trim());
      return (
        <>
          <Input label="Property" list={lists.property} value={leaf.name} placeholder="plan" onText={(name) => onChange({ name })} />
          <Select label="Test" value={leaf.propertyTest} options={propertyTests} onChoose={(propertyTest) => onChange({ propertyTest })} />
          {leaf.propertyTest !== 'EXISTS' && (
            <Input label="Value" value={leaf.value} placeholder={placeholders[leaf.propertyTest]} onText={(value) => onChange({ value })} />
          )}
          {known !== undefined && <Known property={known} leaf={leaf} onChange={onChange} />}
        </>
      );
    }
    case 'activity':
      return (
        <>
          <Select label="What is counted" value={leaf.measure} options={measures} onChoose={(measure) => onChange({ measure })} />
          {leaf.measure === 'TOOL_CALLS' && (
            <Input label="Tools" value={leaf.list} placeholder="any tool" onText={(list) => onChange({ list })} />
          )}
          {leaf.measure === 'RATINGS' && (
            <Input label="Ratings" size="short" value={leaf.list} placeholder="1, 2" onText={(list) => onChange({ list })} />
          )}
          {number}
          {days}
        </>
      );
    case 'seen':
      return (
        <>
          <Select label="Message" value={leaf.which} options={moments} onChoose={(which) => onChange({ which })} />
          <Select label="Comparison" value={leaf.timeTest} options={timeTests} onChoose={(timeTest) => onChange({ timeTest })} />
          <Input
            label={leaf.timeTest === 'WITHIN_DAYS' ? 'Days' : 'Date'}
            value={leaf.value}
            placeholder={leaf.timeTest === 'WITHIN_DAYS' ? '7' : '2026-01-31'}
            onText={(value) => onChange({ value })}
          />
        </>
      );
    case 'event':
      return (
        <>
          <Input label="Event" list={lists.event} value={leaf.name} placeholder="order" onText={(name) => onChange({ name })} />
          <Select
            label="What is counted"
            value={leaf.eventMeasure}
            options={eventMeasures}
            onChoose={(eventMeasure) => onChange({ eventMeasure })}
          />
          {number}
          {days}
        </>
      );
    case 'funnel':
      return (
        <>
          <Input
            label="Events in their order"
            size="long"
            value={leaf.list}
            placeholder="visit, trial, order"
            onText={(list) => onChange({ list })}
          />
          <Select
            label="How far"
            value={leaf.isLast ? 'last' : 'more'}
            options={reaches}
            onChoose={(reach) => onChange({ isLast: reach === 'last' })}
          />
          <Input label="Steps reached" size="short" value={leaf.value} placeholder="2" onText={(value) => onChange({ value })} />
          <span className={styles.inWords}>
            steps, within <Input label="Days" size="short" value={leaf.days} placeholder="14" onText={(text) => onChange({ days: text })} />{' '}
            days
          </span>
        </>
      );
    case 'exposure':
      return (
        <>
          <Input label="Experiment" list={lists.experiment} value={leaf.name} placeholder="key" onText={(name) => onChange({ name })} />
          <Input label="Variants" value={leaf.list} placeholder="any variant" onText={(list) => onChange({ list })} />
        </>
      );
    case 'users':
      return <Input label="Users" size="long" value={leaf.list} placeholder="user-1, user-2" onText={(list) => onChange({ list })} />;
    default:
      return leaf.kind satisfies never;
  }
}

const placeholders: Readonly<Record<LeafDraft['propertyTest'], string>> = {
  IS: 'pro, team',
  CONTAINS: 'pro',
  ABOVE: '10',
  AT_LEAST: '10',
  BELOW: '10',
  AT_MOST: '10',
  BEFORE: '2026-01-31',
  AFTER: '2026-01-31',
  WITHIN_DAYS: '30',
  EXISTS: '',
};

interface KnownProps extends Pick<LeafFieldsProps, 'leaf' | 'onChange'> {
  readonly property: RuleChoicesQuery['userProperties'][number];
}

/** Values that the property often has, to be added by a press; and what of it the test passes over. */
function Known({ property: { userCount, numberCount, dateCount, frequentValues }, leaf, onChange }: KnownProps) {
  const isAbout = {
    ABOVE: numberCount,
    AT_LEAST: numberCount,
    BELOW: numberCount,
    AT_MOST: numberCount,
    BEFORE: dateCount,
    AFTER: dateCount,
    WITHIN_DAYS: dateCount,
  } as Readonly<Partial<Record<LeafDraft['propertyTest'], number>>>;
  const fitting = isAbout[leaf.propertyTest];
  if (fitting !== undefined && fitting < userCount)
    return (
      <span className={styles.known}>
        {userCount - fitting} of {userCount} values are of another type, and do not meet it
      </span>
    );
  if (leaf.propertyTest !== 'IS' || leaf.value.trim() !== '') return null;
  return (
    <span className={styles.known}>
      {frequentValues.slice(0, 5).map((value) => {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        return (
          <button key={text} type="button" onClick={() => onChange({ value: text })}>
            {text}
          </button>
        );
      })}
    </span>
  );
}
