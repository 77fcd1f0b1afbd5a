/**
 * Opens an address in the person's browser, where there is one. Never fails: the address is printed anyway.
 * Node only.
 * @module
 */
import { spawn } from 'node:child_process';

/** True where opening a window can work: a terminal with a person before it, and on Linux a display. */
function hasDesktop(): boolean {
  if (!process.stdout.isTTY || process.env['CI']) return false;
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

export function openInBrowser(url: string): void {
  if (!hasDesktop()) return;
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(opener, [url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
