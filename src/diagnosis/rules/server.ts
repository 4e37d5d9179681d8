import { endedWith, eventText, findInLogs, logRule, scoringContainer } from '../match.ts';
import { quote } from '../place.ts';
import type { Rule, Symptoms, Told } from '../types.ts';

/** The programs that serve: azureml-inference-server-http, and what Azure ML's images start. */
const SERVERS = 'azmlinfsrv|gunicorn|runsvdir';
/** What shells, container runtimes, Python and Azure ML's images say of a server that is not there. */
const NO_SERVER = new RegExp(
  `\\b(?:${SERVERS})["']?:.*(?:not found|no such file)|No module named ['"]?azureml_inference_server_http|azureml-inference-server-http is not installed`,
  'i',
);
const NO_COMMAND =
  /exec: "?(?<command>[^":]+)"?: (?:executable file not found|stat .*no such file|no such file)/i;

/**
 * Exit codes of Azure ML's inference images. Source:
 * `Azure/azureml-assets:assets/training/model_management/environments/mlflow-model-inference/context`.
 */
const EXIT = { noServer: [96, 100], dynamicInstall: [95, 97, 98, 99] } as const;
/** A shell that does not find a command. Source: POSIX. */
const SHELL_NOT_FOUND = 127;

/** What keeps the server of the image from starting, before any code of the user runs. */
export const SERVER_RULES: readonly Rule[] = [
  { name: 'no-server', find: noServer },
  { name: 'no-command', find: noCommand },
  {
    name: 'dynamic-install',
    find: (symptoms) => {
      const ended = endedWith(symptoms, EXIT.dynamicInstall);
      return (
        ended && {
          cause: 'The image installs packages when it starts (AZUREML_EXTRA_…), and that failed.',
          remedy:
            'List the packages in the inference config, so that they are in the image, and remove those variables.',
          certainty: 'likely',
          evidence: [ended.line],
        }
      );
    },
  },
  logRule(
    'port-taken',
    /(?:Address already in use|address already in use|EADDRINUSE|Connection in use)(?:.*?[:,]\s?(?<port>\d{2,5})\)?)?|bind\(\) to \S+:(?<bound>\d+) failed \(98/,
    (match, container) => {
      const port = match.groups?.['bound'] ?? match.groups?.['port'];
      return {
        cause: `The server in ${container?.name ?? 'the container'} wants ${port === undefined ? 'a port' : `port ${port}`} that another program of the container group has already.`,
        remedy:
          'Let your server listen on another port than 80, which the front end has, and name that port in the input port.',
        certainty: 'certain',
      };
    },
  ),
  { name: 'configuration', find: configuration },
];

function noServer(symptoms: Symptoms): Told | undefined {
  const event = symptoms.events
    .map(eventText)
    .find((text) => isServer(NO_COMMAND.exec(text)?.groups?.['command']));
  const log = findInLogs(symptoms.containers, NO_SERVER);
  const ended = endedWith(symptoms, EXIT.noServer);
  const line = event ?? log?.line ?? ended?.line;
  if (line === undefined) return undefined;
  return {
    cause: 'The image has no scoring server.',
    remedy:
      'Add azureml-inference-server-http to the pip packages of your environment, or to your own image.',
    certainty: (event ?? log) ? 'certain' : 'likely',
    evidence: [line],
    ...(symptoms.repository.packages && { place: symptoms.repository.packages }),
  };
}

function noCommand(symptoms: Symptoms): Told | undefined {
  const texts = symptoms.events.map(eventText);
  const text = texts.find((each) => NO_COMMAND.test(each));
  const command = NO_COMMAND.exec(text ?? '')?.groups?.['command'];
  const ended = endedWith(symptoms, [SHELL_NOT_FOUND]);
  const line = text ?? ended?.line;
  if (line === undefined || isServer(command) || findInLogs(symptoms.containers, NO_SERVER)) return undefined;
  const what = command === undefined ? 'a command' : `the command ${quote(command)}`;
  return {
    cause: `The image starts ${what} that it does not have.`,
    remedy: 'Correct CMD or ENTRYPOINT of the image, or install the program there.',
    certainty: text === undefined ? 'likely' : 'certain',
    evidence: [line],
  };
}

function isServer(command: string | undefined): boolean {
  return command !== undefined && new RegExp(`(?:^|/)(?:${SERVERS})$`).test(command);
}

/** The server checks its environment variables, and writes what is wrong below a heading. */
function configuration(symptoms: Symptoms): Told | undefined {
  const lines = (scoringContainer(symptoms)?.log ?? '').split(/\r\n|[\r\n]/);
  const at = lines.findLastIndex((line) => /=+ ?Configuration Error ?=+/.test(line));
  if (at < 0) return undefined;
  return {
    cause: 'The scoring server does not accept the value of an environment variable.',
    remedy:
      'Correct the variable that the lines below name: it comes from environmentVariables in the inference config, or from the input environment-variables.',
    certainty: 'certain',
    evidence: lines.slice(at, at + 6).filter((line) => line.trim() !== ''),
  };
}
