import { formatElapsed } from '../../elapsed.ts';
import { changedOf, mediansOf, predictionsOf } from '../../predictions/figures.ts';
import { INPUT, isWithin, limitText } from '../../predictions/limit.ts';
import type { ComparedRequest, NotCompared, PredictionComparison } from '../../predictions/types.ts';
import { code, details, prose, table } from '../markdown.ts';

/** Changed predictions that are shown unfolded. */
const CHANGES_SHOWN = 5;
const NEITHER = 'fails on both sides';

/** The predictions beside those of the live service, as Markdown. Empty when there was nothing to compare. */
export function renderPredictions(predictions: PredictionComparison | NotCompared | undefined): string {
  if (!predictions) return '';
  if ('why' in predictions)
    return `### Predictions\n\nNot compared with those of the live service: ${prose(predictions.why.replace(/\.$/, ''))}.`;
  const changed = changedOf(predictions);
  const [shown, folded] = [changed.slice(0, CHANGES_SHOWN), changed.slice(CHANGES_SHOWN)];
  return [
    `### ${headline(predictions)}`,
    verdict(predictions),
    changeTable(shown),
    folded.length > 0 ? details(`${folded.length} more`, changeTable(folded)) : '',
    remarks(predictions),
    details('Latency of each request', latencyTable(predictions)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** One line for the log. */
export function predictionsSentence(predictions: PredictionComparison): string {
  const medians = medianText(predictions);
  return `${headline(predictions)}${medians && `; ${medians}`}`;
}

function headline(predictions: PredictionComparison): string {
  const changed = changedOf(predictions).length;
  const compared = predictionsOf(predictions).length;
  if (compared === 0) return 'No predictions to compare';
  return `${changed} of ${compared} ${compared === 1 ? 'prediction' : 'predictions'} changed`;
}

function verdict(predictions: PredictionComparison): string {
  const { limit } = predictions;
  const compared = predictionsOf(predictions).length;
  if (!limit || compared === 0) return '';
  const isKept = isWithin(limit, changedOf(predictions).length, compared);
  return `${isKept ? '✅ No more' : '❌ More'} than the ${limitText(limit)} that \`${INPUT}\` allows.`;
}

function changeTable(requests: readonly ComparedRequest[]): string {
  const rows = requests.flatMap(({ name, change }) => {
    if (!change) return [];
    const { path, before, after, more } = change;
    return [[code(name), `${code(path)}${more > 0 ? ` and ${more} more` : ''}`, code(before), code(after)]];
  });
  return table(['Request', 'Where', 'Live service', 'This change'], rows);
}

/** What a reader has to know of the numbers, in one paragraph. */
function remarks(predictions: PredictionComparison): string {
  const { requests, leftOut, source } = predictions;
  const failing = requests.filter(({ failure }) => failure !== undefined).length;
  const medians = medianText(predictions);
  const sentences = [
    medians && `${medians.charAt(0).toUpperCase()}${medians.slice(1)}.`,
    source === undefined ? '' : `The requests are those of ${prose(source)}.`,
    failing > 0
      ? `${counted(failing, 'request')} ${failing === 1 ? 'fails' : 'fail'} on both sides alike.`
      : '',
    leftOut > 0
      ? `${counted(leftOut, 'more request')} of the file ${leftOut === 1 ? 'was' : 'were'} not sent.`
      : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function latencyTable({ requests }: PredictionComparison): string {
  const rows = requests.map(({ name, change, failure, latencyMs: { before, after } }) => [
    code(name),
    failure === undefined ? (change ? 'changed' : 'same') : `${NEITHER}: ${prose(failure)}`,
    formatElapsed(before),
    formatElapsed(after),
  ]);
  return table(['Request', 'Prediction', 'Live service', 'This change'], rows);
}

/** Empty without predictions. */
function medianText(predictions: PredictionComparison): string {
  const medians = mediansOf(predictions);
  if (!medians) return '';
  return `median latency ${formatElapsed(medians.before)} live, ${formatElapsed(medians.after)} with this change`;
}
