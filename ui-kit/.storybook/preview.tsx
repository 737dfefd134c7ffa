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
    // In tests `afterEach` looks, in every mode.
    a11y: { test: import.meta.env.MODE === 'test' ? 'off' : 'error' },
    layout: 'fullscreen',
    controls: { expanded: true, sort: 'requiredFirst' },
    backgrounds: { disabled: true },
  },
  ...(import.meta.env.MODE === 'test' && { afterEach: async (context) => (await import('./modes.ts')).checkModes(context) }),
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
