import { Page } from '../app/page.tsx';
export function ModelsPage() { return <Page title="models">{null}</Page>; }
