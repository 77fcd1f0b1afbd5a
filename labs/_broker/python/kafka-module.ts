/**
 * The Python module `kafka`: the producer of kafka-python 2.0.2 as its callers know it, sending to the log service of
 * `labs/_broker/log`. Text; runs in MicroPython.
 *
 * As there, `send` waits for the topic and then only puts the record into a buffer. At the end of the program the producer is closed
 * without waiting for what is still in it.
 * @module
 */
export const KAFKA_MODULE = `
import atexit
import random
from collections import namedtuple
import _process
from kafka.errors import KafkaTimeoutError, MessageSizeTooLargeError, NoBrokersAvailable, UnknownError
from kafka.partitioner import murmur2
from kafka.sender import Sender, as_texts

TopicPartition = namedtuple('TopicPartition', ['topic', 'partition'])

BYTES = (bytes, bytearray, memoryview)
DEFAULT_PORT = 9092


class KafkaProducer:
    DEFAULT_CONFIG = {
        'bootstrap_servers': 'localhost',
        'client_id': None,
        'key_serializer': None,
        'value_serializer': None,
        'acks': 1,
        'retries': 0,
        'batch_size': 16384,
        'linger_ms': 0,
        'max_block_ms': 60000,
        'max_request_size': 1048576,
        'retry_backoff_ms': 100,
        'request_timeout_ms': 30000,
        'api_version': None,
        'api_version_auto_timeout_ms': 2000,
    }

    def __init__(self, **configs):
        self.config = dict(self.DEFAULT_CONFIG)
        for key in self.config:
            if key in configs:
                self.config[key] = configs.pop(key)
        assert not configs, 'Unrecognized configs: %s' % (configs,)
        if self.config['acks'] == -1:
            self.config['acks'] = 'all'
        self._partitions = {}
        self._server = self._find_server()
        self._sender = Sender(self.config, self._request)
        _process.tasks.append(self._sender)
        self._closed = False
        self._cleanup = lambda: self.close(timeout=0)
        atexit.register(self._cleanup)

    def _find_server(self):
        servers = self.config['bootstrap_servers']
        for server in [one.strip() for one in servers.split(',')] if isinstance(servers, str) else servers:
            host, _, port = server.partition(':')
            url = 'http://%s:%s' % (host, port or DEFAULT_PORT)
            answer = _process.ask('request', method='GET', url=url + '/health', body=None,
                                  timeoutMs=self.config['api_version_auto_timeout_ms'])
            if answer.get('status') == 200 and answer['body'].get('service') == 'log':
                return url
        raise NoBrokersAvailable('nothing at %s answers as a log' % (servers,))

    def _request(self, method, path, body):
        return _process.ask('request', method=method, url=self._server + path, body=body,
                            timeoutMs=self.config['request_timeout_ms'])

    def bootstrap_connected(self):
        return not self._closed

    def partitions_for(self, topic):
        end = _process.now() + self.config['max_block_ms'] / 1000
        while topic not in self._partitions:
            # The program waits for the answer, and meanwhile the sender has its turn.
            _process.run_due()
            answer = self._request('PUT', '/topics/' + topic, {})
            if answer.get('status') in (200, 201):
                self._partitions[topic] = len(answer['body']['partitions'])
            elif 'status' in answer:
                raise UnknownError(answer['body'].get('detail'))
            elif _process.now() >= end:
                raise KafkaTimeoutError('Failed to update metadata after %.1f secs.' % (self.config['max_block_ms'] / 1000,))
            else:
                _process.sleep(self.config['retry_backoff_ms'] / 1000)
        return set(range(self._partitions[topic]))

    def send(self, topic, value=None, key=None, headers=None, partition=None, timestamp_ms=None):
        assert not (value is None and key is None), 'Need at least one: key or value'
        partitions = sorted(self.partitions_for(topic))
        key = self._serialize(self.config['key_serializer'], key)
        value = self._serialize(self.config['value_serializer'], value)
        assert key is None or isinstance(key, BYTES), 'key should be bytes; it is %r' % (key,)
        assert value is None or isinstance(value, BYTES), 'value should be bytes; it is %r' % (value,)
        if partition is not None:
            assert partition in partitions, 'Unrecognized partition'
        elif key is None:
            partition = random.choice(partitions)
        else:
            partition = (murmur2(bytes(key)) & 0x7fffffff) % len(partitions)
        record = as_texts(key, value)
        if headers:
            record['headers'] = dict((name, data.decode()) for name, data in headers)
        key_size = -1 if key is None else len(key)
        value_size = -1 if value is None else len(value)
        size = max(key_size, 0) + max(value_size, 0)
        if size > self.config['max_request_size']:
            raise MessageSizeTooLargeError('The message is %d bytes when serialized which is larger than the maximum request'
                                           ' size you have configured with the max_request_size configuration' % (size,))
        return self._sender.append(TopicPartition(topic, partition), record, (key_size, value_size))

    def _serialize(self, serializer, data):
        if serializer is None:
            return data
        return serializer.serialize(None, data) if hasattr(serializer, 'serialize') else serializer(data)

    def flush(self, timeout=None):
        self._sender.flush()

    def close(self, timeout=None):
        atexit.unregister(self._cleanup)
        if self._closed:
            return
        self._closed = True
        if timeout is None or timeout > 0:
            self._sender.flush()
        self._sender.is_closed = True
        self._sender.abort()
`;
