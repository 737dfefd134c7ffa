import { Page } from '../app/page.tsx';
export function PricesPage() { return <Page title="prices">{null}</Page>; }
