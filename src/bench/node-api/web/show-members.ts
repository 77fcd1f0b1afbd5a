/**
 * Makes the members of a class its own and enumerable, as those of web classes are, and gives its objects their tag.
 * @module
 */
export const showMembers = (of: { readonly name: string; readonly prototype: object }, tag: string): void => {
  for (const owner of [of, of.prototype]) {
    for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      if (!member.configurable || name === 'constructor' || name === 'name' || name === 'length') continue;
      Object.defineProperty(owner, name, { ...member, enumerable: true });
    }
  }
  for (const [name, member] of Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(of.prototype))))
    if (name !== 'constructor') Object.defineProperty(of.prototype, name, { ...member, enumerable: true });
  Object.defineProperty(of.prototype, Symbol.toStringTag, { value: tag, configurable: true });
};
