"use strict";
// Loads the native part. The package holds one file for each platform that it was built for.

const fs = require("node:fs");
const path = require("node:path");

const folder = path.join(__dirname, "..");
const platform = `${process.platform}-${process.arch}`;

function load() {
  const found = fs.readdirSync(folder).filter((name) => /^usersig\..*\.node$/.test(name)).sort();
  let cause;
  // Linux has one file for each C library, and only the file for the one in use can be loaded.
  for (const name of found.filter((name) => name.startsWith(`usersig.${platform}`))) {
    try {
      return require(path.join(folder, name));
    } catch (error) {
      cause = error;
    }
  }
  const has = found.length === 0 ? "no native part" : `only ${found.join(", ")}`;
  throw new Error(`usersig has no native part that works on ${platform}. The package has ${has}. `
    + "Run `npm pack` in crates/usersig-node on this platform, and install that package", { cause });
}

module.exports = load();
