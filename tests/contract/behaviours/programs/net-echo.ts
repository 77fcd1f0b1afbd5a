import net from 'node:net';
const server = net.createServer((socket) => {
  socket.on('data', (chunk) => socket.write(`echo ${chunk}`));
  socket.on('end', () => console.log('server saw the end'));
  socket.on('close', () => server.close(() => console.log('server closed')));
});
server.listen(0, '127.0.0.1', () => {
  const socket = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
  console.log(socket.connecting, socket.readyState);
  socket.setEncoding('utf8');
  socket.on('connect', () => {
    console.log('connected', socket.readyState, socket.remoteAddress, socket.remoteFamily);
    socket.write('one');
  });
  socket.on('data', (text) => {
    console.log(text);
    socket.end();
  });
  socket.on('end', () => console.log('end'));
  socket.on('close', (hadError) => console.log('close', hadError, socket.bytesRead, socket.bytesWritten));
});
