/**
 * `kafka.partitioner`: MurmurHash2 of a key, as Kafka's producers and the log service have it.
 * Text; runs in MicroPython.
 * @module
 */
export const KAFKA_PARTITIONER_MODULE = `
def murmur2(data):
    def word(index):
        return data[index] | data[index + 1] << 8 | data[index + 2] << 16 | data[index + 3] << 24

    m = 0x5bd1e995
    h = 0x9747b28c ^ len(data)
    whole = len(data) & ~3
    for index in range(0, whole, 4):
        k = word(index) * m & 0xffffffff
        k ^= k >> 24
        h = (h * m & 0xffffffff) ^ (k * m & 0xffffffff)
    rest = data[whole:]
    for index in range(len(rest)):
        h ^= rest[index] << 8 * index
    if rest:
        h = h * m & 0xffffffff
    h ^= h >> 13
    h = h * m & 0xffffffff
    return h ^ h >> 15
`;
