export let count = 0;
export const increment = (): void => {
  count += 1;
};
export default function namedDefault() {
  return count;
}
