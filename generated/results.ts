// Made from openapi.yaml by `npm run generate`. Do not edit.

/**
 * results.json of a conformance run. The exchanges that it points to are in evidence.ndjson.
 */
export interface Results {
  /**
   * Version of this format.
   */
  format: 1;
  suite: {
    /**
     * Version of the suite.
     */
    version: string;
    /**
     * Version of the contract.
     */
    contract: string;
  };
  run: {
    /**
     * The run's ID; it stands in the subject of every ticket that the run made.
     */
    id: string;
    /**
     * ISO 8601, UTC.
     */
    startedAt: string;
    /**
     * ISO 8601, UTC.
     */
    finishedAt: string;
    /**
     * read: only reads were sent. write: the run made tickets of its own.
     */
    mode: "read" | "write";
    /**
     * Whether the run was allowed to delete tickets of its own.
     */
    deletes: boolean;
    /**
     * Selected requirements, as IDs or globs; empty for all.
     */
    only: string[];
    /**
     * Left out requirements, as IDs or globs.
     */
    skip: string[];
    /**
     * How many requests were sent.
     */
    requests: number;
    /**
     * The exploration: sequences of valid requests. Absent where nothing was explored.
     */
    explored?: {
      /**
       * --seed with this number makes the same sequences.
       */
      seed: number;
      sequences: number;
      requests: number;
    };
    /**
     * Why the run did not come to its end. Absent when it did.
     */
    endedEarly?: {
      /**
       * target-gone: the installation stopped answering. out-of-budget: the time was used up. interrupted: somebody stopped the run. not-written: the report folder could not be written.
       */
      code: "target-gone" | "out-of-budget" | "interrupted" | "not-written";
      text: string;
    };
    /**
     * Checks that a run which did not come to its end did not begin, each as requirement@operation; `conformance --resume` runs them. Absent when there are none.
     */
    notRun?: string[];
    /**
     * Whether the results come from kept evidence and no request was sent.
     */
    rejudged: boolean;
    /**
     * Whether the answers are those that clients got (`drift`, `proxy`), and not of requests of a run. Absent when they are of a run.
     */
    recorded?: boolean;
  };
  target: {
    /**
     * The installation's root, without credentials.
     */
    url: string;
    /**
     * Whether it is the reference server that the suite started itself.
     */
    reference: boolean;
    /**
     * What the installation says of itself in the headers Server and X-Powered-By.
     */
    server?: string;
    /**
     * What the installation can do; null where the run could not find out.
     */
    capabilities: {
      [k: string]: boolean | null;
    };
    /**
     * What the key may do; null where the run could not find out.
     */
    permissions: {
      [k: string]: boolean | null;
    };
  };
  /**
   * conformant: every requirement that could apply was verified and no MUST failed. partial: no MUST failed, but the run was filtered or has a baseline, or something could not be verified. not-verified: nothing was.
   */
  verdict: "conformant" | "not-conformant" | "partial" | "not-verified";
  /**
   * The verdict in one sentence.
   */
  sentence: string;
  /**
   * How many results have each verdict.
   */
  counts: {
    pass: number;
    fail: number;
    warn: number;
    info: number;
    error: number;
    untestable: number;
    skip: number;
  };
  results: Result[];
  /**
   * Tickets that the run made and could not remove, or that it may have made.
   */
  left: {
    /**
     * The ticket number; absent where no reading proved which ticket it is.
     */
    number?: string;
    subject: string;
    why: string;
  }[];
  /**
   * What stays in the installation although the run's tickets are deleted, a sentence each.
   */
  traces?: string[];
  /**
   * What clients sent otherwise than the contract has it; only where recorded traffic was judged.
   */
  clients?: {
    /**
     * operationId of the request.
     */
    operation: string;
    /**
     * Where the mistake is, and what the contract expects there.
     */
    text: string;
    /**
     * What the first such request had.
     */
    actual: string;
    /**
     * Requests with this mistake.
     */
    count: number;
    /**
     * Requests of this operation.
     */
    requests: number;
    /**
     * Numbers of some of them in evidence.ndjson.
     */
    exchanges: number[];
  }[];
  /**
   * What the reference server answers to the same requests, set up like the installation as far as its answers show that; only with --against reference. Observations: nothing here is a verdict.
   */
  beside?: {
    /**
     * How many of each the reference server was given, from what the answers of the run showed.
     */
    filled: {
      statuses: number;
      departments: number;
      topics: number;
      agents: number;
      tickets: number;
    };
    /**
     * Checks that the run could not decide, or only observed, of which the reference server was asked the same.
     */
    checks: {
      /**
       * ID of the requirement.
       */
      requirement: string;
      /**
       * operationId that it was checked for.
       */
      operation: string;
      /**
       * How the check ended on the reference server.
       */
      reference: "pass" | "fail" | "warn" | "info" | "error" | "untestable" | "skip";
      /**
       * What was observed there, or why the check did not decide there either.
       */
      text?: string;
      /**
       * Which of `answers` it looked at or builds on, counted from 0.
       */
      answers: number[];
    }[];
    /**
     * Requests that both got, with both answers.
     */
    answers: {
      /**
       * Method and path; the numbers of the run's own tickets stand as their subject.
       */
      request: string;
      /**
       * What was sent; absent where nothing was.
       */
      body?: string;
      /**
       * Number of the installation's exchange in evidence.ndjson.
       */
      exchange: number;
      /**
       * Number of the reference server's exchange in reference/evidence.ndjson.
       */
      reference: number;
      /**
       * Both answers line by line; empty where they are the same. Times, the run's ID and internal IDs are left out of the comparison.
       */
      lines: {
        /**
         * A line of both.
         */
        both?: string;
        /**
         * A line of the installation alone.
         */
        here?: string;
        /**
         * A line of the reference server alone.
         */
        reference?: string;
        /**
         * How many equal lines are left out here.
         */
        more?: number;
      }[];
    }[];
  };
  /**
   * Entries of the baseline that are expired, or whose deviation is gone.
   */
  stale?: string[];
}
/**
 * One requirement, for one operation.
 */
export interface Result {
  /**
   * ID of the requirement.
   */
  requirement: string;
  /**
   * operationId that it was checked for.
   */
  operation: string;
  level: "MUST" | "SHOULD" | "OBSERVED";
  /**
   * What is required.
   */
  sentence: string;
  /**
   * The words of the reference that say so.
   */
  reference?: string;
  /**
   * Why it is required, where the reference is silent.
   */
  because?: string;
  /**
   * What it means for people when it is broken, the worst first; absent in results of 0.1.0.
   */
  impact?: "security" | "loss" | "wrong" | "breaks" | "untidy";
  /**
   * The same as a sentence for a reader who knows no HTTP; absent in results of 0.1.0.
   */
  broken?: string;
  /**
   * fail: a MUST is broken. warn: a SHOULD is. info: recorded. error: a fault of the suite. untestable: a prerequisite failed. skip: left out, with a reason.
   */
  verdict: "pass" | "fail" | "warn" | "info" | "error" | "untestable" | "skip";
  /**
   * What was done.
   */
  action: string;
  expected?: string;
  actual?: string;
  /**
   * Where in the answer, as a JSON pointer.
   */
  pointer?: string;
  /**
   * What was seen, for an OBSERVED requirement.
   */
  observed?: string;
  /**
   * The requirement whose failure makes this one untestable.
   */
  prerequisite?: string;
  /**
   * Why it was skipped, is untestable, or what fault the suite has; with `pass` and `info`, that kept evidence has only some of the requests of the check (no-evidence).
   */
  reason?: {
    code:
      | "not-selected"
      | "unsafe"
      | "no-permission"
      | "capability-absent"
      | "excluded"
      | "not-applicable"
      | "no-data"
      | "prerequisite"
      | "target-gone"
      | "turned-away"
      | "out-of-budget"
      | "interrupted"
      | "not-written"
      | "no-evidence"
      | "suite-fault";
    text: string;
  };
  /**
   * The baseline's entry for this deviation.
   */
  known?: {
    reason: string;
    /**
     * YYYY-MM-DD
     */
    expires: string;
  };
  /**
   * Numbers of the exchanges in evidence.ndjson that the verdict rests on.
   */
  exchanges: number[];
  durationMs: number;
  /**
   * The exploration has found it: `action` tells the sequence of requests, and `run.explored` the seed.
   */
  explored?: true;
}
