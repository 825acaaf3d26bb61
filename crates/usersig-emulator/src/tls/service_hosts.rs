//! The hosts of the service, which many clients have hard-coded.

/// The REST interface in China, Singapore, Seoul, Tokyo, Frankfurt, Silicon Valley, Jakarta and Mumbai.
const HOSTS: [&str; 8] = [
    "console.tim.qq.com",
    "adminapisgp.im.qcloud.com",
    "adminapikr.im.qcloud.com",
    "adminapijpn.im.qcloud.com",
    "adminapiger.im.qcloud.com",
    "adminapiusa.im.qcloud.com",
    "adminapiidn.im.qcloud.com",
    "adminapiind.im.qcloud.com",
];

/// Each host one label below this domain is the service's.
const DOMAIN: &str = "my-imcloud.com";

/// Whether a host, in any case and without a port, is the service's.
pub(crate) fn is_service_host(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let label = name.strip_suffix(DOMAIN).and_then(|name| name.strip_suffix('.'));
    let is_label = |label: &str| label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    HOSTS.contains(&&*name) || label.is_some_and(|label| !label.is_empty() && is_label(label))
}

/// The names of a certificate for all of these hosts.
pub(crate) fn certificate_names() -> Vec<String> {
    HOSTS.iter().map(|host| (*host).to_owned()).chain([format!("*.{DOMAIN}")]).collect()
}

/// The domains that an authority for these hosts needs.
pub(crate) fn domains() -> Vec<String> {
    HOSTS.iter().chain([&DOMAIN]).map(|domain| (*domain).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::is_service_host;

    #[test]
    fn hosts_of_the_service_are_known_and_nothing_that_looks_like_them() {
        for host in ["console.tim.qq.com", "CONSOLE.TIM.QQ.COM", "adminapisgp.im.qcloud.com", "w4c.my-imcloud.com"] {
            assert!(is_service_host(host), "{host}");
        }
        let others = [
            "",
            "qq.com",
            "tim.qq.com",
            "x.console.tim.qq.com",
            "console.tim.qq.com.",
            "console.tim.qq.com.evil.example",
            "my-imcloud.com",
            ".my-imcloud.com",
            "a.b.my-imcloud.com",
            "evil-my-imcloud.com",
            "*.my-imcloud.com",
            "localhost",
            "127.0.0.1",
        ];
        for host in others {
            assert!(!is_service_host(host), "{host}");
        }
    }
}
