import { text } from 'node:stream/consumers';
import { stdin, stdout } from 'node:process';
import { renderToStaticMarkup } from 'react-dom/server';
import kit from 'ui-kit/styles.css?inline';
import own from './report.css?inline';
import type { ReportData } from './report-data.ts';
import { Report } from './report.tsx';

// A program: reads what the report shows as JSON, and writes the page. It fetches nothing, and the page neither.
const data = JSON.parse(await text(stdin)) as ReportData;
const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:`;
stdout.write(
  `<!doctype html>\n${renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${data.workspace}: report`}</title>
        <style dangerouslySetInnerHTML={{ __html: `${kit}\n${own}` }} />
      </head>
      <body>
        <Report data={data} />
      </body>
    </html>,
  )}\n`,
);
