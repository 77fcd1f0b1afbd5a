/**
 * A lab's manifest: `labs/<lab>/lab.yaml`. Says which programs there are, which files a learner may edit, what is checked.
 * Pure; runs at build time, in the terminal and (parsed, as JSON) in the page.
 * @module
 */
import { z } from 'zod';
import { labIdSchema, lessonIdSchema } from './ids.ts';
import { labExerciseSchema } from './lab-exercise.ts';

const relativePath = z
  .string()
  .regex(
    /^(?!\/)(?!.*\.\.)[\w@.-]+(\/[\w@.-]+)*$/,
    'write a path inside the lab without ".." such as "payment-service/main.ts"',
  );
const hostName = z.string().regex(/^[a-z][a-z0-9-]*$/, 'write a host name in lower case such as "payment-service"');

export const labFileSchema = z.strictObject({
  /** Relative to `starter/`. */
  path: relativePath,
  editable: z.boolean(),
  /** One line on what the file is for. */
  about: z.string().min(5),
});

/** A program that the learner edits; one process when it runs. Its name is also its host name. */
export const labServiceSchema = z.strictObject({
  name: hostName,
  entry: relativePath,
  /** Reaches the program as PORT; others reach it as `http://<name>:<port>`, without the port when it is 80. */
  port: z.int().min(1).max(65535).default(80),
  /** Further environment variables, such as BANK_URL. */
  env: z.record(z.string(), z.string()).default({}),
});

/** Programs that lie elsewhere under `labs/` and belong to the starter, so that they need no copy. */
export const labSourceSchema = z.strictObject({
  /** Relative to `labs/`, such as "_shop/monolith". */
  folder: relativePath,
  /** The folder that the learner finds them in; none when empty. */
  as: z.union([relativePath, z.literal('')]),
  /** Of the folder only these, relative to it; everything without it. */
  files: z.array(relativePath).min(1).optional(),
});

/** Services that learners declare themselves, in a file of theirs. */
export const declaredServicesSchema = z.strictObject({
  /** JSON: name → `{ entry, port?, env? }`. A file of the starter. */
  file: relativePath,
  /** The service that must be there under this name, because customers use it. */
  entrance: hostName,
  /** What every service finds in its environment, below its own `env`. */
  env: z.record(z.string(), z.string()).default({}),
});

/** A program that the learner cannot edit and that the judge reads, from `labs/_kit/world/`. */
export const worldServiceSchema = z.strictObject({
  name: hostName,
  /** Relative to `labs/`, such as "_kit/world/bank.ts". */
  entry: relativePath,
  port: z.int().min(1).max(65535).default(80),
  env: z.record(z.string(), z.string()).default({}),
  /** What it is to the system: a broker of messages stands between the services on the map, all others at its foot. */
  role: z.enum(['world', 'broker']).default('world'),
  /** Further programs that it starts itself, relative to `labs/`. */
  starts: z.array(relativePath).default([]),
  /**
   * Endings such as ".py": learner's files in no folder that what it starts finds at the top of its disk, as they are at that
   * moment. Simulation only.
   */
  reads: z.array(z.string().regex(/^\.[a-z0-9]+$/, 'write an ending such as ".py"')).default([]),
});

/** A command of the terminal that a program of the world carries out. */
export const labCommandSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9]*$/, 'write a name such as "python"'),
  /** How it is called, for `help`, such as "python <file>". */
  usage: z.string().min(3).max(40),
  about: z.string().min(5).max(60),
  /** Gets `POST` with `{ args }`; answers `{ printed: [{ stream: "out" or "err", text }], exitCode }`. */
  url: z.url({ protocol: /^http$/ }),
});

export const labStepSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(3).max(60),
  /** Markdown: paragraphs, lists, inline code, fenced code. What to do and how one can see that it is done. */
  body: z.string().min(20),
  /** A terminal line offered beside the step; a click types it, byte for byte. */
  command: z.string().optional(),
  /** Checks that this step is about, whole (`C1`) or a part that the check names (`C3/catalogue`). */
  checks: z.array(z.string()).default([]),
  /** Something to decide on this step, marked in the page; all right is needed for the step to be done. */
  exercise: labExerciseSchema.optional(),
});

export const labCheckSchema = z.strictObject({
  /** Short name on the screen, such as "C1". */
  id: z.string().regex(/^C\d+$/),
  /** The file is `checks/<slug>.check.ts`; the replay line uses its number. */
  slug: z.string().regex(/^\d{2}-[a-z0-9-]+$/),
  title: z.string().min(3).max(50),
  /** The invariant in one sentence. */
  promise: z.string().min(10),
});

/** The third and fourth rung of a hint ladder; the first two (what was seen, where to look) are in the report itself. */
export const hintLadderSchema = z.strictObject({
  /** The idea, and the lesson that explains it. Inline Markdown. */
  idea: z.string().min(20),
  /** A worked fragment: code and one sentence. Seeing it costs the "unaided" mark, nothing else. */
  fragment: z.strictObject({ text: z.string().min(10), code: z.string().min(5) }),
});

export const labManifestSchema = z.strictObject({
  id: labIdSchema,
  number: z.string().regex(/^L\d{2}$/),
  title: z.string().min(3).max(60),
  lesson: lessonIdSchema,
  minutes: z.int().min(5).max(180),
  summary: z.string().min(40).max(280),
  files: z.array(labFileSchema).min(1),
  /** Further files of the starter. Learners may edit them; those that need a word stand under `files` as well. */
  from: z.array(labSourceSchema).default([]),
  /** Empty where `declared` says that learners declare them. */
  services: z.array(labServiceSchema).default([]),
  /** In place of `services`: learners declare them in a file of theirs, and may add and rename them. */
  declared: declaredServicesSchema.optional(),
  world: z.array(worldServiceSchema).default([]),
  /** What the terminal of this lab can do beside its own commands. */
  commands: z.array(labCommandSchema).default([]),
  /**
   * npm packages (with subpaths) that services may import, such as "hono" and "hono/cors"; and "node:sqlite", which the page
   * loads only for labs that list it here or import it in a shipped file.
   */
  packages: z.array(z.string().min(1)).default([]),
  steps: z.array(labStepSchema).min(1),
  checks: z.array(labCheckSchema).min(1),
  /** By message id. Every message that a check can give has a ladder; `npm test` compares. */
  hints: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), hintLadderSchema),
  engines: z.array(z.enum(['simulated', 'real'])).min(1),
  /** It can be done, and its proof is not complete: its checks may still change. The site says so, and no proof is asked for. */
  draft: z.boolean().default(false),
});

export type LabManifest = z.output<typeof labManifestSchema>;
export type LabStep = LabManifest['steps'][number];
export type LabCommand = LabManifest['commands'][number];
export type LabCheck = LabManifest['checks'][number];
export type HintLadder = z.output<typeof hintLadderSchema>;
