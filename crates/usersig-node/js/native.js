"use strict";
module.exports = require("../usersig.node");
