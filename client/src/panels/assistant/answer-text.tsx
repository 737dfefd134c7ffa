import { memo, useMemo } from 'react';
import type { ReactNode } from 'react';
import ReactMarkdown from 'react-markdown';
import type { Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import remend from 'remend';
import { blocksOf, markNumbers } from './answer-blocks.ts';
import type { Block, TextNumber } from './answer-blocks.ts';
import { isOwnPath, OwnLink } from './own-link.tsx';
import styles from './answer-text.module.css';

export interface AnswerTextProps {
  readonly text: string;
  readonly numbers: readonly TextNumber[];
  /** It is still being written: its end is closed as if it were whole. */
  readonly isOpen: boolean;
  /** Draws a value of a cell; `cell`: such as "r1.facts.messageCount". */
  readonly number: (cell: string, shown: ReactNode) => ReactNode;
  /** Draws a piece of code, such as the name of a command. */
  readonly code: (text: string) => ReactNode;
}

/**
 * Text of an answer as Markdown. Pictures are left out, HTML stays text, and links lead to pages of the product or, by `http` and `https`, to
 * others.
 */
export default function AnswerText({ text, numbers, isOpen, number, code }: AnswerTextProps) {
  const blocks = useMemo(() => blocksOf(text, numbers), [text, numbers]);
  return (
    <div className={styles.answer}>
      {blocks.map((block, place) => (
        <BlockView key={place} block={block} isOpen={isOpen && place === blocks.length - 1} number={number} code={code} />
      ))}
    </div>
  );
}

type BlockProps = Pick<AnswerTextProps, 'isOpen' | 'number' | 'code'> & { readonly block: Block };

const BlockView = memo(
  function BlockView({ block: { text, numbers }, isOpen, number, code }: BlockProps) {
    const plugins = useMemo(() => [remarkGfm, markNumbers(numbers)], [numbers]);
    const components = useMemo(() => componentsOf(number, code), [number, code]);
    return (
      <ReactMarkdown remarkPlugins={plugins} components={components} disallowedElements={refused} urlTransform={safeUrl}>
        {isOpen ? remend(text) : text}
      </ReactMarkdown>
    );
  },
  (before, now) =>
    before.isOpen === now.isOpen &&
    before.number === now.number &&
    before.code === now.code &&
    before.block.text === now.block.text &&
    JSON.stringify(before.block.numbers) === JSON.stringify(now.block.numbers),
);

const refused = ['img'];

/** Addresses of pages and of the web; anything else is emptied. */
function safeUrl(url: string): string {
  if (isOwnPath(url)) return url;
  return /^https?:\/\/[^\s]+$/i.test(url) ? url : '';
}

// A heading of an answer is no heading of the page: its level would stand among the page's own.
const heading: Components['h1'] = ({ children }) => <p className={styles.heading}>{children}</p>;

const componentsOf = (number: AnswerTextProps['number'], code: AnswerTextProps['code']): Components => ({
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  a: ({ href = '', children }) => {
    if (isOwnPath(href)) return <OwnLink path={href}>{children}</OwnLink>;
    return href === '' ? (
      <span>{children}</span>
    ) : (
      <a href={href} title={href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    );
  },
  data: ({ value, children }) => number(String(value), children),
  code: ({ children, className }) =>
    className === undefined && typeof children === 'string' && !children.includes('\n') ? (
      code(children)
    ) : (
      <code className={className}>{children}</code>
    ),
  pre: ({ children }) => (
    <pre className="mono" tabIndex={0}>
      {children}
    </pre>
  ),
  table: ({ children }) => (
    <div className={styles.table} tabIndex={0} role="region" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
});
