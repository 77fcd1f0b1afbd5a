/**
 * Node's older classes are functions: libraries call them on an object of their own (`http.ServerResponse.call(this)`,
 * with `util.inherits`). A class cannot be called, so what is exported stands in for it and lets the class's constructors
 * set up the object that was given. Runs in a simulated process.
 * @module
 */
type Constructor = abstract new (...values: never[]) => object;

let adopted: object | undefined;

/** For the constructor at the root: the object to set up instead of a new one, once. */
export const takeAdopted = (): object | undefined => {
  const given = adopted;
  adopted = undefined;
  return given;
};

/**
 * @param original A class whose root constructor returns `takeAdopted()` when there is something to adopt.
 *
 * @example
 * const ServerResponse = callableClass(ServerResponseClass);
 * ServerResponse.call(this, request);
 */
export const callableClass = <Class extends Constructor>(original: Class): Class =>
  new Proxy(original, {
    apply(target, receiver: object, values: unknown[]) {
      adopted = receiver;
      try {
        Reflect.construct(target, values);
      } finally {
        adopted = undefined;
      }
    },
  });
