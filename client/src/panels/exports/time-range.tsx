import { Moment } from '../../primitives/moment.tsx';

/** The time range of a filter, in words. */
export function TimeRange({ from, to }: { readonly from?: string | null | undefined; readonly to?: string | null | undefined }) {
  if (from == null && to == null) return <>all time</>;
  return (
    <>
      {from == null ? 'the beginning' : <Moment at={from} />} to {to == null ? 'now' : <Moment at={to} />}
    </>
  );
}
