/** Signs the tickets of one app, with the methods of the npm package tls-sig-api-v2. */
export class Api {
  sdkappid: number | string;
  /** A new key. It cannot be read. The object keeps a copy of it. */
  set key(key: string | Uint8Array);
  constructor(sdkappid: number | string, key: string | Uint8Array);
  /** Signs a UserSig. A lifetime is a number of seconds. */
  genUserSig(userid: string | number, expire: number | string): string;
  /** Signs a PrivateMapKey for the room with this number. */
  genPrivateMapKey(userid: string, expire: number | string, roomid: number | string, privilegeMap: number): string;
  /** Signs a PrivateMapKey for the room with this name. */
  genPrivateMapKeyWithStringRoomID(userid: string, expire: number | string, roomstr: string, privilegeMap: number): string;
  /** Signs a PrivateMapKey around a userbuf that the caller wrote, or a UserSig if there is none. */
  genSig(userid: string | number, expire: number | string, userBuf?: Uint8Array | string | null): string;
}
