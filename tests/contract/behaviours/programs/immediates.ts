setImmediate(() => {
  console.log('one');
  setImmediate(() => console.log('three'));
  Promise.resolve().then(() => console.log('micro'));
});
setImmediate(() => console.log('two'));
const gone = setImmediate(() => console.log('never'));
clearImmediate(gone);
