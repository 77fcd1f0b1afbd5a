/**
 * The schema of a lesson's frontmatter, with the ids that it may name. Pure; runs at build time.
 * @module
 */
import { lessonSchema } from './lesson.ts';

/** Ids that exist elsewhere in the course. */
export interface KnownIds {
  /** Of content/sources.yaml. */
  readonly sources: ReadonlySet<string>;
  /** Folders of labs/ with a manifest. */
  readonly labs: ReadonlySet<string>;
}

/**
 * Refuses a source or a lab that does not exist, at the line that names it.
 *
 * @example
 * const schema = lessonSchemaKnowing({ sources: new Set(['conway-1968']), labs: new Set(['hello-payment']) });
 */
export function lessonSchemaKnowing({ sources, labs }: KnownIds) {
  return lessonSchema.superRefine((lesson, context) => {
    for (const [index, source] of lesson.sources.entries()) {
      if (sources.has(source)) continue;
      context.addIssue({
        code: 'custom',
        path: ['sources', index],
        message: `content/sources.yaml has no source "${source}"`,
      });
    }
    if (lesson.lab === undefined || labs.has(lesson.lab)) return;
    context.addIssue({ code: 'custom', path: ['lab'], message: `labs/${lesson.lab}/lab.yaml does not exist` });
  });
}
