/**
 * Titles and addresses of lessons and labs, read from the rows that stand in the page.
 * Runs in the browser.
 * @module
 */

export interface PagePlace {
  readonly title: string;
  readonly href: string;
}

/** Places by id, in the order of the course. */
export function readPagePlaces(root: ParentNode): ReadonlyMap<string, PagePlace> {
  const rows = [...root.querySelectorAll<HTMLElement>('[data-lesson-row], [data-lab-row]')];
  return new Map(
    rows.map(({ dataset: { lessonRow, labRow, title = '', href = '' } }) => [
      lessonRow ?? labRow ?? '',
      { title, href },
    ]),
  );
}

/** Sorts by the order of the course; what the course does not have any more comes last. */
export function inCourseOrder<Entry>(
  entries: readonly Entry[],
  idOf: (entry: Entry) => string,
  places: ReadonlyMap<string, PagePlace>,
): readonly Entry[] {
  const order = [...places.keys()];
  const positionOf = (entry: Entry) => {
    const position = order.indexOf(idOf(entry));
    return position === -1 ? order.length : position;
  };
  return entries.toSorted((left, right) => positionOf(left) - positionOf(right));
}
