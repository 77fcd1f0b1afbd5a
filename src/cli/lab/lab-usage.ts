/**
 * How the commands of `npm run lab` are written. Pure.
 * @module
 */

export const LAB_USAGE = `npm run lab -- list [--json]
npm run lab -- start <lab> [--dir path]
npm run lab -- check <lab> [--real] [--seed N] [--seeds N] [--check 02] [--dir path] [--json] [--keep-going] [--watch] [--report file.jsonl]
npm run lab -- check <lab> --replay "hello-payment/04 seed=4711 keep=1,7-8" [--dir path] [--json]
npm run lab -- open --report file.jsonl
npm run lab -- export <lab> --dir path --workbook file.json [--overwrite] [--dry-run]
npm run lab -- import <lab> --dir path --workbook file.json [--overwrite] [--dry-run]
npm run lab -- prove [<lab>] [--real [--lanes N]] [--seeds N] [--variant name] [--json]
npm run lab -- docs

list    every lab, with its checks
start   copies what a lab begins with to a folder of yours, with a README and what makes it run by itself
        --dir path    a folder that is not there yet; without it, one with the lab's name
check   runs the checks on the starter, or on the folder given by --dir (files that it lacks come from the starter)
        --seed N      the first seed, default 1        --seeds N    how many seeds, default 1
        --check 02    that check only                  --json       prints the verdicts as JSON
        --keep-going  goes on after a failed check, and after a failed seed
        --watch       with --dir: again after every change; a change ends the run that is under way
        --replay L    one check with the seed and the traffic of the line L of a report
        With more than one seed it searches: it stops at the first seed that does not pass, replays it with each service on
        its own, and looks for the fewest requests that still fail.
        --real        as real processes of this machine's Node, each seed once
        --time-scale N  with --real: sleeps and gaps between requests last N times as long, default 1
        --amqp rabbitmq  with --real: RabbitMQ in the place of the lab's own broker; started, killed and ended by the bench
        --amqp A      the same with a broker that runs, at amqp://user:password@host:port/virtual-host; the virtual host has to be
                      empty, and nothing ends that broker. --amqp-management U says where its management interface is, when
                      that is not 10000 ports above
        --report F    writes what the run tells to the file F, a JSON object a line; an older report there is replaced
open    shows such a file as the page shows a run, from a file server on 127.0.0.1; the site must have been built
export  puts the files of a folder into a workbook as the page downloads and brings it in
import  writes the files of a lab from such a workbook to a folder; a new one runs by itself
        --overwrite   what is there and differs may be replaced; it is kept in the workbook's history, or in the folder .kept
        --dry-run     says what would change, and changes nothing
prove   runs the checks on the starter, the solution, and every right and wrong solution, on 50 seeds for right ones and
        20 for wrong ones, and keeps labs/<lab>/proof.json; with --json it prints the result and keeps nothing
        --variant X   only the solution in the folder X, such as "starter" or "one-at-a-time"; keeps nothing
        --real        as real processes of this machine's Node, once or as often as --seeds says, and which checks are not judged there
        --lanes N     with --real: so many runs at the same time, default 1; on a busy machine the slowest of them say little
docs    writes the tables of labs/_kit/README.md anew, from the types, the schemas and the world services

Exit code 0: all passed. 1: something did not pass. 2: the command could not be understood.`;
