import { useNavigate } from '@tanstack/react-router';
import { keepView } from '../../controls/use-view.ts';
import type { SignalMetric } from '../../graphql/generated/graphql.ts';
import { MenuItem } from '../../primitives/menu.tsx';
import { isExplained } from './explained-metrics.ts';

/** Opens the page that says why a number changed, with the time range, the comparison and the filters that are looked at. */
export function WhyItem({ metric }: { readonly metric: SignalMetric }) {
  const navigate = useNavigate();
  if (!isExplained(metric)) return null;
  const open = () => void navigate({ to: '/why', search: (held) => ({ ...keepView(held), metric }) });
  return <MenuItem onChoose={open}>Explain this change</MenuItem>;
}
