//! Links the extension module.

fn main() {
    napi_build::setup();
}
