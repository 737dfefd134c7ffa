import { Page } from '../app/page.tsx';
export function ModelPage() { return <Page title="model">{null}</Page>; }
