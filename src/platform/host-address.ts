/**
 * The address that a host name stands for. The kernel routes by name; programs that print an address see one that is
 * the same in every run. Pure.
 * @module
 */
const own = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0', '::', '']);

export const isIPv4 = (text: string): boolean => {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
};

export const isIPv6 = (text: string): boolean => {
  if (!/^[0-9a-f:.]+(?:%\w+)?$/i.test(text) || !text.includes(':')) return false;
  try {
    return new URL(`http://[${text.replace(/%.*/, '')}]/`).hostname !== '';
  } catch {
    return false;
  }
};

export const isIP = (text: string): 0 | 4 | 6 => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0);

/** @example hostAddress('payment-service'); // an address in 10.0.0.0/8, always the same one for this name */
export const hostAddress = (host: string): string => {
  if (own.has(host)) return '127.0.0.1';
  if (isIP(host)) return host;
  let hash = 2166136261;
  for (let index = 0; index < host.length; index += 1) hash = Math.imul(hash ^ host.charCodeAt(index), 16777619);
  return `10.${(hash >>> 16) & 255}.${(hash >>> 8) & 255}.${(hash & 253) + 1}`;
};
