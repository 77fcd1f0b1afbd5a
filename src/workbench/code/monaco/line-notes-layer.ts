/**
 * Notes beside the learner's own lines in Monaco: the line is highlighted and the sentence stands under it.
 * @module
 */
import * as monaco from 'monaco-editor/editor';
import type { SourceNote } from '#bench/judge/report.ts';
import { parseInline } from '../../text/parse-inline.ts';

export interface LineNotesLayer {
  show(notes: readonly SourceNote[]): void;
}

export function createLineNotesLayer(editor: monaco.editor.IStandaloneCodeEditor): LineNotesLayer {
  const decorations = editor.createDecorationsCollection();
  let zones: readonly string[] = [];
  let shown = '';
  return {
    show: (notes) => {
      const key = JSON.stringify([editor.getModel()?.uri.path, notes]);
      if (key === shown) return;
      shown = key;
      decorations.set(
        notes.map(({ line }) => ({
          range: new monaco.Range(line, 1, line, 1),
          options: { isWholeLine: true, className: 'monaco-marked', marginClassName: 'monaco-marked-margin' },
        })),
      );
      editor.changeViewZones((accessor) => {
        for (const zone of zones) accessor.removeZone(zone);
        zones = notes.map(({ line, note }) =>
          accessor.addZone({ afterLineNumber: line, heightInLines: 1.25, domNode: noteElement(note) }),
        );
      });
    },
  };
}

function noteElement(note: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'line-note';
  for (const part of parseInline(note)) {
    const piece = document.createElement(part.kind === 'mark' ? 'mark' : part.kind === 'code' ? 'code' : 'span');
    piece.textContent = part.text;
    element.append(piece);
  }
  return element;
}
