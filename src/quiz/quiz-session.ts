/**
 * One learner at one quiz in one page: marks, asks the missed ones again, shows the answers, starts over.
 * Runs in the browser, for `<course-quiz>`.
 * @module
 */
import { ANSWER_EVENT } from '#course/reader-event.ts';
import { enableDragging, moveStep } from './order-controls.ts';
import {
  focusQuestion,
  lockQuestion,
  readAnswer,
  readConfidence,
  writeAnswer,
  writeConfidence,
} from './question-controls.ts';
import { clearFeedback, showAnswer, showMarking } from './question-feedback.ts';
import { missingWords, progressWords } from './quiz-words.ts';
import { afterMarking, isKnown, newSitting, sittingOf } from './sitting.ts';
import type { QuestionAttempt, QuizAnswerDetail, QuizRecord } from './attempt.ts';
import type { SealedPlace } from './question-feedback.ts';
import type { SealedQuestion, SealedQuiz } from './sealed-quiz.ts';
import type { Sitting } from './sitting.ts';

/** `answering` the first round, `marked` with what was missed, `retrying` only that, `shown` with the answers. */
type Phase = 'answering' | 'marked' | 'retrying' | 'shown';

/** Drives the form of a `<course-quiz>`, which keeps the answers, the verdicts and the state. */
export class QuizSession {
  readonly #quiz: HTMLElement;
  #sitting: Sitting = newSitting();
  #sealed: Promise<SealedQuiz> | undefined;
  #isTouched = false;

  constructor(quiz: HTMLElement) {
    this.#quiz = quiz;
    this.#form.dataset['phase'] = 'answering' satisfies Phase;
    enableDragging(quiz, (sentence) => this.#say(sentence));
    quiz.addEventListener('input', () => (this.#isTouched = true));
    for (const question of this.#questions) lockQuestion(question, false);
  }

  /** Fetches the sealed answers ahead, so that marking does not wait; a failure is told when they are needed. */
  prepare(): void {
    this.#loadSealed().catch(() => undefined);
  }

  /** Shows the latest sitting of a record, unless the learner has begun another answer. */
  async restore(record: QuizRecord): Promise<void> {
    if (this.#isTouched || record.attempts.length === 0) return;
    this.#sitting = sittingOf(record);
    await this.#showSitting();
  }

  /**
   * Does what a button says.
   *
   * @throws When the sealed answers cannot be loaded; then nothing has changed.
   */
  async act(action: string, button: HTMLElement): Promise<void> {
    if (action === 'mark') await this.#mark();
    if (action === 'retry') this.#retry();
    if (action === 'show') await this.#showAnswers();
    if (action === 'over') this.#startOver();
    if (action === 'up' || action === 'down') this.#say(moveStep(button, action));
  }

  async #mark(): Promise<void> {
    const open = this.#questions.filter((question) => !isKnown(this.#sitting, idOf(question)));
    const unanswered = open.filter((question) => !readAnswer(question) && question.dataset['kind'] !== 'order');
    const unsure = open.filter((question) => !readConfidence(question));
    for (const question of this.#questions) {
      question.toggleAttribute('data-incomplete', unanswered.includes(question) || unsure.includes(question));
    }
    const first = open.find((question) => question.hasAttribute('data-incomplete'));
    if (first) {
      this.#say(missingWords(unanswered.length, unsure.length));
      focusQuestion(first);
      return;
    }

    const sealed = await this.#loadSealed();
    const attempts = open.flatMap((question) => this.#markQuestion(question, sealed));
    this.#sitting = afterMarking(this.#sitting, attempts);
    this.#enter('marked');
    this.#announceAttempts(attempts);
    this.#status.focus();
  }

  #markQuestion(question: HTMLElement, sealed: SealedQuiz): QuestionAttempt[] {
    const place = this.#placeOf(question, sealed);
    const answer = readAnswer(question);
    const confidence = readConfidence(question);
    if (!place || !answer || !confidence) return [];
    const { score, isRight } = showMarking(question, place, answer, confidence);
    lockQuestion(question, true);
    return [
      {
        questionId: idOf(question),
        concept: place.sealed.concept,
        sitting: this.#sitting.number,
        round: this.#sitting.round + 1,
        answer,
        confidence,
        score,
        isRight,
        answeredAtIso: new Date().toISOString(),
      },
    ];
  }

  #retry(): void {
    const missed = this.#questions.filter((question) => !isKnown(this.#sitting, idOf(question)));
    this.#isTouched = true;
    for (const question of missed) this.#askAgain(question);
    this.#enter('retrying');
    if (missed[0]) focusQuestion(missed[0]);
  }

  async #showAnswers(): Promise<void> {
    await this.#loadSealed();
    this.#sitting = { ...this.#sitting, areAnswersSeen: true };
    await this.#showSitting();
    this.#announceAttempts([]);
    this.#status.focus();
  }

  #startOver(): void {
    this.#isTouched = true;
    this.#sitting = newSitting(this.#sitting.number + 1);
    for (const question of this.#questions) this.#askAgain(question);
    this.#enter('answering');
    if (this.#questions[0]) focusQuestion(this.#questions[0]);
  }

  /** Puts the form into the state of the sitting, as after a reload. */
  async #showSitting(): Promise<void> {
    const sealed = await this.#loadSealed();
    for (const question of this.#questions) {
      const attempt = this.#sitting.latest.get(idOf(question));
      const place = this.#placeOf(question, sealed);
      if (!place) continue;
      if (attempt) {
        writeAnswer(question, attempt.answer);
        writeConfidence(question, attempt.confidence);
        showMarking(question, place, attempt.answer, attempt.confidence);
      }
      if (this.#sitting.areAnswersSeen) showAnswer(question, place);
      lockQuestion(question, Boolean(attempt) || this.#sitting.areAnswersSeen);
    }
    this.#enter(this.#sitting.areAnswersSeen ? 'shown' : 'marked');
  }

  #askAgain(question: HTMLElement): void {
    clearFeedback(question);
    lockQuestion(question, false);
    // An order stays as the learner left it; there is nothing to choose again.
    if (question.dataset['kind'] !== 'order') writeAnswer(question, []);
    writeConfidence(question, undefined);
  }

  #enter(phase: Phase): void {
    const isComplete = this.#questions.every((question) => isKnown(this.#sitting, idOf(question)));
    this.#form.dataset['phase'] = phase;
    const shows: Readonly<Record<string, boolean>> = {
      mark: phase === 'answering' || phase === 'retrying',
      retry: phase === 'marked' && !isComplete,
      show: phase === 'marked' && !isComplete,
      over: phase === 'shown' || (phase === 'marked' && isComplete),
    };
    for (const button of this.#quiz.querySelectorAll<HTMLElement>('.quiz-actions button')) {
      button.hidden = !shows[button.dataset['action'] ?? ''];
    }
    this.#report();
  }

  /** Says how many are right, and links to those that are not. */
  #report(): void {
    if (this.#sitting.round === 0) {
      this.#say('');
      return;
    }
    const missed = this.#questions.filter((question) => !isKnown(this.#sitting, idOf(question)));
    this.#say(progressWords(this.#questions.length - missed.length, this.#questions.length));
    if (missed.length === 0) return;
    const links = missed.map(
      (question) => `<a href="#${question.id}">question ${this.#questions.indexOf(question) + 1}</a>`,
    );
    this.#status.insertAdjacentHTML('beforeend', ` Not yet: ${links.join(', ')}.`);
  }

  #announceAttempts(attempts: readonly QuestionAttempt[]): void {
    const detail: QuizAnswerDetail = {
      lessonId: this.#lessonId,
      attempts,
      answersSeenInSitting: this.#sitting.areAnswersSeen ? this.#sitting.number : 0,
    };
    this.#quiz.dispatchEvent(new CustomEvent(ANSWER_EVENT, { bubbles: true, detail }));
  }

  async #loadSealed(): Promise<SealedQuiz> {
    this.#sealed ??= fetch(new URL(this.#quiz.dataset['src'] ?? '', document.baseURI)).then(async (response) => {
      if (!response.ok) throw new Error(`Cannot load the sealed quiz: status ${response.status}`);
      return (await response.json()) as SealedQuiz;
    });
    this.#sealed.catch(() => (this.#sealed = undefined));
    return this.#sealed;
  }

  #placeOf(question: HTMLElement, quiz: SealedQuiz): SealedPlace | undefined {
    const sealed: SealedQuestion | undefined = quiz[idOf(question)];
    return sealed && { sealed, lessonId: this.#lessonId, questionId: idOf(question) };
  }

  #say(sentence: string): void {
    this.#status.textContent = sentence;
  }

  get #lessonId(): string {
    return this.#quiz.dataset['lesson'] ?? '';
  }

  get #form(): HTMLFormElement {
    return this.#quiz.querySelector('form') as HTMLFormElement;
  }

  get #status(): HTMLElement {
    return this.#quiz.querySelector('.quiz-status') as HTMLElement;
  }

  get #questions(): HTMLElement[] {
    return [...this.#quiz.querySelectorAll<HTMLElement>('[data-question]')];
  }
}

function idOf(question: HTMLElement): string {
  return question.dataset['question'] ?? '';
}
