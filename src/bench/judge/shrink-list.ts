/**
 * Delta debugging (Zeller and Hildebrandt, _Simplifying and Isolating Failure-Inducing Input_, 2002): finds a small part
 * of a list that still fails, by leaving ever smaller pieces out. Pure but for what it asks.
 * @module
 */

export interface ShrinkBudget {
  /** How often it may ask. */
  readonly runCount: number;
  /** Asked before each run: true when there is no time left. */
  readonly isOver: () => boolean;
}

export interface ShrunkList<Item> {
  /** Fails, and is a part of what was given, in its order. */
  readonly items: readonly Item[];
  readonly runCount: number;
  /** True when leaving out any single item makes it pass; false when the budget ended first. */
  readonly isMinimal: boolean;
}

/**
 * @param items A list that fails.
 * @param fails Whether this part of it fails as well; asked once for each part.
 *
 * @example
 * await shrinkList([1, 2, 3, 4], async (part) => part.includes(3), { runCount: 50, isOver: () => false })
 * // { items: [3], isMinimal: true, … }
 */
export async function shrinkList<Item>(
  items: readonly Item[],
  fails: (part: readonly Item[]) => Promise<boolean>,
  budget: ShrinkBudget,
): Promise<ShrunkList<Item>> {
  const asked = new Map<string, boolean>();
  const places = new Map(items.map((item, index) => [item, index]));
  let runCount = 0;
  let isSpent = false;

  const stillFails = async (part: readonly Item[]): Promise<boolean> => {
    const key = part.map((item) => places.get(item)).join(',');
    const known = asked.get(key);
    if (known !== undefined) return known;
    if (isSpent || runCount >= budget.runCount || budget.isOver()) {
      isSpent = true;
      return false;
    }
    runCount += 1;
    const answer = await fails(part);
    asked.set(key, answer);
    return answer;
  };
  const firstFailing = async (parts: readonly (readonly Item[])[]): Promise<readonly Item[] | undefined> => {
    for (const part of parts) if (await stillFails(part)) return part;
    return undefined;
  };

  if (items.length === 0 || (await stillFails([]))) return { items: [], runCount, isMinimal: true };
  let current = items;
  let pieceCount = 2;
  while (current.length >= 2 && !isSpent) {
    const pieces = split(current, pieceCount);
    const piece = await firstFailing(pieces);
    if (piece) {
      current = piece;
      pieceCount = 2;
      continue;
    }
    const rest = await firstFailing(pieces.map((left) => current.filter((item) => !left.includes(item))));
    if (rest) {
      current = rest;
      pieceCount = Math.max(2, pieceCount - 1);
    } else if (pieceCount >= current.length) {
      break;
    } else pieceCount = Math.min(current.length, pieceCount * 2);
  }
  return { items: current, runCount, isMinimal: !isSpent };
}

/** Pieces of about one length, none empty. */
function split<Item>(items: readonly Item[], count: number): readonly (readonly Item[])[] {
  return Array.from({ length: count }, (_, index) =>
    items.slice(Math.floor((index * items.length) / count), Math.floor(((index + 1) * items.length) / count)),
  );
}
