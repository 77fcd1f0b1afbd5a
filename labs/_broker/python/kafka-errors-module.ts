/**
 * `kafka.errors`: those of kafka-python that a producer without a cluster can meet.
 * Text; runs in MicroPython.
 * @module
 */
export const KAFKA_ERRORS_MODULE = `
class KafkaError(RuntimeError):
    retriable = False

    def __str__(self):
        name = type(self).__name__
        return name + ': ' + ', '.join(str(one) for one in self.args) if self.args else name


class NoBrokersAvailable(KafkaError):
    retriable = True


class KafkaConnectionError(KafkaError):
    retriable = True


class KafkaTimeoutError(KafkaError):
    pass


class IllegalStateError(KafkaError):
    pass


class MessageSizeTooLargeError(KafkaError):
    pass


class UnknownError(KafkaError):
    pass
`;
