const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => {
  console.log('received', data);
  port1.close();
};
port1.postMessage({ a: new Map([[1, 2]]) });
console.log('sent');
