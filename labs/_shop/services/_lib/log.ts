/** One JSON object a line, so that a machine can search what a person can read. */
export interface Log {
  info(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
  /** A log that adds these fields to every line. */
  with(fields: object): Log;
}

export function createLog(always: object): Log {
  const print = (level: string, message: string, fields: object = {}): void => {
    console.log(JSON.stringify({ time: new Date().toISOString(), level, ...always, message, ...fields }));
  };
  return {
    info: (message, fields) => print('info', message, fields),
    error: (message, fields) => print('error', message, fields),
    with: (fields) => createLog({ ...always, ...fields }),
  };
}
