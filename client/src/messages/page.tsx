import { Page } from '../app/page.tsx';
export function MessagesPage() { return <Page title="messages">{null}</Page>; }
