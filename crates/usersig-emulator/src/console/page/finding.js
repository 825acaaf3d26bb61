// A finding of the doctor as paragraphs: the fault, the evidence, the next step.
import { make } from './dom.js';
import { say } from './language.js';

export function findingParts({ what, evidence, remedy }) {
  const parts = [make('p', { class: 'what' }, what)];
  if (evidence) parts.push(make('p', { class: 'evidence' }, evidence));
  if (remedy) parts.push(make('p', { class: 'advice' }, make('b', {}, say('refused.next')), ' ', remedy));
  return parts;
}
