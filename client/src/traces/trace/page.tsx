import { useParams } from '@tanstack/react-router';
import { Page } from '../../app/page.tsx';

export function TracePage() {
  const { traceId } = useParams({ from: '/traces/$traceId' });
  return <Page title={traceId}>{null}</Page>;
}
