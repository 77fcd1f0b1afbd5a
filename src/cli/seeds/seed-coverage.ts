/**
 * Compares what lessons claim to cover, what they mark in their text, and where `content/seeds.yaml` places each item.
 * Pure; runs in the terminal and in tests.
 * @module
 */
import { CourseError } from '#course/course-error.ts';
import type { SeedId } from '#course/ids.ts';
import type { SeedItem } from '#course/seed-item.ts';
import type { SeedMark } from './find-seed-marks.ts';

/** A lesson page as far as seeds are concerned. */
export interface SeedPage {
  readonly file: string;
  /** Such as "1.3". */
  readonly number: string;
  readonly title: string;
  readonly claims: readonly { readonly id: SeedId; readonly line: number }[];
  readonly marks: readonly SeedMark[];
}

export interface SeedCoverage {
  /** Items that a page claims, marks and, where asked, quotes; in the order of the list. */
  readonly covered: readonly SeedId[];
  readonly missing: readonly SeedId[];
  readonly pages: readonly { readonly page: SeedPage; readonly covered: readonly SeedId[] }[];
  /** Everything that does not fit together, in the order of the pages. */
  readonly mistakes: readonly CourseError[];
}

/**
 * Judges the pages of all published modules.
 *
 * @param publishedModules Their numbers: an item placed in one of them must be claimed there.
 *
 * @example
 * seedCoverage(items, pages, new Set([1])).missing // ['S002', …]
 */
export function seedCoverage(
  items: readonly SeedItem[],
  pages: readonly SeedPage[],
  publishedModules: ReadonlySet<number>,
): SeedCoverage {
  const itemOf = new Map<string, SeedItem>(items.map((item) => [item.id, item]));
  const judged = pages.map((page) => {
    const mistakes = [...unknownIds(page, itemOf), ...unclaimedMarks(page), ...faultyClaims(page, itemOf)];
    const wrong = new Set(mistakes.map(({ id }) => id));
    return { page, mistakes, covered: page.claims.map(({ id }) => id).filter((id) => !wrong.has(id)) };
  });
  const covered = new Set(judged.flatMap((page) => page.covered));
  return {
    covered: items.map(({ id }) => id).filter((id) => covered.has(id)),
    missing: items.map(({ id }) => id).filter((id) => !covered.has(id)),
    pages: judged.map(({ page, covered }) => ({ page, covered })),
    mistakes: [
      ...judged.flatMap(({ mistakes }) => mistakes.map(({ error }) => error)),
      ...placedButUnclaimed(items, pages, publishedModules),
    ],
  };
}

interface Mistake {
  readonly id: string;
  readonly error: CourseError;
}

function unknownIds(page: SeedPage, itemOf: ReadonlyMap<string, SeedItem>): Mistake[] {
  const named = [...page.claims, ...page.marks.flatMap(({ ids, line }) => ids.map((id) => ({ id, line })))];
  return named
    .filter(({ id }) => !itemOf.has(id))
    .map(({ id, line }) => ({
      id,
      error: new CourseError('SEED_UNKNOWN', {
        message: `Cannot count seed item "${id}": it is not in content/seeds.yaml`,
        hint: 'Correct the id, or remove it. Items are numbered from S001 to S138.',
        at: { file: page.file, line },
      }),
    }));
}

function unclaimedMarks(page: SeedPage): Mistake[] {
  const claimed = new Set<string>(page.claims.map(({ id }) => id));
  return page.marks.flatMap(({ ids, line }) =>
    ids
      .filter((id) => !claimed.has(id))
      .map((id) => ({
        id,
        error: new CourseError('SEED_NOT_CLAIMED', {
          message: `Cannot count seed item "${id}": the text marks it, but "seeds" in the frontmatter does not name it`,
          hint: `Add ${id} to "seeds", or take it out of the mark.`,
          at: { file: page.file, line },
        }),
      })),
  );
}

function faultyClaims(page: SeedPage, itemOf: ReadonlyMap<string, SeedItem>): Mistake[] {
  return page.claims.flatMap(({ id, line }) => {
    const text = page.marks
      .filter((mark) => mark.ids.includes(id))
      .map((mark) => mark.text)
      .join('\n');
    if (text.trim() === '') {
      return {
        id,
        error: new CourseError('SEED_NOT_MARKED', {
          message: `Cannot count seed item "${id}": "seeds" in the frontmatter claims it, but no <Seed id="${id}"> encloses text`,
          hint: `Enclose the sentences that cover it in <Seed id="${id}">, or take ${id} out of "seeds".`,
          at: { file: page.file, line },
        }),
      };
    }
    const absent = itemOf.get(id)?.verbatim.filter((words) => !text.includes(words)) ?? [];
    return absent.map((words) => ({
      id,
      error: new CourseError('SEED_WORDS_MISSING', {
        message: `Cannot count seed item "${id}": its mark does not contain "${words}", it should stand there exactly so`,
        hint: 'Write the words inside the mark, in the same spelling and with the same capitals.',
        at: { file: page.file, line: page.marks.find((mark) => mark.ids.includes(id))?.line ?? line },
      }),
    }));
  });
}

function placedButUnclaimed(
  items: readonly SeedItem[],
  pages: readonly SeedPage[],
  publishedModules: ReadonlySet<number>,
): CourseError[] {
  const pageOf = new Map(pages.map((page) => [page.number, page]));
  return items.flatMap(({ id, text, lessons }) =>
    lessons
      .filter((number) => publishedModules.has(Number.parseInt(number, 10)))
      .filter((number) => !pageOf.get(number)?.claims.some((claim) => claim.id === id))
      .map(
        (number) =>
          new CourseError('SEED_NOT_COVERED', {
            message: `Cannot find seed item "${id}" (${text}) in lesson ${number}: content/seeds.yaml places it there`,
            hint: `Cover it, mark it with <Seed id="${id}"> and add it to "seeds", or change its "lessons".`,
            at: { file: pageOf.get(number)?.file ?? 'content/seeds.yaml' },
          }),
      ),
  );
}
