import { Page } from '../app/page.tsx';
export function ConnectPage() { return <Page title="connect">{null}</Page>; }
