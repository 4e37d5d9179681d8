/** One fault of a workflow. Lines and columns start at 1. */
export interface WorkflowFault {
  /** Path relative to the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Ends with who found it, in brackets. */
  readonly message: string;
}

/** The Action as the workflows of users name it, and as those of this repository do. */
export const THIS_ACTION = /^(?:org\/aci-model-deploy@.+|\.\/action)$/;
