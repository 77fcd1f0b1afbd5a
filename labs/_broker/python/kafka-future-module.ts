/**
 * `kafka.future`: a result that comes later.
 * Text; runs in MicroPython.
 * @module
 */
export const KAFKA_FUTURE_MODULE = `
class Future:
    def __init__(self):
        self.is_done = False
        self.value = None
        self.exception = None
        self._callbacks = []
        self._errbacks = []

    def succeeded(self):
        return self.is_done and self.exception is None

    def failed(self):
        return self.is_done and self.exception is not None

    def success(self, value):
        self.is_done, self.value = True, value
        for function in self._callbacks:
            function(value)
        return self

    def failure(self, error):
        self.is_done, self.exception = True, error
        for function in self._errbacks:
            function(error)
        return self

    def add_callback(self, function, *args, **kwargs):
        def call(value):
            function(*(args + (value,)), **kwargs)
        if self.succeeded():
            call(self.value)
        elif not self.is_done:
            self._callbacks.append(call)
        return self

    def add_errback(self, function, *args, **kwargs):
        def call(error):
            function(*(args + (error,)), **kwargs)
        if self.failed():
            call(self.exception)
        elif not self.is_done:
            self._errbacks.append(call)
        return self

    def add_both(self, function, *args, **kwargs):
        self.add_callback(function, *args, **kwargs)
        return self.add_errback(function, *args, **kwargs)
`;
