/**
 * What a program can branch on in an error that a call throws. Runs unchanged in Node and in a simulated process.
 * @module
 */

/** Everything of the error but its stack; undefined when the call returns. */
export function thrown(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return describeThrown(error);
  }
  return undefined;
}

export function describeThrown(error: unknown): unknown {
  if (!(error instanceof Error)) return { notAnError: error };
  return Object.assign({ class: error.constructor.name, title: error.name, message: error.message }, error);
}
