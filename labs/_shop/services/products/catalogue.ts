/** The first products: id, name, description, price in cents. The bank refuses what the last one costs. */
export const CATALOGUE: readonly (readonly [number, string, string, number])[] = [
  [1, 'Violin', 'Full size, spruce and maple, with case and bow', 48_000],
  [2, 'Cello', 'Three quarters, carved by hand', 139_000],
  [3, 'Trumpet', 'In B flat, yellow brass', 62_500],
  [4, 'Clarinet', 'Seventeen keys, black wood', 54_900],
  [5, 'Snare drum', 'Fourteen inches, beech', 21_900],
  [6, 'Electric bass', 'Four strings, long scale', 39_900],
  [7, 'Metronome', 'Wound by hand, no battery', 3_900],
  [8, 'Violin strings', 'One set of four', 2_450],
  [9, 'Music stand', 'Folds to the size of an umbrella', 1_990],
  [10, 'Grand piano', 'Two metres ten, black', 2_490_000],
];
