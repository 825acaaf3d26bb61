//! A key with the rest of its line in a configuration.

use crate::fault::KeyGarble;
use crate::signature::keys::forms::{Form, form};

/// The key as a line of a configuration has it, under each name that such lines have.
pub(crate) fn of(key: &str) -> impl Iterator<Item = Form> {
    NAMES.into_iter().flat_map(move |name| {
        let texts = [
            format!("{name}={key}"),
            format!("{name}=\"{key}\""),
            format!("{name}='{key}'"),
            format!("{name} = {key}"),
            format!("{name} = \"{key}\""),
            format!("{name}: {key}"),
            format!("{name}: \"{key}\""),
            format!("{name}:{key}"),
            format!("export {name}={key}"),
            format!("export {name}=\"{key}\""),
            format!("={key}"),
            format!("{{\"{name}\":\"{key}\"}}"),
            format!("{{\"{name}\": \"{key}\"}}"),
        ];
        texts.into_iter().map(|text| form(KeyGarble::Assignment, text))
    })
}

/// The names that variables and members with a secret key have in public code.
pub(crate) const NAMES: [&str; 38] = [
    "SECRETKEY",
    "SECRET_KEY",
    "SDKSECRETKEY",
    "SDKSecretKey",
    "SDK_SECRET_KEY",
    "SecretKey",
    "secretKey",
    "secretkey",
    "secret_key",
    "sdkSecretKey",
    "sdk_secret_key",
    "sdksecretkey",
    "KEY",
    "key",
    "Key",
    "USERSIG_KEY",
    "USERSIG_SECRET_KEY",
    "TRTC_SECRET_KEY",
    "TRTC_SDK_SECRET_KEY",
    "TRTC_KEY",
    "TIM_SECRET_KEY",
    "TIM_SDK_SECRET_KEY",
    "TIM_KEY",
    "IM_SECRET_KEY",
    "IM_KEY",
    "IM_SECRET",
    "TENCENT_SECRET_KEY",
    "TENCENT_IM_SECRET_KEY",
    "TENCENT_IM_KEY",
    "SDK_KEY",
    "sdkKey",
    "APP_SECRET",
    "APP_KEY",
    "appSecret",
    "appKey",
    "SECRET",
    "secret",
    "PRIVATE_KEY",
];
