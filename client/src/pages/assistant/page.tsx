import { Page } from '../../controls/page/page.tsx';
import Assistant from '../../panels/assistant/assistant.tsx';
import { clearEntries, useEntries } from '../../panels/assistant/session.ts';
import { Button } from '../../primitives/button.tsx';

/** Asks the product, by commands or in words. */
export function AssistantPage() {
  const isEmpty = useEntries().length === 0;
  return (
    <Page
      title="Assistant"
      fill
      actions={
        <Button disabled={isEmpty} onClick={clearEntries}>
          Clear
        </Button>
      }
    >
      <Assistant />
    </Page>
  );
}
