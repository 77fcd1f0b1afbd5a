/**
 * The sealed keys and feedback of each quiz, fetched by `<course-quiz>` at the first touch.
 * @module
 */
import type { APIRoute, GetStaticPaths } from 'astro';
import { stopTheBuild } from '#course/stop-the-build.ts';
import { listQuizzes, loadQuiz } from '#quiz/load-quiz.ts';

export const getStaticPaths = (async () =>
  (await listQuizzes()).map((lesson) => ({ params: { lesson } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  new Response(JSON.stringify((await stopTheBuild(() => loadQuiz(params['lesson'] ?? '')))?.sealed));
