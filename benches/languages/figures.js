"use strict";
// The figures of the Node package: node figures.js [as-installed|kept-pages]    exits with 1 if a target is missed
//
// Without an argument it measures the package beside the library. With one it measures the official signer beside the
// package, in a process that does nothing else. The target counts as installed.

const path = require("node:path");
const official = require("tls-sig-api-v2");
const { Signer, Verifier } = require("usersig");
const native = require(path.join(path.dirname(require.resolve("usersig")), "native.js"));

const [APP, LIFETIME] = [1400000000, 604800];
const KEY = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const [ROUNDS, TICKETS, OFFICIAL_TICKETS] = [15, 20000, 2000];
const users = Array.from({ length: TICKETS }, (_, index) => `user_${String(index).padStart(8, "0")}`);

function nanoseconds(call, count) {
  const start = process.hrtime.bigint();
  call();
  return Number(process.hrtime.bigint() - start) / count;
}

const median = (values) => [...values].sort((one, other) => one - other)[values.length >> 1];

function show(name, value, unit, target) {
  const met = target === undefined || (target[0] === "at most" ? value <= target[1] : value >= target[1]);
  const wanted = target === undefined ? "" : target.join(" ");
  console.log(`node   ${name.padEnd(24)} ${value.toFixed(2).padStart(12)} ${unit.padEnd(8)} ${wanted}${met ? "" : "  MISSED"}`);
  if (!met) process.exitCode = 1;
}

const [signer, verifier] = [new Signer(APP, KEY), new Verifier(APP, KEY)];
const library = { signer: new native.Signer(APP, KEY, 0), verifier: new native.Verifier(APP, KEY, 0) };

// Signs with both in turns. No ticket is kept.
function compareOfficial(setting) {
  const api = new official.Api(APP, KEY);
  const some = users.slice(0, OFFICIAL_TICKETS);
  const rounds = Array.from({ length: ROUNDS }, () => [
    nanoseconds(() => { for (const user of some) api.genUserSig(user, LIFETIME); }, some.length),
    nanoseconds(() => { for (const user of some) signer.userSig(user, LIFETIME); }, some.length),
  ]);
  show("official", median(rounds.map(([theirs]) => theirs)), "ns");
  show("userSig_beside", median(rounds.map(([, ours]) => ours)), "ns");
  show("official_vs_ours", median(rounds.map(([theirs, ours]) => theirs / ours)), "x",
    setting === "as-installed" ? ["at least", 20] : undefined);
}

function main() {
  if (process.argv.length > 2) return compareOfficial(process.argv[2]);
  const tickets = users.map(() => signer.userSig("alice", LIFETIME));
  const rounds = Array.from({ length: ROUNDS }, () => {
    const ours = nanoseconds(() => { for (const user of users) signer.userSig(user, LIFETIME); }, TICKETS);
    const rust = native.timeSign(library.signer, users, LIFETIME);
    let kept;
    const many = nanoseconds(() => { kept = signer.userSigs(users, LIFETIME); }, TICKETS);
    if (kept.length !== TICKETS) throw new Error("tickets are missing");
    const rustMany = native.timeSignMany(library.signer, users, LIFETIME);
    const verified = nanoseconds(() => { for (const ticket of tickets) verifier.userSig(ticket, "alice"); }, TICKETS);
    const rustVerified = native.timeVerify(library.verifier, tickets, "alice");
    return [rust, ours, ours / rust, rustMany, many, rustMany / many, verified, verified / rustVerified];
  });
  const medians = rounds[0].map((_, at) => median(rounds.map((row) => row[at])));
  const [rust, ours, ratio, rustMany, many, share, verified, verifyRatio] = medians;
  show("library", rust, "ns");
  show("userSig", ours, "ns");
  show("userSig_ratio", ratio, "x", ["at most", 4]);
  show("library_many", rustMany, "ns");
  show("userSigs", many, "ns");
  show("userSigs_share", share, "", ["at least", 0.7]);
  show("verify", verified, "ns");
  show("verify_ratio", verifyRatio, "x");
}

main();
