import { execFile } from 'node:child_process';

/** The mail queue of a deployment, by the outputs of main.bicep. */
export interface Queue {
  readonly resourceGroup: string;
  readonly namespace: string;
  readonly name: string;
}

/** Whether the queue gives out messages. Producers can enqueue in both. */
export type QueueStatus = 'Active' | 'ReceiveDisabled';

/**
 * The queue that the outputs of the last deployment name; azd hands them to its hooks. Undefined when nothing was deployed
 * yet. Throws when only some are set: then somebody means a queue that this would miss.
 */
export function queueOf(env: NodeJS.ProcessEnv): Queue | undefined {
  const names = ['AZURE_RESOURCE_GROUP', 'SERVICE_BUS_NAMESPACE', 'MAIL_QUEUE'] as const;
  const [resourceGroup = '', namespace = '', name = ''] = names.map((one) => env[one]?.trim());
  if (!resourceGroup && !namespace && !name) return undefined;
  if (resourceGroup && namespace && name) return { resourceGroup, namespace, name };
  const missing = names.filter((one) => !env[one]?.trim());
  throw new Error(
    `Not set: ${missing.join(', ')}. Take the values from the outputs of the deployment.`,
  );
}

/** Messages that wait or are being worked on: a locked message counts until it is completed. */
export async function activeCount(queue: Queue): Promise<number> {
  const { stdout } = await az('show', queue, '--query', 'countDetails.activeMessageCount');
  return Number(stdout);
}

/** Lets the queue give out messages, or not. */
export async function setStatus(queue: Queue, status: QueueStatus): Promise<void> {
  await az('update', queue, '--status', status);
}

/** Tells azd, so that a deployment of the infrastructure leaves the queue as it is. Without azd there is nobody to tell. */
export async function rememberStatus(env: NodeJS.ProcessEnv, status: QueueStatus): Promise<void> {
  if (env['AZURE_ENV_NAME']) await run('azd', ['env', 'set', 'MAILCHUTE_QUEUE_STATUS', status]);
}

function az(verb: 'show' | 'update', { resourceGroup, namespace, name }: Queue, ...more: string[]) {
  const where = ['--resource-group', resourceGroup, '--namespace-name', namespace, '--name', name];
  return run('az', ['servicebus', 'queue', verb, ...where, ...more, '--output', 'tsv']);
}

function run(command: string, args: readonly string[]): Promise<{ stdout: string }> {
  // Both are .cmd files on Windows, which only a shell starts.
  const shell = process.platform === 'win32';
  return new Promise((done, failed) => {
    execFile(command, args, { shell }, (error, stdout, stderr) => {
      if (error)
        failed(new Error(`"${command} ${args.join(' ')}" failed: ${stderr || error.message}`));
      else done({ stdout });
    });
  });
}
