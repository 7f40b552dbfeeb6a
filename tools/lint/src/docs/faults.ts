/** A fault that a release may meet, and what must come of it. */
export interface Fault {
  readonly id: `F${number}`;
  readonly fault: string;
  readonly outcome: string;
}

/** The fault matrix. A test for a fault bears its number at the beginning of its name. */
export const FAULTS: readonly Fault[] = [
  ["the process is killed, at any point of any effect", "recovery ends it whole or gone"],
  ["the recovery is killed as well", "the next recovery comes to the same end"],
  [
    "the machine is gone, with its clone and its journal",
    "a fresh clone recovers from the shared record and what it sees",
  ],
  ["the CI system cancels the job", "no effect begins any more; what is under way is settled, and told"],
  ["an upload lands and its reply is lost", "the version is read back: no failure, and sent once"],
  ["the connection breaks before a request lands", "it is made again"],
  ["a request is cut short", "nothing is stored, or the planned bytes"],
  ["a reply is cut short, or is somebody's HTML page", "it says nothing: neither success nor failure"],
  ["a server error after the write has landed", "the version is read back"],
  [
    "throttling, with a wait of seconds, a date, or far too long",
    "all workers slow down; beyond the budget it is an error",
  ],
  ["409 for the same bytes", "no failure, once the hashes are equal"],
  ["409 for other bytes", "a conflict, before anything can be seen"],
  ["409 for a version that is not there", "tried again, and never taken for success"],
  ["409 because of an upstream, or of origin controls", "an error with its cause; the release is taken back"],
  [
    "a version that is not shown yet, or is shown as it was",
    "waited for; a conflict only after three equal reads",
  ],
  ["the registry stores other bytes than it was sent", "found before the commit point; taken back"],
  ["an answer that does not come, or comes in drips", "a deadline for each attempt, and one for all"],
  ["a request lands twice, or late", "nothing changes, or it is found and taken back"],
  [
    "the token ends on the way",
    "one new token for all; without one: taken back, or held after the commit point",
  ],
  ["a package may not be uploaded", "taken back; the action and the resource that are missing are named"],
  ["a copy or a removal is not allowed", "what is where is told, and can be carried on"],
  ["one package can never be published", "none is"],
  ["a crash or an error between two copies", "carried forward; every moment can be installed"],
  ["HTTP 200 with a list of versions that failed", "a failure"],
  [
    "the version was in the channel before",
    "the same bytes: counted, and never taken back; other bytes: refused",
  ],
  ["somebody else changed it before it is taken back", "left alone, and told"],
  ["the branch moved before the push", "the push is rejected whole: no tag anywhere"],
  ["the push lands and its reply is lost", "the remote is asked, and it goes on"],
  ["a tag of that name exists", "refused before the release; at the push: all is rejected"],
  ["a rule or a hook of the host rejects the push", "its words are told; taken back"],
  ["two releases start at once", "one begins, the other waits or is refused with the holder's name"],
  ["a holder is paused while its lock is taken over", "its push is rejected whole"],
  ["a lock is left by a dead holder", "told by status; taken over by its object alone, never by the clock"],
  ["the clock of the machine jumps", "deadlines and order do not notice"],
  ["the disk is full, or cannot be written", "no effect begins of which no intent is on the disk"],
  ["a journal that is torn, cut or damaged", "what is whole is believed, the rest is observed"],
  ["a journal of a newer Convoy", "refused, and not passed over"],
  [
    "a build or a hook edits manifests",
    "what is packed must be as planned; other edits are left alone, and named",
  ],
  ["packing again would make other bytes", "the kept bytes are used"],
  ["a cycle, or a range that excludes the new sibling", "refused with its path, before anything begins"],
  ["a scheduler that forgets the order", "the observer of the simulation sees it: a test of the tests"],
  ["a maintenance release while `latest` is higher", "`latest` never goes back"],
  ["the same command once more after success", "nothing to do, exit 0"],
  [
    "consumers install while the release goes on",
    "every moment can be installed, and what was locked still can",
  ],
  ["a script hangs, fails, or leaves children running", "all that it started is ended; taken back"],
  ["the network is down until after the exit", "unfinished, and a later recovery ends it"],
  ["git's credentials end on the way", "as for the registry's"],
  ["stdout is closed, or the log's disk is full", "the release does not notice"],
  ["all of these at random, in ten thousand releases", "no breach; each failure is played again by its seed"],
  ["the workspace changed between plan and resume", "the plan counts, or nothing is done"],
].map(([fault = "", outcome = ""], index) => ({ id: `F${index + 1}`, fault, outcome }));
