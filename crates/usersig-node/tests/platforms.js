"use strict";
// The package loads the file for its platform, and says which platform has none: node platforms.js FOLDER
//
// The folder is a copy of the package, which this test changes.

const assert = require("node:assert/strict");
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const folder = path.resolve(process.argv[2]);
const platform = `${process.platform}-${process.arch}`;
const [ours] = fs.readdirSync(folder).filter((name) => name.startsWith(`usersig.${platform}`) && name.endsWith(".node"));
const load = () => spawnSync(process.execPath, ["-e", "require(process.argv[1])", folder], { encoding: "utf8" });

assert.ok(ours, "the package has a file for this platform");
// A file for another C library, which comes first in the order of names, and one for another system.
fs.writeFileSync(path.join(folder, `usersig.${platform}-another.node`), "not for this system");
fs.writeFileSync(path.join(folder, "usersig.plan9-mips.node"), "not for this system");
assert.equal(load().status, 0, load().stderr);

fs.rmSync(path.join(folder, ours));
const said = load();
assert.notEqual(said.status, 0);
assert.match(said.stderr, new RegExp(`no native part that works on ${platform}. The package has only .*plan9-mips`));
assert.match(said.stderr, /cause/);

for (const name of fs.readdirSync(folder)) if (name.endsWith(".node")) fs.rmSync(path.join(folder, name));
assert.match(load().stderr, /The package has no native part/);
console.log("node: the package names the platform that it does not support");
