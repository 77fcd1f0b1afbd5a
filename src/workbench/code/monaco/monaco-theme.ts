/**
 * Monaco in the course's two tones, taken from the page's tokens, in step with light and dark.
 * @module
 */
import * as monaco from 'monaco-editor/editor';

/** Draws the theme now and whenever the page's changes; returns a function that ends it. */
export function followTheme(): () => void {
  const apply = (): void => {
    const token = tokenReader();
    monaco.editor.defineTheme('ensemble', {
      base: isDark(token('--sheet')) ? 'vs-dark' : 'vs',
      inherit: false,
      rules: rules(token),
      colors: colors(token),
    });
    monaco.editor.setTheme('ensemble');
  };
  apply();
  const system = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(apply);
  system.addEventListener('change', apply);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
  return () => {
    system.removeEventListener('change', apply);
    observer.disconnect();
  };
}

/**
 * Reads a token as `#rrggbb`. Tokens are `light-dark()` pairs, so a colour is only known once an element has it.
 */
function tokenReader(): (name: string) => string {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.hidden = true;
  const style = getComputedStyle(probe);
  const known = new Map<string, string>();
  for (const name of tokens) {
    probe.style.color = `var(${name})`;
    const channels = style.color.match(/\d+/g)?.slice(0, 3) ?? [];
    known.set(name, `#${channels.map((channel) => Number(channel).toString(16).padStart(2, '0')).join('')}`);
  }
  probe.remove();
  return (name) => known.get(name) ?? '#808080';
}

const tokens = [
  '--ink',
  '--ink-3',
  '--code-string',
  '--code-comment',
  '--sheet',
  '--well',
  '--well-2',
  '--rule',
  '--rule-2',
  '--edge',
  '--fault',
];

/** Monaco's own colours for what the course does not name start from the nearer of its two themes. */
const isDark = (colour: string): boolean => Number.parseInt(colour.slice(1, 3), 16) < 128;

function rules(token: (name: string) => string): monaco.editor.ITokenThemeRule[] {
  const colour = (name: string): string => token(name).replace('#', '');
  return [
    { token: '', foreground: colour('--ink') },
    { token: 'keyword', foreground: colour('--ink'), fontStyle: 'bold' },
    { token: 'string', foreground: colour('--code-string') },
    { token: 'regexp', foreground: colour('--code-string') },
    { token: 'comment', foreground: colour('--code-comment'), fontStyle: 'italic' },
  ];
}

function colors(token: (name: string) => string): Record<string, string> {
  return {
    'editor.background': token('--sheet'),
    'editor.foreground': token('--ink'),
    'editorLineNumber.foreground': token('--ink-3'),
    'editorLineNumber.activeForeground': token('--ink'),
    'editorCursor.foreground': token('--ink'),
    'editor.selectionBackground': token('--well-2'),
    'editor.inactiveSelectionBackground': token('--well'),
    'editorWidget.background': token('--well'),
    'editorWidget.foreground': token('--ink'),
    'editorWidget.border': token('--rule-2'),
    'editorHoverWidget.background': token('--well'),
    'editorHoverWidget.border': token('--rule-2'),
    'editorSuggestWidget.background': token('--well'),
    'editorSuggestWidget.foreground': token('--ink'),
    'editorSuggestWidget.selectedBackground': token('--well-2'),
    'editorSuggestWidget.selectedForeground': token('--ink'),
    'editorSuggestWidget.highlightForeground': token('--ink'),
    'editorSuggestWidget.border': token('--rule-2'),
    'editorError.foreground': token('--fault'),
    'editorWarning.foreground': token('--ink-3'),
    'editorInfo.foreground': token('--ink-3'),
    'editorBracketMatch.background': token('--well-2'),
    'editorBracketMatch.border': token('--edge'),
    'editorIndentGuide.background1': token('--rule'),
    'editorIndentGuide.activeBackground1': token('--rule'),
    'scrollbarSlider.background': `${token('--edge')}66`,
    'scrollbarSlider.hoverBackground': `${token('--edge')}99`,
    'input.background': token('--sheet'),
    'input.foreground': token('--ink'),
    'input.border': token('--edge'),
    focusBorder: token('--ink'),
  };
}
