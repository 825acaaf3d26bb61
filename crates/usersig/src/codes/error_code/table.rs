//! One row for each code. It has the number, our constant, the service's name, the reaction, and the meaning in two
//! languages.

// Nothing is imported here, because `error_code.rs` calls the macro and has the names. So imports go one way.
macro_rules! define_error_codes {
    (@const _ $code:literal $english:literal) => {};
    (@const $ident:ident $code:literal $english:literal) => {
        #[doc = concat!($code, ": ", $english, ".")]
        pub const $ident: Self = Self($code);
    };
    (@name _) => { None };
    (@name $name:literal) => { Some($name) };
    ($($code:literal $ident:tt $name:tt $reaction:ident $english:literal $chinese:literal;)+) => {
        impl ErrorCode {
            $(define_error_codes!(@const $ident $code $english);)+
        }

        static ROWS: &[Row] = &[$(Row {
            code: ErrorCode($code),
            name: define_error_codes!(@name $name),
            reaction: Reaction::$reaction,
            english: $english,
            chinese: $chinese,
        }),+];

        #[cfg(test)]
        const IDENTS: &[&str] = &[$(stringify!($ident)),+];
    };
}

// Our constant is the service's name without `ERR_`, and without `SVR_ACCOUNT_` or `SDK_` where the rest of IM's name
// says enough. `_` stands for a constant or a name that does not exist. The service's misspellings stay as they are
// (`IN_PROGESS`, `SERIVCE`, `REPEATD`, `PRIVILEDGE`), so that a search for its names finds them.
macro_rules! error_codes {
    () => {
        define_error_codes! {
            // The room servers of TRTC, native SDKs (TXLiteAVCode).
            -102019 SERVER_CENTER_NO_PRIVILEDGE_REQUEST_VIDEO
                "ERR_SERVER_CENTER_NO_PRIVILEDGE_REQUEST_VIDEO" FixConfiguration
                "The user may not receive video in this room, check the PrivateMapKey"
                "该用户无权在此房间接收视频，请检查 PrivateMapKey";
            -102015 SERVER_CENTER_NO_PRIVILEDGE_PUSH_SUB_VIDEO
                "ERR_SERVER_CENTER_NO_PRIVILEDGE_PUSH_SUB_VIDEO" FixConfiguration
                "The user may not share a screen in this room, check the PrivateMapKey"
                "该用户无权在此房间共享屏幕（辅路），请检查 PrivateMapKey";
            -102013 SERVER_CENTER_NO_PRIVILEDGE_PUSH_VIDEO
                "ERR_SERVER_CENTER_NO_PRIVILEDGE_PUSH_VIDEO" FixConfiguration
                "The user may not send video in this room, check the PrivateMapKey"
                "该用户无权在此房间发送视频，请检查 PrivateMapKey";
            -102011 SERVER_CENTER_NO_PRIVILEDGE_ENTER_ROOM
                "ERR_SERVER_CENTER_NO_PRIVILEDGE_ENTER_ROOM" FixConfiguration
                "The user may not enter this room, check the PrivateMapKey"
                "该用户无权进入此房间，请检查 PrivateMapKey";
            -102010 SERVER_CENTER_NO_PRIVILEDGE_CREATE_ROOM
                "ERR_SERVER_CENTER_NO_PRIVILEDGE_CREATE_ROOM" FixConfiguration
                "The user may not create this room, check the PrivateMapKey"
                "该用户无权创建此房间，请检查 PrivateMapKey";
            -102004 SERVER_CENTER_SIGN_TIMEOUT "ERR_SERVER_CENTER_SIGN_TIMEOUT" LogInAgain
                "The room centre found that the request was signed too long ago"
                "房间中心判定请求的签名已经过期";
            -102003 SERVER_CENTER_SIGN_ERROR "ERR_SERVER_CENTER_SIGN_ERROR" FixConfiguration
                "The room centre found the request's signature wrong"
                "房间中心判定请求的签名不正确";
            -101002 SERVER_ACC_SIGN_TIMEOUT "ERR_SERVER_ACC_SIGN_TIMEOUT" LogInAgain
                "The access server found the request's signature too old"
                "接入服务器判定请求的签名已超过时限";
            -101001 SERVER_ACC_SIGN_ERROR "ERR_SERVER_ACC_SIGN_ERROR" FixConfiguration
                "The access server found the request's signature wrong"
                "接入服务器判定请求的签名不正确";
            -101000 SERVER_ACC_TOKEN_TIMEOUT "ERR_SERVER_ACC_TOKEN_TIMEOUT" LogInAgain
                "The access server found the token of the room entry expired"
                "接入服务器判定进房所用的 token 已经过期";
            -100024 _ _ FixConfiguration
                "TRTC is not enabled for this app"
                "该应用尚未开通 TRTC 服务";
            -100018 SERVER_INFO_ECDH_GET_TINYID "ERR_SERVER_INFO_ECDH_GET_TINYID" FixConfiguration
                "The room server does not accept the UserSig given to enter the room"
                "房间服务器不认可进房时填写的 UserSig";
            -100015 SERVER_INFO_LACK_SDKAPPID "ERR_SERVER_INFO_LACK_SDKAPPID" FixConfiguration
                "The request names no valid app"
                "请求中没有有效的 SDKAppID";
            -100014 SERVER_INFO_STRGROUP_HAS_INVALID_CHARS
                "ERR_SERVER_INFO_STRGROUP_HAS_INVALID_CHARS" FixConfiguration
                "The room's name has characters that are not allowed"
                "房间号中含有不允许的字符";
            -100013 SERVER_INFO_SERVICE_SUSPENDED
                "ERR_SERVER_INFO_SERVICE_SUSPENDED" FixConfiguration
                "The app's service is suspended, often for lack of minutes or an unpaid bill"
                "该应用的服务已停，多因套餐分钟数用完或账户欠费";
            -100006 SERVER_INFO_PRIVILEGE_FLAG_ERROR
                "ERR_SERVER_INFO_PRIVILEGE_FLAG_ERROR" FixConfiguration
                "The PrivateMapKey is for another room or lacks this privilege"
                "PrivateMapKey 属于别的房间，或没有所需权限";

            // The account codes as negatives in the native SDKs of TRTC (TXLiteAVCode).
            -70500 SERVER_SSO_INTERNAL_ERROR "ERR_SERVER_SSO_INTERNAL_ERROR" BackOff
                "The account service failed inside"
                "账号服务自身出错";
            -70398 SERVER_SSO_ACCOUNT_EXCEED_PURCHASES
                "ERR_SERVER_SSO_ACCOUNT_EXCEED_PURCHASES" FixConfiguration
                "The app has as many accounts as its plan allows"
                "该应用的账号数已达套餐上限";
            -70347 SERVER_SSO_TICKET_EXPIRED "ERR_SERVER_SSO_TICKET_EXPIRED" LogInAgain
                "The ticket was refused because it has expired"
                "票据已过有效期，未予通过";
            -70346 SERVER_SSO_TICKET_VERIFICATION_FAILED
                "ERR_SERVER_SSO_TICKET_VERIFICATION_FAILED" FixConfiguration
                "The ticket was refused, often because a parameter is wrong"
                "票据未通过校验，多因参数填错";
            -70252 SERVER_SSO_APPID_ERROR "ERR_SERVER_SSO_APPID_ERROR" FixConfiguration
                "The SDKAppID is wrong"
                "所填的 SDKAppID 有误";
            -70221 SERVER_SSO_INVALID_LOGIN_STATUS "ERR_SERVER_SSO_INVALID_LOGIN_STATUS" LogInAgain
                "The login no longer stands and has to be made again"
                "登录态已不成立，需要重新登录";
            -70114 SERVER_SSO_LIMITED_BY_SECURITY "ERR_SERVER_SSO_LIMITED_BY_SECURITY" BackOff
                "Security rules hold back this account's logins"
                "触发安全策略，登录暂受限制";
            -70052 SERVER_SSO_SIG_INVALID "ERR_SERVER_SSO_SIG_INVALID" LogInAgain
                "The UserSig is no longer accepted"
                "该 UserSig 已不再被接受";
            -70051 SERVER_SSO_ACCOUNT_IN_BLACKLIST "ERR_SERVER_SSO_ACCOUNT_IN_BLACKLIST" GiveUp
                "The account is blocked"
                "该账号已被封禁";
            -70020 SERVER_SSO_APPID_NOT_FOUND "ERR_SERVER_SSO_APPID_NOT_FOUND" FixConfiguration
                "No such app, or it lives in another region's data centre"
                "没有这个应用，或它属于其他地域的数据中心";
            -70017 SERVER_SSO_VERIFICATION_EXPIRED "ERR_SERVER_SSO_VERIFICATION_EXPIRED" BackOff
                "The service took too long to check a third-party ticket"
                "服务校验第三方票据耗时过长";
            -70014 SERVER_SSO_APPID_NOT_MATCH "ERR_SERVER_SSO_APPID_NOT_MATCH" FixConfiguration
                "The UserSig was made for another app"
                "UserSig 是为另一个应用生成的";
            -70013 SERVER_SSO_SIG_VERIFICATION_ID_NOT_MATCH
                "ERR_SERVER_SSO_SIG_VERIFICATION_ID_NOT_MATCH" FixConfiguration
                "The UserSig was made for another user"
                "UserSig 是为另一个用户生成的";
            -70010 SERVER_SSO_SIG_VERIFICATION_FAILED_8
                "ERR_SERVER_SSO_SIG_VERIFICATION_FAILED_8" FixConfiguration
                "The UserSig did not pass the check"
                "UserSig 未能通过校验";
            -70009 SERVER_SSO_SIG_VERIFICATION_FAILED_7
                "ERR_SERVER_SSO_SIG_VERIFICATION_FAILED_7" FixConfiguration
                "The signature does not match, the key is probably another app's"
                "签名对不上，多半用了其他应用的密钥";
            -70008 SERVER_SSO_SIG_VERIFICATION_FAILED_6
                "ERR_SERVER_SSO_SIG_VERIFICATION_FAILED_6" FixConfiguration
                "The UserSig did not pass the check"
                "UserSig 未能通过校验";
            -70007 SERVER_SSO_SIG_VERIFICATION_FAILED_5
                "ERR_SERVER_SSO_SIG_VERIFICATION_FAILED_5" FixConfiguration
                "The UserSig did not pass the check"
                "UserSig 未能通过校验";
            -70006 SERVER_SSO_SIG_VERIFICATION_FAILED_4
                "ERR_SERVER_SSO_SIG_VERIFICATION_FAILED_4" FixConfiguration
                "The UserSig did not pass the check"
                "UserSig 未能通过校验";
            -70005 SERVER_SSO_SIG_VERIFICATION_FAILED_3
                "ERR_SERVER_SSO_SIG_VERIFICATION_FAILED_3" FixConfiguration
                "The UserSig did not pass the check"
                "UserSig 未能通过校验";
            -70004 SERVER_SSO_SIG_VERIFICATION_FAILED_2
                "ERR_SERVER_SSO_SIG_VERIFICATION_FAILED_2" FixConfiguration
                "The UserSig cannot be decoded, perhaps it was cut short"
                "UserSig 无法解码，可能只传了一部分";
            -70003 SERVER_SSO_SIG_VERIFICATION_FAILED_1
                "ERR_SERVER_SSO_SIG_VERIFICATION_FAILED_1" FixConfiguration
                "The UserSig cannot be decoded, perhaps it was cut short"
                "UserSig 无法解码，可能只传了一部分";
            -70001 SERVER_SSO_SIG_EXPIRED "ERR_SERVER_SSO_SIG_EXPIRED" LogInAgain
                "The UserSig has expired, if it is new its lifetime was too short or 0"
                "UserSig 已过期，若刚生成则是有效期太短或为 0";

            // The internal ticket that the SDK of IM makes from the UserSig (TIMErrorCode.h).
            -20009 SVR_SSO_FREQUENCY_LIMIT "ERR_SVR_SSO_FREQUENCY_LIMIT" BackOff
                "The device sends requests too often"
                "终端请求过于频繁";
            -10114 SVR_SSO_OVERLOAD "ERR_SVR_SSO_OVERLOAD" BackOff
                "The server is overloaded and dropped the request"
                "服务器负载过高，请求被丢弃";
            -10113 SVR_SSO_FREQ_LIMIT "ERR_SVR_SSO_FREQ_LIMIT" BackOff
                "The user sends this kind of request too often"
                "该用户发送此类请求过于频繁";
            -10112 SVR_SSO_APPID_WITHOUT_USING "ERR_SVR_SSO_APPID_WITHOUT_USING" FixConfiguration
                "The app is switched off"
                "该应用已停用";
            -10110 SVR_SSO_APPID_BLACK_LIST "ERR_SVR_SSO_APPID_BLACK_LIST" GiveUp
                "The app is blocked"
                "该应用已被封禁";
            -10108 SVR_SSO_PREPAID_ARREARS "ERR_SVR_SSO_PREPAID_ARREARS" FixConfiguration
                "The app's prepaid balance is overdrawn"
                "该应用的预付费余额不足";
            -10106 SVR_SSO_D2KEY_WRONG "ERR_SVR_SSO_D2KEY_WRONG" LogInAgain
                "Decryption with the internal key failed too often, a login makes a new one"
                "内部密钥多次解密失败，登录后会换新";
            -10101 SVR_SSO_DOWN_TIP "ERR_SVR_SSO_DOWN_TIP" LogInAgain
                "The internal key had expired when the server sent a notice"
                "服务器下发通知时，内部密钥已经过期";
            -10004 SVR_SSO_A2_DOWN_INVALID "ERR_SVR_SSO_A2_DOWN_INVALID" LogInAgain
                "The internal ticket was refused"
                "内部票据未被接受";
            -10003 SVR_SSO_A2_UP_INVALID "ERR_SVR_SSO_A2_UP_INVALID" LogInAgain
                "The internal ticket made from the UserSig has expired"
                "由 UserSig 换来的内部票据已过期";
            -10001 SVR_SSO_D2_EXPIRED "ERR_SVR_SSO_D2_EXPIRED" LogInAgain
                "The internal key made from the UserSig has expired"
                "由 UserSig 换来的内部密钥已过期";

            // Entering a room with the native SDKs of TRTC (TXLiteAVCode).
            -3320 USER_SIG_INVALID "ERR_USER_SIG_INVALID" FixConfiguration
                "The UserSig given to enter the room is wrong"
                "进房时填写的 UserSig 有误";
            -3319 USER_ID_INVALID "ERR_USER_ID_INVALID" FixConfiguration
                "The UserID given to enter the room is wrong"
                "进房时填写的 UserID 有误";
            -3318 ROOM_ID_INVALID "ERR_ROOM_ID_INVALID" FixConfiguration
                "The room id given to enter the room is wrong"
                "进房时填写的房间号有误";
            -3317 SDK_APPID_INVALID "ERR_SDK_APPID_INVALID" FixConfiguration
                "The SDKAppID given to enter the room is wrong"
                "进房时填写的 SDKAppID 有误";
            -3316 ENTER_ROOM_PARAM_NULL "ERR_ENTER_ROOM_PARAM_NULL" FixConfiguration
                "The call to enter the room had no parameters"
                "进房调用没有传入参数";
            -3315 ROOM_REQUEST_TOKEN_INVALID_PARAMETER
                "ERR_ROOM_REQUEST_TOKEN_INVALID_PARAMETER" FixConfiguration
                "A parameter of the token request is wrong, usually the UserSig"
                "换取 token 的参数有误，多为 UserSig 填错";
            -3308 ROOM_REQUEST_ENTER_ROOM_TIMEOUT "ERR_ROOM_REQUEST_ENTER_ROOM_TIMEOUT" BackOff
                "Entering the room took too long"
                "进入房间耗时过长，未能完成";
            -3301 ROOM_ENTER_FAIL "ERR_ROOM_ENTER_FAIL" BackOff
                "The room could not be entered"
                "未能进入房间";

            // The Web SDK of TRTC. The first is an extra code of 5400, the others are the SDK's own codes.
            -8 _ _ FixConfiguration
                "The SDKAppID is wrong"
                "所填的 SDKAppID 有误";
            4096 _ "INVALID_PARAMETER" FixConfiguration
                "A parameter of the call is wrong"
                "调用的参数有误";
            4097 _ "INVALID_OPERATION" FixConfiguration
                "The call is not allowed now, check the order of the calls"
                "当前不能这样调用，请检查调用顺序";
            5012 _ _ FixConfiguration
                "The room id is not a number from 1 to 4294967294"
                "房间号不在 1 到 4294967294 之间";
            5016 _ _ FixConfiguration
                "The room id is not a number, a room with a name goes in strRoomId"
                "roomId 不是数字，字符串房间号要填在 strRoomId 中";
            5400 _ _ FixConfiguration
                "The server refused the request, extraCode tells why"
                "服务器拒绝了请求，具体原因看 extraCode";
            5502 _ _ LogInAgain
                "The room could not be re-entered after a long disconnection, perhaps the UserSig has expired"
                "断线较久后未能重新进房，可能是 UserSig 已过期";
            5503 _ _ LogInAgain
                "The room could not be re-entered after a long disconnection, perhaps the UserSig has expired"
                "断线较久后未能重新进房，可能是 UserSig 已过期";

            // The state and the login of the SDK of IM (TIMErrorCode.h).
            6004 INVALID_CONVERSATION "ERR_INVALID_CONVERSATION" FixConfiguration
                "Getting conversations before a login, log in first"
                "未登录就获取会话，请先登录";
            6012 REQUEST_TIME_OUT "ERR_REQUEST_TIME_OUT" BackOff
                "The request was not answered in time"
                "请求没有在规定时间内得到答复";
            6013 NOT_INITIALIZED "ERR_SDK_NOT_INITIALIZED" FixConfiguration
                "The SDK is not initialized yet"
                "SDK 还没有初始化";
            6014 NOT_LOGGED_IN "ERR_SDK_NOT_LOGGED_IN" FixConfiguration
                "Nobody is logged in, or the user was kicked offline"
                "当前没有登录的用户，或用户已被踢下线";
            6015 IN_PROGESS "ERR_IN_PROGESS" BackOff
                "The same call is still in progress"
                "同一调用还没有执行完";
            6017 INVALID_PARAMETERS "ERR_INVALID_PARAMETERS" FixConfiguration
                "A parameter of the call is wrong"
                "调用的参数不正确";
            6018 INIT_CORE_FAIL "ERR_INIT_CORE_FAIL" BackOff
                "The SDK's core could not be initialized"
                "SDK 内核未能完成初始化";
            6023 LOGGED_OUT_BEFORE_LOGIN_FINISHED "ERR_LOGGED_OUT_BEFORE_LOGIN_FINISHED" GiveUp
                "The user was logged out while the login was still in progress"
                "登录还未完成，就调用了登出";
            6024 TLSSDK_NOT_INITIALIZED "ERR_TLSSDK_NOT_INITIALIZED" GiveUp
                "The account module of an old SDK is not initialized"
                "旧版 SDK 的账号模块未初始化";
            6025 TLSSDK_USER_NOT_FOUND "ERR_TLSSDK_USER_NOT_FOUND" GiveUp
                "The account module of an old SDK does not know the user"
                "旧版 SDK 的账号模块中没有该用户";
            6026 NO_PREVIOUS_LOGIN "ERR_NO_PREVIOUS_LOGIN" FixConfiguration
                "The user never logged in on this device, so automatic login cannot work"
                "该用户从未在本机登录过，不能自动登录";
            6101 BIND_FAIL_NO_SSOTICKET "ERR_BIND_FAIL_NO_SSOTICKET" GiveUp
                "The bind step of an old SDK had no internal ticket"
                "旧版 SDK 绑定时没有内部票据";
            6102 BIND_FAIL_REPEATD_BIND "ERR_BIND_FAIL_REPEATD_BIND" GiveUp
                "The bind step of an old SDK was done twice"
                "旧版 SDK 绑定了两次";
            6103 BIND_FAIL_TINYID_NULL "ERR_BIND_FAIL_TINYID_NULL" GiveUp
                "The bind step of an old SDK had no internal account id"
                "旧版 SDK 绑定时没有账号的内部 ID";
            6104 BIND_FAIL_GUID_NULL "ERR_BIND_FAIL_GUID_NULL" GiveUp
                "The bind step of an old SDK had no device id"
                "旧版 SDK 绑定时没有设备标识";
            6105 BIND_FAIL_UNPACK_REGPACK_FAILED "ERR_BIND_FAIL_UNPACK_REGPACK_FAILED" GiveUp
                "The bind step of an old SDK could not read its registration packet"
                "旧版 SDK 绑定时读不懂注册包";
            6106 BIND_FAIL_REG_TIMEOUT "ERR_BIND_FAIL_REG_TIMEOUT" BackOff
                "The bind step of an old SDK got no answer to its registration in time"
                "旧版 SDK 绑定时迟迟等不到注册的应答";
            6107 BIND_FAIL_ISBINDING "ERR_BIND_FAIL_ISBINDING" BackOff
                "The bind step of an old SDK is still in progress"
                "旧版 SDK 的绑定还没有结束";
            6200 REQ_NO_NET_ON_REQ "ERR_REQ_NO_NET_ON_REQ" BackOff
                "There was no network to send the request"
                "发出请求时网络不通";
            6201 REQ_NO_NET_ON_RSP "ERR_REQ_NO_NET_ON_RSP" BackOff
                "The network was gone before the answer came"
                "等待应答时网络不通";
            6205 SERIVCE_NOT_READY "ERR_SERIVCE_NOT_READY" BackOff
                "The SDK's network service is not ready yet"
                "SDK 的网络服务尚未准备好";
            6206 USER_SIG_EXPIRED "ERR_USER_SIG_EXPIRED" LogInAgain
                "The UserSig, or the internal ticket made from it, has expired"
                "UserSig 或由它换来的内部票据已过期";
            6207 LOGIN_AUTH_FAILED "ERR_LOGIN_AUTH_FAILED" FixConfiguration
                "The account could not be resolved, perhaps the UserID does not exist"
                "无法识别该账号，可能 UserID 不存在";
            6208 LOGIN_KICKED_OFF_BY_OTHER "ERR_LOGIN_KICKED_OFF_BY_OTHER" GiveUp
                "Another device logged in to the same account and kicked this one"
                "同一账号在别的设备登录，本机被踢下线";
            6209 NEVER_CONNECT_AFTER_LAUNCH "ERR_NEVER_CONNECT_AFTER_LAUNCH" BackOff
                "The app has not connected since it was started"
                "应用启动后还没有连接过网络";
            6210 REQ_FAILED "ERR_REQ_FAILED" BackOff
                "The SDK's network service could not carry out the request"
                "SDK 的网络服务未能完成请求";
            6211 REQ_INVALID_REQ "ERR_REQ_INVALID_REQ" FixConfiguration
                "The request is not valid"
                "请求不合法";
            6212 REQ_OVERLOADED "ERR_REQ_OVERLOADED" BackOff
                "Too many requests are waiting to be sent"
                "等待发送的请求太多";
            6213 REQ_KICK_OFF "ERR_REQ_KICK_OFF" GiveUp
                "Another device has kicked this one offline"
                "本机已被另一台设备踢下线";
            6214 REQ_SERVICE_SUSPEND "ERR_REQ_SERVICE_SUSPEND" GiveUp
                "The service is suspended"
                "服务目前处于暂停状态";
            6215 REQ_INVALID_SIGN "ERR_REQ_INVALID_SIGN" GiveUp
                "The SDK's internal signature is wrong"
                "SDK 的内部签名不正确";
            6216 REQ_INVALID_COOKIE "ERR_REQ_INVALID_COOKIE" GiveUp
                "The SDK's internal session cookie is not valid"
                "SDK 的内部会话 cookie 无效";
            6217 LOGIN_TLS_RSP_PARSE_FAILED "ERR_LOGIN_TLS_RSP_PARSE_FAILED" BackOff
                "The answer to the login has the wrong length"
                "登录回包的长度不对";
            6218 LOGIN_OPENMSG_TIMEOUT "ERR_LOGIN_OPENMSG_TIMEOUT" BackOff
                "The service took too long to record that the user is online"
                "服务记录用户上线状态耗时过长";
            6219 LOGIN_OPENMSG_RSP_PARSE_FAILED "ERR_LOGIN_OPENMSG_RSP_PARSE_FAILED" BackOff
                "The service could not read an internal answer while it logged the user in"
                "登录过程中服务无法读懂内部回包";
            6220 LOGIN_TLS_DECRYPT_FAILED "ERR_LOGIN_TLS_DECRYPT_FAILED" BackOff
                "The answer to the login could not be decrypted"
                "登录回包无法解密";
            6226 AUTOLOGIN_NEED_USERSIG "ERR_AUTOLOGIN_NEED_USERSIG" LogInAgain
                "The stored login has expired, automatic login needs a UserSig"
                "本机保存的登录凭据已过期，需用 UserSig 登录";
            6255 REQUEST_KICK_OFF "ERR_REQUEST_KICK_OFF" GiveUp
                "Another device has kicked this one offline"
                "本机已被另一台设备踢下线";
            7002 COMM_TINYID_EMPTY "ERR_SDK_COMM_TINYID_EMPTY" FixConfiguration
                "The account has no internal id, perhaps the UserID does not exist"
                "账号没有内部 ID，可能 UserID 不存在";
            7003 COMM_INVALID_IDENTIFIER "ERR_SDK_COMM_INVALID_IDENTIFIER" FixConfiguration
                "The UserID is not 1 to 32 bytes of printable ASCII"
                "UserID 应为 1 到 32 字节的可打印 ASCII 字符";
            7008 COMM_API_CALL_FREQUENCY_LIMIT "ERR_SDK_COMM_API_CALL_FREQUENCY_LIMIT" BackOff
                "The app makes this call too often"
                "应用调用该接口过于频繁";
            7009 TERMINATED_WHILE_RUNNING _ GiveUp
                "The SDK was shut down while the call was still in progress"
                "调用尚未完成，SDK 就被停用";
            7010 _ _ FixConfiguration
                "The local database failed, perhaps the call came before the login"
                "本地数据库出错，可能是登录之前就调用了";
            7013 INTERFACE_NOT_SUPPORT "ERR_SDK_INTERFACE_NOT_SUPPORT" FixConfiguration
                "The app's plan does not include this call"
                "应用的套餐不含该接口";
            7014 INVALID_OPERATION "ERR_SDK_INVALID_OPERATION" FixConfiguration
                "The call is not allowed as it was made"
                "这样调用是不允许的";
            7501 ACCOUNT_LOGIN_IN_PROCESS "ERR_SDK_ACCOUNT_LOGIN_IN_PROCESS" BackOff
                "An earlier login is still in progress"
                "上一次登录还没有结束";
            7502 ACCOUNT_LOGOUT_IN_PROCESS "ERR_SDK_ACCOUNT_LOGOUT_IN_PROCESS" BackOff
                "An earlier logout is still in progress"
                "上一次登出还没有结束";
            7503 ACCOUNT_TLS_INIT_FAILED "ERR_SDK_ACCOUNT_TLS_INIT_FAILED" BackOff
                "The SDK's account module could not be initialized"
                "SDK 的账号模块未能初始化";
            7504 ACCOUNT_TLS_NOT_INITIALIZED "ERR_SDK_ACCOUNT_TLS_NOT_INITIALIZED" BackOff
                "The SDK's account module is not initialized yet"
                "SDK 的账号模块还没有初始化";
            7505 ACCOUNT_TLS_TRANSPKG_ERROR "ERR_SDK_ACCOUNT_TLS_TRANSPKG_ERROR" BackOff
                "The SDK's account module got a malformed packet"
                "SDK 的账号模块收到格式不对的数据包";
            7506 ACCOUNT_TLS_DECRYPT_FAILED "ERR_SDK_ACCOUNT_TLS_DECRYPT_FAILED" BackOff
                "The SDK's account module could not decrypt a packet"
                "SDK 的账号模块无法解密数据包";
            7507 ACCOUNT_TLS_REQUEST_FAILED "ERR_SDK_ACCOUNT_TLS_REQUEST_FAILED" BackOff
                "A request of the SDK's account module failed"
                "SDK 的账号模块请求未成功";
            7508 ACCOUNT_TLS_REQUEST_TIMEOUT "ERR_SDK_ACCOUNT_TLS_REQUEST_TIMEOUT" BackOff
                "A request of the SDK's account module took too long"
                "SDK 的账号模块请求耗时过长";
            9501 NET_ENCODE_FAILED "ERR_SDK_NET_ENCODE_FAILED" BackOff
                "The SDK could not encrypt a packet"
                "SDK 无法加密要发送的数据";
            9502 NET_DECODE_FAILED "ERR_SDK_NET_DECODE_FAILED" BackOff
                "The SDK could not decrypt a packet"
                "SDK 无法解密收到的数据";
            9503 NET_AUTH_INVALID "ERR_SDK_NET_AUTH_INVALID" FixConfiguration
                "The connection is not authenticated, perhaps the login has not finished"
                "连接还没有通过鉴权，可能登录尚未完成";
            9506 NET_FREQ_LIMIT "ERR_SDK_NET_FREQ_LIMIT" BackOff
                "The app sends more than 5 requests a second"
                "应用每秒发出的请求超过 5 次";
            9508 NET_DISCONNECT "ERR_SDK_NET_DISCONNECT" BackOff
                "There is no connection to the server"
                "与服务器之间没有连接";
            9510 NET_CONN_TIMEOUT "ERR_SDK_NET_CONN_TIMEOUT" BackOff
                "Connecting to the server took too long"
                "连接服务器耗时过长";
            9511 NET_CONN_REFUSE "ERR_SDK_NET_CONN_REFUSE" BackOff
                "The server refused the connection, perhaps after too many requests"
                "服务器拒绝连接，可能是请求太频繁";
            9512 NET_NET_UNREACH "ERR_SDK_NET_NET_UNREACH" BackOff
                "No route leads to the server"
                "没有通往服务器的网络路由";
            9513 NET_SOCKET_NO_BUFF "ERR_SDK_NET_SOCKET_NO_BUFF" BackOff
                "The system has no buffer left for the network"
                "系统没有可用的网络缓冲区";
            9514 NET_RESET_BY_PEER "ERR_SDK_NET_RESET_BY_PEER" BackOff
                "The server reset the connection, the SDK connects again by itself"
                "服务端重置了连接，SDK 会自动重连";
            9515 NET_SOCKET_INVALID "ERR_SDK_NET_SOCKET_INVALID" BackOff
                "The socket is invalid"
                "socket 无效";
            9516 NET_HOST_GETADDRINFO_FAILED "ERR_SDK_NET_HOST_GETADDRINFO_FAILED" BackOff
                "The address of the server could not be resolved"
                "服务端地址解析失败";
            9517 NET_CONNECT_RESET "ERR_SDK_NET_CONNECT_RESET" BackOff
                "The connection was reset on its way, the SDK connects again by itself"
                "连接在途中被重置，SDK 会自动重连";
            9518 NET_WAIT_INQUEUE_TIMEOUT "ERR_SDK_NET_WAIT_INQUEUE_TIMEOUT" BackOff
                "The request waited too long to enter the queue of the SDK"
                "请求等待进入 SDK 发送队列超时";
            9519 NET_WAIT_SEND_TIMEOUT "ERR_SDK_NET_WAIT_SEND_TIMEOUT" BackOff
                "The request waited too long to leave the device"
                "请求在本机等待发送的时间过长";
            9520 NET_WAIT_ACK_TIMEOUT "ERR_SDK_NET_WAIT_ACK_TIMEOUT" BackOff
                "The request was sent but no answer came in time"
                "请求已发出，但迟迟没有应答";
            9521 NET_WAIT_SEND_REMAINING_TIMEOUT "ERR_SDK_NET_WAIT_SEND_REMAINING_TIMEOUT" BackOff
                "The rest of the request could not be sent in time"
                "请求的剩余部分未能按时发出";
            9523 NET_WAIT_SEND_TIMEOUT_NO_NETWORK "ERR_SDK_NET_WAIT_SEND_TIMEOUT_NO_NETWORK" BackOff
                "The request could not leave the device, which is offline"
                "设备没有联网，请求没能发出";
            9524 NET_WAIT_ACK_TIMEOUT_NO_NETWORK "ERR_SDK_NET_WAIT_ACK_TIMEOUT_NO_NETWORK" BackOff
                "No answer came, the device has gone offline"
                "设备已断网，没有等到应答";
            9525 NET_SEND_REMAINING_TIMEOUT_NO_NETWORK
                "ERR_SDK_NET_SEND_REMAINING_TIMEOUT_NO_NETWORK" BackOff
                "Only a part of the request was sent, the device has gone offline"
                "设备已断网，请求只发出了一部分";
            16385 _ "SIGNAL_CAHNNEL_SETUP_FAILED" BackOff
                "The signalling channel to the room could not be set up"
                "未能建立信令通道";
            16386 _ "SIGNAL_CHANNEL_ERROR" BackOff
                "The signalling channel to the room failed"
                "信令通道出错";
            16387 _ "ICE_TRANSPORT_ERROR" BackOff
                "The media connection to the room failed"
                "媒体连接出错";
            16388 _ "JOIN_ROOM_FAILED" FixConfiguration
                "The room could not be entered, often because of the UserSig, the SDKAppID or the room id"
                "进房失败，多因 UserSig、SDKAppID 或房间号有误";
            16389 _ "CREATE_OFFER_FAILED" BackOff
                "The SDP offer could not be created"
                "未能创建 SDP offer";
            16448 _ "CLIENT_BANNED" GiveUp
                "The user was removed from the room, for example by another login of the same user"
                "用户被移出房间，例如同一用户在别处进房";
            16449 _ "SERVER_TIMEOUT" BackOff
                "The media server did not answer in time"
                "媒体服务器应答超时";
            16450 _ "SUBSCRIPTION_TIMEOUT" BackOff
                "The subscription to a remote stream timed out"
                "订阅远端流超时";
            // REST calls of IM (the error code page of IM).
            60002 SVR_COMM_INVALID_HTTP_URL "ERR_SVR_COMM_INVALID_HTTP_URL" FixConfiguration
                "The URL of the REST call cannot be parsed"
                "REST 请求的 URL 无法解析";
            60003 SVR_COMM_REQ_JSON_PARSE_FAILED
                "ERR_SVR_COMM_REQ_JSON_PARSE_FAILED" FixConfiguration
                "The body of the REST call is not valid JSON"
                "REST 请求的包体不是合法的 JSON";
            60004 SVR_COMM_INVALID_ACCOUNT "ERR_SVR_COMM_INVALID_ACCOUNT" FixConfiguration
                "The identifier or the UserSig in the URL or the body of the REST call is wrong"
                "REST 请求的 URL 或包体中，账号或 UserSig 有误";
            60005 SVR_COMM_INVALID_ACCOUNT_EX "ERR_SVR_COMM_INVALID_ACCOUNT_EX" FixConfiguration
                "The identifier or the UserSig in the URL or the body of the REST call is wrong"
                "REST 请求的 URL 或包体中，账号或 UserSig 有误";
            60006 SVR_COMM_INVALID_SDKAPPID "ERR_SVR_COMM_INVALID_SDKAPPID" FixConfiguration
                "The SDKAppID in the URL of the REST call is not valid"
                "REST 请求 URL 中的 SDKAppID 无效";
            60007 SVR_COMM_REST_FREQ_LIMIT "ERR_SVR_COMM_REST_FREQ_LIMIT" BackOff
                "REST calls are made too often"
                "REST 接口调用得太频繁";
            60008 SVR_COMM_REQUEST_TIMEOUT "ERR_SVR_COMM_REQUEST_TIMEOUT" BackOff
                "The REST call timed out, or its HTTP request is malformed"
                "REST 请求超时，或 HTTP 格式有误";
            60009 SVR_COMM_INVALID_RES "ERR_SVR_COMM_INVALID_RES" FixConfiguration
                "The URL of the REST call names an unknown service or command"
                "REST 请求 URL 中的服务或命令不存在";
            60010 SVR_COMM_ID_NOT_ADMIN "ERR_SVR_COMM_ID_NOT_ADMIN" FixConfiguration
                "The identifier in the URL of the REST call is not an administrator of the app"
                "REST 请求 URL 中的 identifier 不是应用管理员账号";
            60011 SVR_COMM_SDKAPPID_FREQ_LIMIT "ERR_SVR_COMM_SDKAPPID_FREQ_LIMIT" BackOff
                "The app makes REST calls too often"
                "该应用的 REST 请求太频繁";
            60012 SVR_COMM_SDKAPPID_MISS "ERR_SVR_COMM_SDKAPPID_MISS" FixConfiguration
                "The URL of the REST call has no SDKAppID"
                "REST 请求的 URL 缺少 SDKAppID";
            60013 SVR_COMM_RSP_JSON_PARSE_FAILED "ERR_SVR_COMM_RSP_JSON_PARSE_FAILED" BackOff
                "The answer to the REST call is not valid JSON"
                "REST 响应的包体不是合法的 JSON";
            60014 SVR_COMM_EXCHANGE_ACCOUNT_TIMEUT "ERR_SVR_COMM_EXCHANGE_ACCOUNT_TIMEUT" BackOff
                "The service took too long to look up the account"
                "服务端转换账号超时";
            60015 SVR_COMM_INVALID_ID_FORMAT "ERR_SVR_COMM_INVALID_ID_FORMAT" FixConfiguration
                "The UserID in the body of the REST call is not a string"
                "REST 请求包体中的 UserID 不是字符串";
            60016 SVR_COMM_SDKAPPID_FORBIDDEN "ERR_SVR_COMM_SDKAPPID_FORBIDDEN" GiveUp
                "The app has been disabled"
                "该应用已被禁用";
            60017 SVR_COMM_REQ_FORBIDDEN "ERR_SVR_COMM_REQ_FORBIDDEN" GiveUp
                "The request has been disabled"
                "该请求已被禁用";
            60018 SVR_COMM_REQ_FREQ_LIMIT "ERR_SVR_COMM_REQ_FREQ_LIMIT" BackOff
                "Requests are made too often"
                "请求太频繁";
            60019 SVR_COMM_REQ_FREQ_LIMIT_EX "ERR_SVR_COMM_REQ_FREQ_LIMIT_EX" BackOff
                "Requests are made too often"
                "请求太频繁";
            60020 SVR_COMM_INVALID_SERVICE "ERR_SVR_COMM_INVALID_SERVICE" FixConfiguration
                "The app has no plan in force, a new one takes about five minutes"
                "应用没有生效的套餐，新购后约五分钟可用";
            60021 _ _ FixConfiguration
                "REST calls are not allowed from this IP address"
                "该来源 IP 不允许调用 REST 接口";
            65535 _ "UNKOWN" BackOff
                "The Web SDK does not know the cause"
                "Web SDK 也不清楚原因";

            // The account server of IM (TIMErrorCode.h). The codes without a name are from the documentation's tables.
            70001 USERSIG_EXPIRED "ERR_SVR_ACCOUNT_USERSIG_EXPIRED" LogInAgain
                "The UserSig has expired or was revoked"
                "UserSig 已过期或已被吊销";
            70002 USERSIG_EMPTY "ERR_SVR_ACCOUNT_USERSIG_EMPTY" FixConfiguration
                "The UserSig is empty"
                "UserSig 为空";
            70003 USERSIG_CHECK_FAILED "ERR_SVR_ACCOUNT_USERSIG_CHECK_FAILED" FixConfiguration
                "The UserSig cannot be decoded, perhaps it was cut short"
                "UserSig 无法解码，可能只传了一部分";
            70004 _ _ FixConfiguration
                "The UserSig cannot be decoded, perhaps it was cut short"
                "UserSig 无法解码，可能只传了一部分";
            70005 USERSIG_CHECK_FAILED_EX "ERR_SVR_ACCOUNT_USERSIG_CHECK_FAILED_EX" FixConfiguration
                "The UserSig did not pass the check"
                "UserSig 未能通过校验";
            70006 _ _ FixConfiguration
                "The UserSig did not pass the check"
                "UserSig 未能通过校验";
            70007 _ _ FixConfiguration
                "The UserSig did not pass the check"
                "UserSig 未能通过校验";
            70008 _ _ FixConfiguration
                "The UserSig did not pass the check"
                "UserSig 未能通过校验";
            70009 USERSIG_MISMATCH_PUBLICKEY
                "ERR_SVR_ACCOUNT_USERSIG_MISMATCH_PUBLICKEY" FixConfiguration
                "The signature does not match, the key is probably another app's"
                "签名对不上，多半用了其他应用的密钥";
            70010 _ _ FixConfiguration
                "The UserSig did not pass the check"
                "UserSig 未能通过校验";
            70013 USERSIG_MISMATCH_ID "ERR_SVR_ACCOUNT_USERSIG_MISMATCH_ID" FixConfiguration
                "The UserSig was made for another user"
                "UserSig 是为另一个用户生成的";
            70014 USERSIG_MISMATCH_SDKAPPID
                "ERR_SVR_ACCOUNT_USERSIG_MISMATCH_SDKAPPID" FixConfiguration
                "The UserSig was made for another app"
                "UserSig 是为另一个应用生成的";
            70015 _ _ FixConfiguration
                "The app has no way set up to verify accounts of this type"
                "该应用没有为这种账号类型设置验证方式";
            70016 USERSIG_PUBLICKEY_NOT_FOUND
                "ERR_SVR_ACCOUNT_USERSIG_PUBLICKEY_NOT_FOUND" FixConfiguration
                "The service has no key of this app, perhaps the data centre is wrong"
                "服务中没有该应用的密钥，可能数据中心不对";
            70017 _ _ BackOff
                "The service took too long to check a third-party ticket"
                "服务校验第三方票据耗时过长";
            70019 _ _ FixConfiguration
                "The request over HTTPS has no UserSig"
                "HTTPS 请求中没有填写 UserSig";
            70020 SDKAPPID_NOT_FOUND "ERR_SVR_ACCOUNT_SDKAPPID_NOT_FOUND" FixConfiguration
                "No such app, or it lives in another region's data centre"
                "没有这个应用，或它属于其他地域的数据中心";
            70050 FREQ_LIMIT "ERR_SVR_ACCOUNT_FREQ_LIMIT" BackOff
                "Too many failed attempts, check the UserSig and wait a minute"
                "失败次数太多，请核对 UserSig，一分钟后再试";
            70051 BLACKLIST "ERR_SVR_ACCOUNT_BLACKLIST" GiveUp
                "The account is blocked"
                "该账号已被封禁";
            70052 INVALID_USERSIG "ERR_SVR_ACCOUNT_INVALID_USERSIG" LogInAgain
                "The UserSig is no longer accepted"
                "该 UserSig 已不再被接受";
            70102 _ _ FixConfiguration
                "The account type in the request is wrong"
                "请求中的账号类型不对";
            70103 _ _ FixConfiguration
                "The phone number is malformed"
                "电话号码的写法不对";
            70104 _ _ FixConfiguration
                "The email address is malformed"
                "邮箱地址的写法不对";
            70105 _ _ FixConfiguration
                "The account name is malformed"
                "账号名的写法不对";
            70106 _ _ FixConfiguration
                "The kind of account name is not allowed"
                "不允许使用这种账号格式";
            70107 SVR_ACCOUNT_NOT_FOUND "ERR_SVR_ACCOUNT_NOT_FOUND" FixConfiguration
                "The account does not exist, import it or log it in once"
                "账号不存在，先导入或登录一次即可";
            70113 _ _ FixConfiguration
                "The number of items in the batch is not allowed"
                "一批中的条目数不符合规定";
            70114 SEC_RSTR "ERR_SVR_ACCOUNT_SEC_RSTR" BackOff
                "Security rules hold back this account's logins"
                "触发安全策略，登录暂受限制";
            70115 _ _ FixConfiguration
                "The developer's number is not that of the app's owner"
                "开发者账号与应用的所有者不符";
            70140 _ _ FixConfiguration
                "The account type does not belong to the app"
                "账号类型与该应用不符";
            70145 _ _ FixConfiguration
                "The account type is wrong"
                "账号类型不对";
            70169 INTERNAL_TIMEOUT "ERR_SVR_ACCOUNT_INTERNAL_TIMEOUT" BackOff
                "The account service took too long inside"
                "账号服务内部处理过久";
            70202 _ _ BackOff
                "The account service took too long inside"
                "账号服务内部处理过久";
            70206 INVALID_COUNT "ERR_SVR_ACCOUNT_INVALID_COUNT" FixConfiguration
                "The number of items in the batch is not allowed"
                "一批中的条目数不符合规定";
            70221 _ _ LogInAgain
                "The login no longer stands and has to be made again"
                "登录态已不成立，需要重新登录";
            70236 _ _ FixConfiguration
                "The user's signature did not pass the check"
                "用户签名未能通过校验";
            70252 _ _ FixConfiguration
                "The SDKAppID is wrong"
                "所填的 SDKAppID 有误";
            70346 _ _ FixConfiguration
                "The ticket was refused, often because a parameter is wrong"
                "票据未通过校验，多因参数填错";
            70347 _ _ LogInAgain
                "The ticket was refused because it has expired"
                "票据已过有效期，未予通过";
            70348 _ _ BackOff
                "The account service failed inside"
                "账号服务自身出错";
            70362 _ _ BackOff
                "The account service took too long inside"
                "账号服务内部处理过久";
            70398 SVR_ACCOUNT_COUNT_LIMIT "ERR_SVR_ACCOUNT_COUNT_LIMIT" FixConfiguration
                "The app has as many accounts as its plan allows"
                "该应用的账号数已达套餐上限";
            70401 _ _ BackOff
                "The account service failed inside"
                "账号服务自身出错";
            70402 SVR_ACCOUNT_INVALID_PARAMETERS
                "ERR_SVR_ACCOUNT_INVALID_PARAMETERS" FixConfiguration
                "A field of the request is missing or wrong"
                "请求中有字段缺失或有误";
            70403 ADMIN_REQUIRED "ERR_SVR_ACCOUNT_ADMIN_REQUIRED" FixConfiguration
                "Only an administrator of the app may do this"
                "只有应用的管理员账号才能这样做";
            70404 LOW_SDK_VERSION "ERR_SVR_ACCOUNT_LOW_SDK_VERSION" FixConfiguration
                "The SDK is too old, build the app with a newer one"
                "SDK 太旧，请换用新版";
            70500 INTERNAL_ERROR "ERR_SVR_ACCOUNT_INTERNAL_ERROR" BackOff
                "The account service failed inside"
                "账号服务自身出错";
            71000 _ _ GiveUp
                "Accounts can be deleted from a trial app only"
                "只有体验版应用才能删除账号";
            72000 DAILY_ACTIVE_USERS_EXCEEDED _ FixConfiguration
                "A trial app has used up its free daily active users"
                "体验版应用当天的免费活跃用户数已用完";
            72001 USER_STATUS_DISABLED "ERR_SVR_ACCOUNT_USER_STATUS_DISABLED" FixConfiguration
                "User status is switched off in the console"
                "控制台中没有打开用户状态功能";

            // Other codes of IM that a login or a logout can cause (TIMErrorCode.h).
            90101 HAD_INITIALIZED "ERR_SDK_HAD_INITIALIZED" FixConfiguration
                "The SDK is initialized already, a second time is not needed"
                "SDK 早已初始化，无需再来一次";
            91101 SVR_MSG_LONGPOLLING_COUNT_LIMIT "ERR_SVR_MSG_LONGPOLLING_COUNT_LIMIT" GiveUp
                "Too many Web pages of this account are online, this one was kicked"
                "同一账号在线的网页过多，本页被踢下线";
            114003 SVR_RES_SEND_CANCEL "ERR_SVR_RES_SEND_CANCEL" GiveUp
                "Sending was cancelled, for example by a logout"
                "发送被中途取消，例如期间登出";
        }
    };
}
