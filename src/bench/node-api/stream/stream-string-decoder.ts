/** What readable-stream takes from the npm package `string_decoder`: the decoder that programs have. */
export { StringDecoder } from '../string-decoder.ts';
