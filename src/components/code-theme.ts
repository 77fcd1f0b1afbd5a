/**
 * How code is coloured: weight for keywords, one muted tone for strings and one for comments, ink for the rest.
 * The theme's colours are marks that the transformer turns into classes, so that a page carries no style attributes and
 * both themes share one HTML. Pure; runs at build time.
 * @module
 */
import type { ShikiConfig } from 'astro';

const PLAIN = '#000000';
const KEYWORD = '#00000A';
const STRING = '#00000B';
const COMMENT = '#00000C';

/** `k` keyword, `s` string, `c` comment; src/styles/code.css draws them. */
const CLASS_OF_COLOUR: Readonly<Record<string, string>> = { [KEYWORD]: 'k', [STRING]: 's', [COMMENT]: 'c' };

export const codeTheme: NonNullable<ShikiConfig['theme']> = {
  name: 'ensemble',
  type: 'light',
  colors: { 'editor.foreground': PLAIN, 'editor.background': '#FFFFFF' },
  settings: [
    { settings: { foreground: PLAIN, background: '#FFFFFF' } },
    {
      scope: ['keyword.control', 'keyword.other', 'keyword.operator.new', 'storage', 'constant.language'],
      settings: { foreground: KEYWORD },
    },
    { scope: ['string', 'punctuation.definition.string'], settings: { foreground: STRING } },
    { scope: ['meta.template.expression', 'string.unquoted'], settings: { foreground: PLAIN } },
    { scope: ['comment', 'punctuation.definition.comment'], settings: { foreground: COMMENT } },
  ],
};

/** Turns the theme's marks into classes, and drops every span and attribute that says nothing. */
export const codeClasses: NonNullable<ShikiConfig['transformers']>[number] = {
  name: 'ensemble:classes',
  span(node) {
    const colour = /color:(#[0-9A-F]{6})/i.exec(String(node.properties['style'] ?? ''))?.[1]?.toUpperCase() ?? '';
    node.properties = colour in CLASS_OF_COLOUR ? { class: CLASS_OF_COLOUR[colour] } : {};
  },
  line(node) {
    node.children = node.children.flatMap((child) =>
      child.type === 'element' && child.properties['class'] === undefined ? child.children : [child],
    );
  },
  pre(node) {
    node.properties = {
      class: 'code',
      tabindex: '0',
      'data-language': String(node.properties['dataLanguage'] ?? 'text'),
    };
  },
};
