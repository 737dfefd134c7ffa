import { Page } from '../app/page.tsx';
export function ConversationPage() { return <Page title="conversations">{null}</Page>; }
