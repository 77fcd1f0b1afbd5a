/**
 * The course as a reader meets it: modules in order, their lessons with number, address and neighbours.
 * Pure; runs at build time.
 * @module
 */
import type { Lesson } from './lesson.ts';
import type { CourseModule } from './module.ts';

/** A lesson file: its frontmatter and where it lies. */
export interface LessonFile {
  readonly lesson: Lesson;
  /** Path that ends in `<nn>-<module>/<nn>-<slug>.mdx`. */
  readonly file: string;
}

/** A module file: its content and where it lies. */
export interface ModuleFile {
  readonly module: CourseModule;
  /** Path that ends in `<nn>-<module>/module.yaml`. */
  readonly file: string;
}

export interface OutlineLesson extends Lesson {
  /** Module and position, such as "1.3". */
  readonly number: string;
  /** Root-relative address, such as "/lessons/what-are-microservices/map-of-the-shop/". */
  readonly href: string;
}

export interface OutlineModule extends CourseModule {
  /** In reading order; empty for a planned module. */
  readonly lessons: readonly OutlineLesson[];
}

/**
 * Puts modules and lessons in order. The folder joins a lesson to its module, and the number before the file's name is its
 * position. Lessons of a planned module are drafts, and the course does not show them.
 *
 * @example
 * buildOutline(modules, lessons)[1]?.lessons[0]?.number // '1.1'
 */
export function buildOutline(modules: readonly ModuleFile[], lessons: readonly LessonFile[]): OutlineModule[] {
  return modules
    .map(({ module, file }) => ({
      ...module,
      lessons: module.status === 'planned' ? [] : lessonsOf(module, folderOf(file), lessons),
    }))
    .sort((left, right) => left.number - right.number);
}

function lessonsOf(module: CourseModule, folder: string, lessons: readonly LessonFile[]): OutlineLesson[] {
  return lessons
    .filter(({ file }) => folderOf(file) === folder)
    .map(({ lesson, file }) => ({ lesson, position: positionOf(file) }))
    .sort((left, right) => left.position - right.position)
    .map(({ lesson, position }) => ({
      ...lesson,
      number: `${module.number}.${position}`,
      href: `/lessons/${module.id}/${lesson.id}/`,
    }));
}

/** The name of the folder that a file lies in. */
function folderOf(file: string): string {
  return file.split('/').at(-2) ?? '';
}

/** 3 for "03-map-of-the-shop.mdx". */
function positionOf(file: string): number {
  return Number.parseInt(file.split('/').at(-1) ?? '', 10);
}
