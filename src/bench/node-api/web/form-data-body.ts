/**
 * A `FormData` as the bytes of `multipart/form-data`. The host's own encoding draws its boundary from the host's
 * randomness, so that two runs would differ.
 * @module
 */
import { currentProcess } from '../process-context.ts';

const { Blob } = globalThis;
const encoder = new TextEncoder();

const quoted = (text: string): string => text.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
const lines = (text: string): string => text.replace(/\r?\n|\r/g, '\r\n');

const newBoundary = (): string => {
  const digits = String(Math.floor(currentProcess().cryptoRandom.fraction() * 1e11)).padStart(11, '0');
  return `----formdata-undici-0${digits}`;
};

export const formDataBody = (form: FormData): { readonly contentType: string; readonly blob: Blob } => {
  const boundary = newBoundary();
  const parts: BlobPart[] = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(lines(name))}"`;
    if (typeof value === 'string') parts.push(encoder.encode(`${head}\r\n\r\n${lines(value)}\r\n`));
    else {
      const type = value.type || 'application/octet-stream';
      parts.push(encoder.encode(`${head}; filename="${quoted(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`));
      parts.push(value, encoder.encode('\r\n'));
    }
  }
  parts.push(encoder.encode(`--${boundary}--\r\n`));
  return { contentType: `multipart/form-data; boundary=${boundary}`, blob: new Blob(parts) };
};
