/** Does over HTTP what a check asks for, with the broker at BROKER_URL. */
import { createServer } from 'node:http';
import { fetchStored, hold, runScenarios, store } from './scenarios.ts';

const url = process.env['BROKER_URL'] ?? '';
const ROUTES: Readonly<Record<string, () => Promise<unknown>>> = {
  '/scenarios': () => runScenarios(url),
  '/store': () => store(url, 3),
  '/stored': () => fetchStored(url),
  '/hold': () => hold(url, 5),
};

createServer((request, response) => {
  void (async () => {
    try {
      response.end(JSON.stringify((await ROUTES[request.url ?? '']?.()) ?? 'done'));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  })();
}).listen(Number(process.env['PORT']));
