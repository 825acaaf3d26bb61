//! The names of vendors, and the signs of their tokens.

use crate::fault::Vendor;

/// The name, and the sign by which its tokens are known.
pub(super) const fn name(vendor: Vendor) -> (&'static str, &'static str) {
    match vendor {
        Vendor::Agora => ("Agora", "006 / 007eJ"),
        Vendor::Aliyun => ("Aliyun", "LTAI"),
        Vendor::Aws => ("Amazon Web Services", "AKIA / ASIA"),
        Vendor::Easemob => ("Easemob", "YWMt"),
        Vendor::Fernet => ("Fernet", "gAAAAA"),
        Vendor::GitHub => ("GitHub", "ghp_"),
        Vendor::Google => ("Google", "ya29"),
        Vendor::Paseto => ("PASETO", "v4.local / v4.public"),
        Vendor::RongCloud => ("RongCloud", "rongnav.com"),
        Vendor::Volcengine => ("Volcengine", "001"),
        Vendor::Zego => ("ZEGO", "04"),
    }
}
