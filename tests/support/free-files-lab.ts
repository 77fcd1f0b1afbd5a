/**
 * A small lab whose files and services are free, put in the place of a built lab's: its page is drawn by the script, its
 * program is this one.
 * @module
 */
import type { BrowserContext } from 'playwright-core';
import type { LabProgram } from '#bench/judge/lab-program.ts';
import type { WorkbenchData } from '#workbench/state/workbench-data.ts';
import { checkCode } from './check-code.ts';

export const FREE_STARTER: Readonly<Record<string, string>> = {
  'services.json': '{\n  "shop": { "entry": "shop/main.ts" }\n}\n',
  'shop/main.ts': `import { createServer } from 'node:http';
import { greeting } from './texts/greeting.ts';

createServer((request, response) => response.end(greeting)).listen(Number(process.env.PORT));
`,
  'shop/texts/greeting.ts': `export const greeting: string = 'hello from the starter';\n`,
};

export const FREE_SOLUTION: Readonly<Record<string, string>> = {
  'services.json': '{\n  "shop": { "entry": "front/main.ts" }\n}\n',
  'front/main.ts': `import { createServer } from 'node:http';

createServer((request, response) => response.end('hello from the solution')).listen(Number(process.env.PORT));
`,
};

const CHECK = `
const { response } = await bench.request({ method: 'GET', url: 'http://shop/' });
return response?.body.startsWith('hello') ? pass(response.body) : inconclusive('nobody said hello');
`;

const PROGRAM: LabProgram = {
  id: 'hello-payment',
  services: [{ name: 'shop', entry: 'shop/main.ts', port: 80, env: {} }],
  declared: { file: 'services.json', entrance: 'shop', env: {} },
  world: [],
  checks: [{ id: 'C1', slug: '01-hello', title: 'Hello', code: checkCode(CHECK) }],
  worldFiles: {},
  packages: {},
};

const HOST = 'hello-payment';

/** Serves the lab at the address of the lab `hello-payment`, in every page of the context. */
export async function serveFreeFilesLab(context: BrowserContext): Promise<void> {
  await context.route(`**/labs/${HOST}/index.html`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: withFreeFiles(await response.text()) });
  });
  await context.route(`**/labs/${HOST}/program.json`, (route) =>
    route.fulfill({ json: { program: PROGRAM, hints: {} } }),
  );
  await context.route(`**/labs/${HOST}/solution.json`, (route) => route.fulfill({ json: { files: FREE_SOLUTION } }));
}

/** The page with nothing drawn and this lab's data. */
function withFreeFiles(html: string): string {
  const [before = '', rest = ''] = html.split('<div id="workbench">');
  const opening = /<script type="application\/json" id="workbench-data"[^>]*>/.exec(rest)?.[0] ?? '';
  const [, data = ''] = rest.split(opening);
  const [json, after] = [data.slice(0, data.indexOf('</script>')), data.slice(data.indexOf('</script>'))];
  const lab: WorkbenchData = {
    ...(JSON.parse(json) as WorkbenchData),
    checks: [{ id: 'C1', slug: '01-hello', title: 'Hello', promise: 'The shop says hello.' }],
    files: Object.entries(FREE_STARTER).map(([path, starter]) => ({ path, isEditable: true, about: '', starter })),
    services: ['shop'],
    world: [],
    declaredIn: 'services.json',
    entrance: 'shop',
  };
  const drawn = JSON.stringify(lab).replaceAll('<', String.raw`\u003c`);
  return `${before}<div id="workbench"></div>${opening}${drawn}${after}`;
}
