// Mints tickets with the npm package `tls-sig-api-v2`. Each line has a kind, an id, a ticket and a room.
//
// node interop/mint.js SDKAPPID ROOM_NUMBER ROOM_NAME ID..    with the key in USERSIG_KEY
"use strict";

const { Api } = require("tls-sig-api-v2");

const LIFETIME = 3600;
const ALL = 255;

const [sdkAppId, roomNumber, roomName, ...userIds] = process.argv.slice(2);
const signer = new Api(Number(sdkAppId), process.env.USERSIG_KEY);
for (const userId of userIds) {
  const byNumber = signer.genPrivateMapKey(userId, LIFETIME, Number(roomNumber), ALL);
  const byName = signer.genPrivateMapKeyWithStringRoomID(userId, LIFETIME, roomName, ALL);
  console.log(["user-sig", userId, signer.genUserSig(userId, LIFETIME), ""].join("\t"));
  console.log(["room-id", userId, byNumber, roomNumber].join("\t"));
  console.log(["room-name", userId, byName, roomName].join("\t"));
}
