/**
 * Makes sure that there is a Chromium to test with: finds one, installs Debian's where that is possible, or says how.
 * @module
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { findChromium } from '#platform/find-chromium.ts';

/**
 * Returns the path of a Chromium, or `undefined` after having said in one line how to get one.
 */
export function ensureChromium(): string | undefined {
  const found = findChromium(chromium.executablePath());
  if (found !== undefined) return found;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('No Chromium was found; installing Debian’s package "chromium".');
    installDebianChromium();
    return findChromium(chromium.executablePath());
  }
  console.log(
    'No Chromium was found. Install one (Debian: "sudo apt-get install chromium"; macOS: Google Chrome), or set CHROMIUM_PATH.',
  );
  return undefined;
}

function installDebianChromium(): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env: environment });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
    });
  } catch (error) {
    console.log(`Debian’s chromium could not be installed: ${String(error)}`);
  }
}
