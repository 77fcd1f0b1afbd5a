/**
 * `kafka.sender`: the buffer of a producer and what empties it. In kafka-python a thread; here it gets its turn when the program waits.
 * Text; runs in MicroPython.
 * @module
 */
export const KAFKA_SENDER_MODULE = `
import binascii
from collections import namedtuple
import _process
from kafka.errors import IllegalStateError, KafkaConnectionError, KafkaTimeoutError, UnknownError
from kafka.future import Future

RecordMetadata = namedtuple('RecordMetadata', [
    'topic', 'partition', 'topic_partition', 'offset', 'timestamp', 'log_start_offset', 'checksum',
    'serialized_key_size', 'serialized_value_size', 'serialized_header_size'])


class FutureRecordMetadata(Future):
    def __init__(self, sender, record, sizes):
        super().__init__()
        self._sender = sender
        self.record = record
        self.sizes = sizes

    def get(self, timeout=None):
        end = None if timeout is None else _process.now() + timeout
        while not self.is_done:
            due = self._sender.due()
            if end is not None and (due is None or due > end):
                _process.sleep(max(0, end - _process.now()))
                if not self.is_done:
                    raise KafkaTimeoutError('Timeout after waiting for %s secs.' % (timeout,))
            else:
                _process.sleep(max(0, due - _process.now()))
        if self.exception is not None:
            raise self.exception
        return self.value


class Batch:
    def __init__(self, place, created):
        self.place = place
        self.created = created
        self.size = 0
        self.futures = []


def as_texts(key, value):
    """Key and value as JSON can hold them: as text, or both as base64."""
    try:
        return {'key': None if key is None else bytes(key).decode(),
                'value': None if value is None else bytes(value).decode()}
    except UnicodeError:
        def encode(data):
            return None if data is None else binascii.b2a_base64(bytes(data), newline=False).decode()
        return {'key': encode(key), 'value': encode(value), 'encoding': 'base64'}


class Sender:
    """The thread that sends: it gets its turn when the program waits."""

    def __init__(self, config, request):
        self._config = config
        self._request = request
        self._batches = []
        self.is_closed = False

    def append(self, place, record, sizes):
        assert not self.is_closed, 'RecordAccumulator is closed'
        size = sum(max(one, 0) for one in sizes)
        batch = next((one for one in self._batches if one.place == place and one.size + size <= self._config['batch_size']), None)
        if batch is None:
            batch = Batch(place, _process.now())
            self._batches.append(batch)
        future = FutureRecordMetadata(self, record, sizes)
        batch.futures.append(future)
        batch.size += size
        return future

    def due(self):
        """When the next batch is to go out; None when there is none."""
        linger = self._config['linger_ms'] / 1000
        full = self._config['batch_size']
        return min((one.created + (0 if one.size >= full else linger) for one in self._batches), default=None)

    def run(self):
        now = _process.now()
        linger = self._config['linger_ms'] / 1000
        full = self._config['batch_size']
        self._send([one for one in self._batches if one.created + linger <= now or one.size >= full])

    def flush(self):
        while self._batches:
            self._send(list(self._batches))

    def _send(self, batches):
        for batch in batches:
            self._batches.remove(batch)
            retries = self._config['retries']
            while True:
                error = self._send_batch(batch)
                if error is None or not error.retriable or retries == 0:
                    break
                retries -= 1
                _process.ask('sleep', seconds=self._config['retry_backoff_ms'] / 1000)
            if error is not None:
                for future in batch.futures:
                    future.failure(error)

    def _send_batch(self, batch):
        place = batch.place
        records = [dict(future.record, partition=place.partition) for future in batch.futures]
        body = {'acks': self._config['acks'], 'records': records}
        answer = self._request('POST', '/topics/%s/records' % place.topic, body)
        if 'error' in answer:
            return KafkaConnectionError(answer['error'])
        if answer['status'] >= 300:
            return UnknownError(answer['body'].get('detail'))
        places = answer['body'].get('records', [])
        for index, future in enumerate(batch.futures):
            offset = places[index]['offset'] if places else -1
            future.success(RecordMetadata(place.topic, place.partition, place, offset, int(batch.created * 1000), None, None,
                                          future.sizes[0], future.sizes[1], -1))
        return None

    def abort(self):
        batches, self._batches = self._batches, []
        for batch in batches:
            for future in batch.futures:
                future.failure(IllegalStateError('Producer is closed forcefully.'))
`;
