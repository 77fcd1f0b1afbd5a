/**
 * Storage that takes its time, as when another tab stores something large.
 * @module
 */

/**
 * Opens a transaction that never ends, so that the page's own wait, until the page goes away. Runs in the page.
 *
 * @param name Name of the database.
 *
 * @example
 * await page.evaluate(keepStorageBusy, 'ensemble:microservices:/');
 */
export const keepStorageBusy = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const records = opening.result.transaction('records', 'readwrite').objectStore('records');
      const again = (): void => {
        records.get('').onsuccess = again;
      };
      again();
      resolve();
    };
  });
