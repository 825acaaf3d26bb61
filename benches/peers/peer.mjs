// Signs with the package `tls-sig-api-v2` of npm: node peer.mjs SDKAPPID LIFETIME ID..
//
// The package is looked for where the command runs. The key is in the environment as USERSIG_KEY. For each line read,
// signs once for every id and writes a line: how many nanoseconds a ticket took, and the tickets.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { Api } = createRequire(`${process.cwd()}/`)("tls-sig-api-v2");

const [sdkAppId, lifetime, ...userIds] = process.argv.slice(2);
const signer = new Api(Number(sdkAppId), process.env.USERSIG_KEY);
for await (const _ of createInterface({ input: process.stdin })) {
  const start = process.hrtime.bigint();
  const tickets = userIds.map((userId) => signer.genUserSig(userId, Number(lifetime)));
  const nanoseconds = (process.hrtime.bigint() - start) / BigInt(userIds.length);
  console.log([nanoseconds, ...tickets].join(" "));
}
