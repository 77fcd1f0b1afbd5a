/**
 * Draws the Markdown of lab steps and hints.
 * @module
 */
import type { JSX } from 'preact';
import { ToneLine } from '../code/tone-line.tsx';
import { highlightCode } from '../code/highlight-code.ts';
import { MarkedText } from './marked-text.tsx';
import { type MarkdownBlock, parseMarkdown } from './parse-markdown.ts';

/** @param props.text Paragraphs, lists and fenced code; never HTML. */
export function Markdown({ text }: { readonly text: string }): JSX.Element {
  return <>{parseMarkdown(text).map((block, index) => drawBlock(block, index))}</>;
}

function drawBlock(block: MarkdownBlock, key: number): JSX.Element {
  if (block.kind === 'code') return <CodeBlock key={key} code={block.code} language={block.language} />;
  if (block.kind === 'paragraph') {
    return (
      <p key={key}>
        <MarkedText text={block.text} />
      </p>
    );
  }
  const List = block.isOrdered ? 'ol' : 'ul';
  return (
    <List key={key}>
      {block.items.map((item, index) => (
        <li key={index}>
          <MarkedText text={item} />
        </li>
      ))}
    </List>
  );
}

interface CodeBlockProps {
  readonly code: string;
  /** Without one it is no program, such as lines for the terminal: `//` begins no comment there. */
  readonly language?: string;
}

/** A listing that can be scrolled with the keyboard. */
export function CodeBlock({ code, language = 'ts' }: CodeBlockProps): JSX.Element {
  const text = code.trimEnd();
  const lines = language === '' ? text.split('\n').map((line) => [{ text: line }]) : highlightCode(text);
  return (
    <pre class="listing" tabIndex={0} role="group" aria-label="Listing">
      {lines.map((line, index) => (
        <>
          {index > 0 && '\n'}
          <ToneLine pieces={line} />
        </>
      ))}
    </pre>
  );
}
