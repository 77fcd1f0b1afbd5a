/** `cp` of files and folders. */
import { cp, cpSync, mkdirSync, promises, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { behaviour } from '../behaviour.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A folder with `a/x`, `a/b/y` and `f`. */
const folder = (): string => {
  const root = temporaryFolder('copies');
  mkdirSync(`${root}/a/b`, { recursive: true });
  for (const [path, text] of Object.entries({ 'a/x': '1', 'a/b/y': '2', f: 'f' }))
    writeFileSync(`${root}/${path}`, text);
  return root;
};
const code = (run: () => void): unknown => {
  try {
    run();
    return 'done';
  } catch (error) {
    return [(error as Error).name, (error as Error & { code?: string }).code];
  }
};

behaviour('cpSync: copies a file, and a folder with what is in it', (saw) => {
  const root = folder();
  cpSync(`${root}/f`, `${root}/new/deep/f`);
  cpSync(`${root}/a`, `${root}/c`, { recursive: true });
  saw(readFileSync(`${root}/new/deep/f`, 'utf8'), readFileSync(`${root}/c/b/y`, 'utf8'));
  saw(readdirSync(`${root}/c`, { recursive: true }).map(String).sort());
  const asked: string[] = [];
  const filter = (from: string) => asked.push(from.replace(root, '')) > 0 && !from.endsWith('y');
  cpSync(`${root}/a`, `${root}/d`, { recursive: true, filter });
  saw(asked.sort(), readdirSync(`${root}/d`, { recursive: true }).map(String).sort());
});

behaviour('cpSync: what is there is replaced, kept or an error', (saw) => {
  const root = folder();
  cpSync(`${root}/f`, `${root}/a/x`, { force: false });
  saw(readFileSync(`${root}/a/x`, 'utf8'));
  saw(
    String(code(() => cpSync(`${root}/f`, `${root}/a/x`, { force: false, errorOnExist: true }))).includes(
      'ERR_FS_CP_EEXIST',
    ),
  );
  cpSync(`${root}/f`, `${root}/a/x`);
  saw(readFileSync(`${root}/a/x`, 'utf8'));
});

behaviour('cpSync: what cannot be copied has a code', (saw) => {
  const root = folder();
  const attempts: (() => void)[] = [
    () => cpSync(`${root}/a`, `${root}/c`),
    () => cpSync(`${root}/none`, `${root}/c`),
    () => cpSync(`${root}/a`, `${root}/a/b/c`, { recursive: true }),
    () => cpSync(`${root}/a`, `${root}/f`, { recursive: true }),
    () => cpSync(`${root}/f`, `${root}/a`),
    () => cpSync(`${root}/f`, `${root}/f`),
    () => cpSync(5 as never, `${root}/f`),
    () => cpSync(`${root}/f`, `${root}/q`, 5 as never),
    () => cpSync(`${root}/f`, `${root}/q`, { recursive: 5 as never }),
    () => cpSync(`${root}/f`, `${root}/q`, { filter: (() => Promise.resolve(true)) as never }),
  ];
  for (const attempt of attempts) saw(code(attempt));
});

behaviour('cp: later, by callback or promise', async (saw) => {
  const root = folder();
  saw(await new Promise((resolve) => cp(`${root}/a`, `${root}/c`, { recursive: true }, resolve)));
  saw(await promises.cp(`${root}/f`, `${root}/g`), readdirSync(root).sort());
  saw(await promises.cp(`${root}/a`, `${root}/h`).catch((error: { code?: string }) => error.code));
});
