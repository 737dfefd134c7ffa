import type { Preview } from '@storybook/react-vite';
import { useEffect } from 'react';
import '@fontsource/ibm-plex-sans/latin-400.css';
import '@fontsource/ibm-plex-sans/latin-600.css';
import '@fontsource/ibm-plex-mono/latin-400.css';
import '@fontsource/ibm-plex-mono/latin-500.css';
import '../src/styles.css';
import './preview.css';

const preview: Preview = {
  tags: ['autodocs'],
  globalTypes: {
    theme: {
      description: 'Light or dark',
      toolbar: { title: 'Theme', icon: 'contrast', items: ['light', 'dark'], dynamicTitle: true },
    },
  },
  initialGlobals: { theme: 'light' },
  parameters: {
    // In tests what broke is enough; the panel of Storybook lists what held, too.
    a11y: { test: 'error', ...(import.meta.env.MODE === 'test' && { options: { resultTypes: ['violations'] } }) },
    layout: 'fullscreen',
    controls: { expanded: true, sort: 'requiredFirst' },
    backgrounds: { disabled: true },
  },
  ...(import.meta.env.MODE === 'test' && { afterEach: async (context) => (await import('./modes.ts')).checkOtherModes(context) }),
  decorators: [
    (Story, context) => {
      const theme = String(context.globals['theme'] ?? 'light');
      useEffect(() => {
        document.documentElement.dataset['theme'] = theme;
      }, [theme]);
      return (
        <main className="uk-root story-ground" data-theme={theme} style={{ maxWidth: context.parameters['width'] as number | undefined }}>
          <Story />
        </main>
      );
    },
  ],
};

export default preview;
