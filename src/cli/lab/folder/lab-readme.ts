/**
 * The README of a lab's folder on a learner's disk: its steps, and how its programs are started and judged. Pure.
 * @module
 */
import type { LabManifest } from '#course/lab-manifest.ts';
import type { LocalProgram, LocalSystem } from './local-system.ts';

/**
 * @param root The course's folder.
 * @returns Markdown.
 */
export function labReadme(manifest: LabManifest, system: LocalSystem, root: string): string {
  const { number, title, summary, steps, checks, world, commands } = manifest;
  const services = system.programs.filter(({ isWorld }) => !isWorld);
  const others = system.programs.filter(({ isWorld }) => isWorld);
  const absent = world.filter(({ name }) => !system.programs.some((program) => program.name === name));
  return [
    `# ${number} ${title}`,
    summary,
    '## Have it judged',
    code(
      'npm run check          # in the simulation, as in the page\nnpm run watch          # again after every change',
    ),
    manifest.engines.includes('real')
      ? `The same checks, on processes of this machine's Node:\n\n${code('npm run check:real')}`
      : undefined,
    `These lines need the course, which was in \`${root}\` when this folder was made; \`package.json\` says so. They need nothing installed here.`,
    '## Start it yourself',
    'With Node 22.18 or newer, which runs TypeScript as it is:',
    code(['npm install', ...services.map(({ name }) => `npm run ${name}`)].join('\n')),
    'Each program needs a terminal of its own, and finds what it reads from its environment in `<name>.env`.',
    table([...services, ...others]),
    others.length > 0
      ? `What is not yours runs from the course's folder: ${others.map(({ name }) => `\`npm run ${name}\``).join(', ')}. It keeps its ledger until it ends.`
      : undefined,
    absent.length > 0
      ? `${absent.map(({ name }) => `\`${name}\``).join(' and ')} runs during checks and in the page, and not by hand.`
      : undefined,
    '## Steps',
    commands.length > 0
      ? `Lines that begin with ${commands.map(({ name }) => `\`${name}\``).join(' or ')} are for the terminal of the lab's page.`
      : undefined,
    ...steps.flatMap((step, index) => [
      `### ${index + 1}. ${step.title}`,
      step.command === undefined ? undefined : code(system.translate(step.command)),
      system.translate(step.body.trim()),
      step.exercise ? 'This step begins with an exercise, which is in the page.' : undefined,
    ]),
    '## What the checks promise',
    checks.map(({ id, title: name, promise }) => `- **${id} ${name}.** ${promise}`).join('\n'),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n')
    .concat('\n');
}

const code = (text: string): string => `\`\`\`sh\n${text}\n\`\`\``;

function table(programs: readonly LocalProgram[]): string {
  const rows = programs.map(
    ({ name, entry, port, isWorld }) =>
      `| \`${name}\` | \`http://127.0.0.1:${port}\` | \`${isWorld ? `labs/${entry}\` of the course` : `${entry}\``} |`,
  );
  return ['| Program | Address | Starts with |', '| --- | --- | --- |', ...rows].join('\n');
}
