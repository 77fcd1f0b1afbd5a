/** readable-stream 4 is Node's own streams; it ships no types. */
declare module 'readable-stream' {
  const streams: typeof import('node:stream');
  export default streams;
}
