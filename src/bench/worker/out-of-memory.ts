/**
 * How the message of a host begins whose Worker was ended because its program kept too much. Pure.
 * @module
 */
export const OUT_OF_MEMORY = 'it used too much memory';
